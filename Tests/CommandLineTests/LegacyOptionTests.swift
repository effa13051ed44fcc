// What can be asked of the way from a legacy document and to one.

import Testing

struct LegacyOptionTests {
  private static let mapping = """
    mapping lab 1
    system pid  = urn:oid:2.999.1
    system test = urn:oid:2.999.2
    table state
      F  final
    map
      lab
        report* = new DiagnosticReport as report
          > status = "unknown"
          > code.text = "report"
          patient = new Patient as patient in $report.subject key identifier[pid].value
            @id   = identifier[pid].value
            @name = name.text
          test*   = new Observation in $report.result with subject $patient
            > status = "unknown"
            > valueQuantity.code = ucum(valueQuantity.unit)
            @code  = code.coding[test].code & code.text
            @value = value : number | comparison | text
            @unit  = valueQuantity.unit
            @state = status : table state

    """

  private static let document = """
    <lab><report><patient id='7' name='A'/><test code='HGB' value='13.10' unit='gr%'/><test code='CRP' value='&lt; 5' unit='mg/L' state='X'/></report></lab>
    """

  private func folder(_ xml: String = Self.document) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("lab.xml", Array(xml.utf8))
    try folder.write("lab.map", Array(Self.mapping.utf8))
    return folder
  }

  private func convert(_ arguments: [String], in folder: TemporaryFolder) throws -> Outcome {
    try Program.run(["convert"] + arguments + ["--mapping", "lab.map"], in: folder)
  }

  @Test func aTransactionCanBeSentTwice() throws {
    let folder = try folder()
    let outcome = try convert(
      ["lab.xml", "-o", "b.json", "--bundle", "transaction", "--allow-unmapped"], in: folder)
    #expect(outcome.code == 0)
    let bundle = try folder.read("b.json")
    #expect(bundle.contains("\"type\": \"transaction\""))
    #expect(bundle.contains("\"ifNoneExist\": \"identifier=urn:oid:2.999.1|7\""))
    #expect(bundle.contains("\"method\": \"PUT\",\n        \"url\": \"Observation/"))
    #expect(try Program.run(["validate", "b.json"], in: folder).code == 0)
    let back = try convert(["b.json", "--to", "lab", "-o", "back.xml"], in: folder)
    #expect(back.code == 0)
  }

  @Test func idsThatAreMadeWithASecretAreOthers() throws {
    let folder = try folder()
    try folder.write("key", Array("0123456789abcdef\n".utf8))
    try folder.write("other", Array("0123456789abcdeg\n".utf8))
    try folder.write("short", Array("secret".utf8))
    func ids(_ options: [String]) throws -> [Substring] {
      let outcome = try convert(["lab.xml", "--allow-unmapped"] + options, in: folder)
      return outcome.output.split(separator: "\n").filter { $0.contains("\"fullUrl\"") }
    }
    let plain = try ids([])
    let keyed = try ids(["--id-key", "key"])
    #expect(plain.count == 5 && keyed.count == 5)
    #expect(try keyed == ids(["--id-key", "key"]))
    #expect(try Set(plain).isDisjoint(with: keyed) && Set(keyed).isDisjoint(with: ids(["--id-key", "other"])))
    let short = try convert(["lab.xml", "--id-key", "short"], in: folder)
    #expect(short.code == 64 && short.messages.hasPrefix("Error: '--id-key': expected at least 16 bytes"))
  }

  @Test func codesOfTheUsersOwnGoWhereTheMappingHasNone() throws {
    let folder = try folder()
    let first = try convert(["lab.xml", "-o", "b.json", "--unmapped", "u.tsv", "--allow-unmapped"], in: folder)
    #expect(first.messages.contains("coded 1 of 5 names; 4 not in a concept map\n"))
    #expect(!first.messages.contains("gr%"))
    #expect(
      try folder.read("u.tsv") == """
        kind\tname\tcount\tsystem\tcode\tdisplay
        code test\tHGB\t1\t\t\t
        unit\tgr%\t1\t\t\t
        code test\tCRP\t1\t\t\t
        table state\tX\t1\t\t\t

        """)
    try folder.write(
      "c.tsv",
      Array(
        """
        kind\tname\tcount\tsystem\tcode\tdisplay
        code test\tHGB\t1\thttp://loinc.org\t718-7\tHemoglobin
        unit\tgr%\t1\t\tg/dL\t
        code test\tCRP\t1\t\t\t
        table state\tX\t1\t\tcancelled\t

        """.utf8))
    let second = try convert(["lab.xml", "-o", "b.json", "--concepts", "c.tsv"], in: folder)
    #expect(second.code == 0 && second.messages.contains("coded 4 of 5 names; 1 not in a concept map"))
    let bundle = try folder.read("b.json")
    #expect(bundle.contains("\"code\": \"718-7\",\n              \"display\": \"Hemoglobin\""))
    #expect(bundle.contains("\"value\": 13.10,\n          \"unit\": \"gr%\""))
    #expect(bundle.contains("\"code\": \"g/dL\"") && bundle.contains("\"status\": \"cancelled\""))
    let back = try convert(["b.json", "--to", "lab", "-o", "back.xml", "--concepts", "c.tsv"], in: folder)
    #expect(back.code == 0 && back.messages.contains("0 enriching, 0 lossy\n"))
    #expect(try folder.read("back.xml").contains("<test code=\"HGB\" value=\"13.10\" unit=\"gr%\"/>"))
    try folder.write("bad.tsv", Array("kind\tname\n".utf8))
    let bad = try convert(["lab.xml", "--concepts", "bad.tsv"], in: folder)
    #expect(
      bad.code == 1 && bad.messages.contains("Error: bad.tsv:1:1: error: expected the columns kind, name")
        && bad.messages.contains("[terminology.concepts]"))
  }

  @Test func onePatientOfWhomTwoThingsAreSaidIsAnError() throws {
    let report = "<report><patient id='7' name='A'/></report>"
    let same = try folder("<lab>\(report)\(report)</lab>")
    #expect(try convert(["lab.xml", "-o", "b.json"], in: same).code == 0)
    let folder = try folder("<lab>\(report)<report><patient id='7' name='ZQX'/></report></lab>")
    let outcome = try convert(["lab.xml", "-o", "b.json"], in: folder)
    #expect(outcome.code == 1)
    #expect(outcome.messages.hasPrefix("lab.xml:1:57: error: expected of one Patient what was said of it before"))
    #expect(outcome.messages.contains("[map.contradiction]") && !outcome.messages.contains("ZQX"))
    // They are kept apart.
    #expect(outcome.messages.contains("2 Patient"))
  }

  @Test func fhirOfOthersIsWrittenWithoutTheResourceAroundIt() throws {
    let folder = try folder()
    let result =
      #"{"resourceType":"Observation","id":"1","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"718-7"}]},"valueQuantity":{"value":2.50,"unit":"mg/L"}}"#
    try folder.write("o.json", Array(result.utf8))
    let arguments = ["o.json", "--to", "lab", "--allow-loss"]
    let outcome = try convert(arguments, in: folder)
    #expect(outcome.code == 0 && outcome.output.contains("<test value=\"2.50\" unit=\"mg/L\" state=\"F\"/>"))
    #expect(outcome.messages.contains("values: 3 exact, 0 enriching, 2 lossy\n"))
    try folder.write(
      "c.tsv",
      Array("kind\tname\tcount\tsystem\tcode\tdisplay\ncode test\tHGB\t1\thttp://loinc.org\t718-7\t\n".utf8))
    let coded = try convert(arguments + ["--concepts", "c.tsv"], in: folder)
    #expect(coded.output.contains("<test code=\"HGB\" value=\"2.50\""))
    #expect(coded.messages.contains("values: 3 exact, 2 enriching, 0 lossy\n"))
    // Nothing of it has a place.
    try folder.write("p.json", Array(#"{"resourceType":"Organization","name":"A"}"#.utf8))
    #expect(try convert(["p.json", "--to", "lab"], in: folder).messages.contains("[map.nothing]"))
  }

  /// A zone with one change of the clock, so that the test needs none of the system.
  private static let zone: [UInt8] = {
    func number(_ value: Int, _ width: Int) -> [UInt8] {
      (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * (width - 1 - $0))) }
    }
    func block(_ width: Int) -> [UInt8] {
      Array("TZif2".utf8) + Array(repeating: 0, count: 15) + [0, 0, 0, 1, 2, 4].flatMap { number($0, 4) }
        + number(1_521_939_600, width) + [1] + number(3600, 4) + [0, 0] + number(7200, 4) + [1, 0] + Array("CET\0".utf8)
    }
    return block(4) + block(8) + Array("\nCET-1CEST,M3.5.0,M10.5.0/3\n".utf8)
  }()

  @Test func timesWithoutAZoneAreInTheOneThatIsGiven() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "lab.map",
      Array(
        """
        mapping lab 1
        map
          lab = new DiagnosticReport
            > status = "unknown"
            > code.text = "report"
            @at = effective : local "dd.MM.yyyy H:mm"
            @out = issued : iso

        """.utf8))
    try folder.write("Our/Zone", Self.zone)
    func convert(_ at: String, _ options: [String]) throws -> Outcome {
      try folder.write("lab.xml", Array("<lab at='\(at)' out='2018-07-01T10:00:05.250'/>".utf8))
      return try Program.run(
        ["convert", "lab.xml", "-o", "b.json", "--mapping", "lab.map"] + options, in: folder,
        environment: ["TZDIR": "."])
    }
    #expect(try convert("01.07.2018 9:15", []).code == 0)
    #expect(try folder.read("b.json").contains("\"effectiveDateTime\": \"2018-07-01\""))
    #expect(try convert("01.07.2018 9:15", ["--zone", "Our/Zone"]).code == 0)
    let bundle = try folder.read("b.json")
    #expect(bundle.contains("\"effectiveDateTime\": \"2018-07-01T09:15:00+02:00\""))
    #expect(bundle.contains("\"issued\": \"2018-07-01T10:00:05.250+02:00\""))
    #expect(bundle.contains("\"valueCode\": \"Our/Zone\"") && bundle.contains("\"valueString\": \"01.07.2018 9:15\""))
    let back = try Program.run(
      ["convert", "b.json", "--to", "lab", "--mapping", "lab.map"], in: folder, environment: ["TZDIR": "."])
    #expect(back.code == 0)
    #expect(back.output.contains("<lab at=\"01.07.2018 9:15\" out=\"2018-07-01T10:00:05.250\"/>"))
    for (at, what) in [("25.03.2018 2:30", "put forward"), ("28.10.2018 2:30", "put back")] {
      let outcome = try convert(at, ["--zone", "Our/Zone"])
      #expect(outcome.code == 0 && outcome.messages.contains(what) && outcome.messages.contains("[map.clock]"))
      #expect(try folder.read("b.json").contains("\"effectiveDateTime\": \"2018-\(at.prefix(5).suffix(2))-"))
    }
    #expect(try convert("01.07.2018 9:15", ["--zone", "+05:30"]).code == 0)
    #expect(try folder.read("b.json").contains("2018-07-01T09:15:00+05:30"))
    for wrong in ["Our/Other", "../lab.map", "5"] {
      #expect(try convert("01.07.2018 9:15", ["--zone", wrong]).messages.contains("[zone.unknown]"))
    }
    try folder.write("Our/Zone", Array("TZif".utf8))
    #expect(try convert("01.07.2018 9:15", ["--zone", "Our/Zone"]).messages.contains("[zone.broken]"))
  }

  @Test func eachElementIsExplainedByItsSource() throws {
    let folder = try folder(
      "<lab><report><patient id='7' name=''/><test code='CRP' value='5'/><other>x</other></report></lab>")
    let table = try convert(["lab.xml", "-q", "-o", "b.json", "--explain", "-", "--allow-unmapped"], in: folder)
    #expect(
      table.output == """
        FHIR element                                  place         source path                           rule
        Bundle.entry[1].resource.identifier[0].value  lab.xml:1:14  /lab[1]/report[1]/patient[1]/@id      lab:12
        Bundle.entry[2].resource.code.coding[0].code  lab.xml:1:39  /lab[1]/report[1]/test[1]/@code       lab:17
        Bundle.entry[2].resource.code.text            lab.xml:1:39  /lab[1]/report[1]/test[1]/@code       lab:17
        Bundle.entry[2].resource.value                lab.xml:1:39  /lab[1]/report[1]/test[1]/@value      lab:18
        (kept: it is empty)                           lab.xml:1:14  /lab[1]/report[1]/patient[1]/@name    lab:13
        (unmapped)                                    lab.xml:1:74  /lab[1]/report[1]/other[1]/text()[1]

        4 elements of FHIR from 5 leaves

        """)
    _ = try convert(["lab.xml", "-q", "-o", "b.json", "--explain", "e.json", "--allow-unmapped"], in: folder)
    let json = try folder.read("e.json")
    #expect(
      json.hasPrefix(
        """
        {
          "format": "explain/1",
          "elements": [
            {"path": "Bundle.entry[1].resource.identifier[0].value", "sources": [{"state": "mapped", "file": "lab.xml", "line": 1, "column": 14, "path": "/lab[1]/report[1]/patient[1]/@id", "rule": "lab:12"}]},

        """))
    #expect(
      json.hasSuffix(
        """
            {"state": "unmapped", "file": "lab.xml", "line": 1, "column": 74, "path": "/lab[1]/report[1]/other[1]/text()[1]"}
          ]
        }

        """))
    let back = try convert(["b.json", "--to", "lab", "-o", "back.xml", "--explain", "e2.json"], in: folder)
    #expect(back.code == 64 && !folder.names.contains("back.xml"))
  }
}

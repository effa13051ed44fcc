// Legacy documents on the command line: both ways, what is reported, and what is refused.

import Testing

struct LegacyTests {
  private static let mapping = """
    mapping lab 1
    system pid = urn:oid:2.999.1
    map
      lab = new DiagnosticReport as report
        > status = "unknown"
        > code.text = "report"
        patient = new Patient as patient in $report.subject key identifier[pid].value
          @id   = identifier[pid].value
        test*   = new Observation in $report.result with subject $patient
          > status = "unknown"
          @name  = code.text
          @value = value : number | comparison | text
          @unit  = valueQuantity.unit

    """

  private func folder(_ xml: String, _ mapping: String = Self.mapping) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("lab.xml", Array(xml.utf8))
    try folder.write("lab.map", Array(mapping.utf8))
    return folder
  }

  @Test func goesToFHIRAndComesBack() throws {
    let folder = try folder("<lab><patient id='7'/><test name='CRP' value='1.00' unit='mg/L'/></lab>")
    let there = try Program.run(
      ["convert", "lab.xml", "-o", "b.json", "--mapping", "lab.map", "--ledger", "l.json"], in: folder)
    #expect(
      there
        == Outcome(
          code: 0, output: "",
          messages: """
            lab.xml → b.json   4 resources (1 DiagnosticReport, 1 Observation, 1 Patient, 1 Provenance)
            4 values: 4 mapped, 0 kept, 0 ignored, 0 unmapped
            back: equal

            """))
    #expect(try folder.read("b.json").contains("\"value\": 1.00,"))
    #expect(try folder.read("l.json").contains("\"rule\": \"lab:11\""))
    #expect(try Program.run(["validate", "b.json"], in: folder).code == 0)
    let back = try Program.run(
      ["convert", "b.json", "--to", "lab", "--mapping", "lab.map", "--output-encoding", "UTF-16"], in: folder)
    #expect(back.code == 0)
    let trip = try Program.run(["roundtrip", "lab.xml", "--mapping", "."], in: folder)
    #expect(trip.output.hasPrefix("lab.xml: 4 of 4 values came back via fhir-json: equal\n"))
  }

  @Test func whatNoLineTakesIsCarriedAndReported() throws {
    let folder = try folder("<lab><test name='CRP' secret='ZQX'/><other>ZQX</other></lab>")
    let arguments = ["convert", "lab.xml", "-o", "b.json", "--mapping", "lab.map"]
    let outcome = try Program.run(arguments, in: folder)
    #expect(outcome.code == 1 && outcome.messages.contains("back: equal, apart from what is unmapped\n"))
    #expect(outcome.messages.contains("at /lab/test/@secret\n") && !outcome.messages.contains("ZQX"))
    #expect(try Program.run(arguments + ["--allow-unmapped"], in: folder).code == 0)
    let back = try Program.run(["convert", "b.json", "--to", "lab", "--mapping", "lab.map"], in: folder)
    #expect(back.output.contains("secret=\"ZQX\"") && back.output.contains("<other>ZQX</other>"))
  }

  @Test func fhirOfOthersIsWrittenAsFarAsTheDialectGoes() throws {
    let folder = try folder("<lab/>")
    let report =
      #""resource":{"resourceType":"DiagnosticReport","status":"final","code":{"text":"x"},"result":[{"reference":"Observation/1"}]}"#
    let result =
      #""resource":{"resourceType":"Observation","id":"1","status":"final","code":{"text":"CRP"},"valueQuantity":{"value":2.50,"unit":"mg/L"}}"#
    try folder.write(
      "b.json", Array(#"{"resourceType":"Bundle","type":"collection","entry":[{\#(report)},{\#(result)}]}"#.utf8))
    let arguments = ["convert", "b.json", "--to", "lab", "--mapping", "lab.map"]
    let outcome = try Program.run(arguments, in: folder)
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("<test name=\"CRP\" value=\"2.50\" unit=\"mg/L\"/>"))
    #expect(outcome.messages.contains("[map.no-place]\n  at Bundle.entry[1].resource.status\n"))
    #expect(try Program.run(arguments + ["--allow-loss"], in: folder).code == 0)
  }

  static let refused: [(xml: String, mapping: String, message: String)] = [
    ("<lab><test></lab>", mapping, "[xml.syntax]"), ("<other/>", mapping, "[format.foreign]"),
    ("<!DOCTYPE lab [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><lab>&e;</lab>", mapping, "[xml.entity]"),
    ("<?xml version='1.0' encoding='Shift_JIS'?><lab>\u{0080}</lab>", mapping, "[xml.encoding]"),
    ("<lab/>", mapping + "  x = cod\n", "[mapping."),
    (String(repeating: "<lab>", count: 100_000), mapping, "[xml.limit]"),
  ]

  @Test(arguments: refused) func whatCannotBeReadIsSaid(xml: String, mapping: String, message: String) throws {
    let folder = try folder(xml, mapping)
    let outcome = try Program.run(["convert", "lab.xml", "-o", "b.json", "--mapping", "lab.map"], in: folder)
    #expect(outcome.code == 1 || outcome.code == 2)
    #expect(outcome.messages.contains(message))
    #expect(folder.names == ["lab.map", "lab.xml"])
  }

  @Test func aDraftIsAMapping() throws {
    let folder = try folder("<lab a='1'><p b='2'>text</p><t/><t c='3'/><u><v>1</v></u></lab>")
    let draft = try Program.run(["map", "draft", "lab.xml", "--name", "mine"], in: folder)
    #expect(draft.code == 0 && draft.output.contains("mapping mine 1\n"))
    try folder.write("lab.map", Array(draft.output.utf8))
    #expect(try Program.run(["map", "check", "lab.map"], in: folder).code == 0)
    let test = try Program.run(["map", "test", "."], in: folder)
    #expect(test.code == 0 && test.output.contains("0 % mapped (0 mapped, 6 kept, 0 ignored, 0 unmapped)"))
  }

  @Test func shippedMappingsAreListedAndExported() throws {
    let folder = try TemporaryFolder()
    #expect(
      try Program.run(["map", "list"], in: folder).output
        == "flat-eu\tBefund\nflat-jp\t検査結果\nhl7v2\tHL7v2\nsmall-lab\tLabExport\n")
    #expect(try Program.run(["map", "export", "flat-eu"], in: folder).output.contains("mapping   flat-eu 1\n"))
    #expect(try Program.run(["map", "export", "flat-us"], in: folder).code == 64)
  }

  @Test func whatOneDialectCarriesIsNotWrittenInAnother() throws {
    let folder = try folder("<lab><test name='CRP' secret='ZQX'/><other>ZQX</other></lab>")
    try folder.write(
      "two.map",
      Array(Self.mapping.replacing("mapping lab", with: "mapping two").replacing("  lab =", with: "  two =").utf8))
    let maps = ["--mapping", "lab.map", "--mapping", "two.map"]
    let direct = try Program.run(["convert", "lab.xml", "--to", "two"] + maps, in: folder)
    #expect(direct.code == 64 && direct.messages.contains("the way is FHIR"))
    _ = try Program.run(["convert", "lab.xml", "-o", "b.json", "--allow-unmapped"] + maps, in: folder)
    let outcome = try Program.run(["convert", "b.json", "--to", "two"] + maps, in: folder)
    #expect(outcome.code == 1 && outcome.output.contains("<test name=\"CRP\"/>") && !outcome.output.contains("ZQX"))
    #expect(outcome.messages.contains("b.json:") && outcome.messages.contains("[map.no-place]"))
  }
}

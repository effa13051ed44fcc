// Messages of HL7 v2 on the command line: failures of other tools from the field, both syntaxes, many messages in a file.

import Foundation
import TestSupport
import Testing

struct MessageTests {
  private func folder(_ name: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("in.hl7", Repository.bytes("Tests/CommandLineTests/Fixtures/\(name)/in.hl7"))
    return folder
  }

  /// The resources of one type in the Bundles of a file with one on a line.
  private func resources(_ type: String, in lines: String) throws -> [[String: Any]] {
    try lines.split(separator: "\n").flatMap { line in
      let bundle = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return (bundle?["entry"] as? [[String: Any]] ?? []).compactMap { $0["resource"] as? [String: Any] }
    }.filter { $0["resourceType"] as? String == type }
  }

  /// What stands in the Bundle of each failure, and what must not.
  static let failures: [(name: String, arguments: [String], found: [String], missing: [String])] = [
    ("002-nm-leading-zero", [], [#""value":72.40"#, #""value":5.10"#, #""value":0.5"#, #""value":-0.020"#], []),
    (
      "006-v2-offset-kept", [], [#"Time":"2024-03-01T08:00:00+05:45""#, #""issued":"2024-03-01T08:15:00.250-03:30""#],
      []
    ),
    (
      "011-v2-escape-order", [],
      [
        #""valueString":"R&D ^ lab | A~B""#, #""valueString":"a\\F\\b""#, #""valueString":"C:\\temp\\X41\\x""#,
        #""valueString":"disk \\\\q\\lab""#, #""valueString":"line 1\nline 2\n\nline 4""#,
        #""valueString":"bay 7\\8 open""#,
      ], []
    ),
    (
      "012-v2-latin1-declared", [], ["Müller-Çelik", "Zoë", "Ringstraße 4", "Löslich", "µg/l", "Grenzwert ± 2 °C"], []
    ),
    (
      "015-v2-shift-jis-trail-bytes", ["--encoding", "Shift_JIS"],
      [#""family":"竹内""#, "アミラーゼ", "リポ蛋白", "肝機能", "予定どおり・表ソ十", #""value":12.0"#], []
    ),
    (
      "022-v2-explicit-null", [], [#""valueString":"said \"\" twice""#, #""given":["Ine"]"#, #""value":"T022""#],
      [#""valueQuantity""#]
    ),
    (
      "026-v2-odd-separators", [],
      [
        #""valueString":"ratio 1:2 & a^b|c\\d""#, #""value":4.20"#, #""value":"T026""#,
        #""system":"urn:oid:2.999.1.26""#,
      ],
      []
    ),
    (
      "028-v2-line-feed-in-note", [],
      [#""text":"first line\nOBX looks like a segment but is text\nthird line""#], []
    ),
    ("032-v2-note-owner", [], [#""text":"  indented line three""#, #""text":"chloride only""#], []),
    (
      "036-v2-structured-numeric", [],
      [
        #""valueQuantity":{"value":250,"comparator":">","#, #""valueQuantity":{"value":0.4,"comparator":"<=","#,
        #""denominator":{"value":64}"#, #""low":{"value":3},"high":{"value":30}"#, #""valueString":"3 +""#,
        #""valueString":"<> 15""#, #""value":6.0"#,
      ], []
    ),
    (
      "038-v2-range-direction", [],
      [
        #""low":{"value":3.50},"high":{"value":5.0},"text":"3.50-5.0""#, #""text":"<12 ug/dL:  no action needed""#,
        #""text":"negative""#, #""low":{"value":-2.5}"#,
      ], []
    ),
    ("040-v2-two-patients", [], [#""value":"T039A""#, #""value":"T039B""#], []),
  ]

  @Test(arguments: failures) func aFailureOfOthersComesBack(
    name: String, arguments: [String], found: [String], missing: [String]
  ) throws {
    let folder = try folder(name)
    let there = try Program.run(
      ["convert", "in.hl7", "--to", "ndjson", "-o", "out.ndjson", "--allow-unmapped"] + arguments, in: folder)
    #expect(there.code == 0, "\(there.messages)")
    let lines = try folder.read("out.ndjson")
    for text in found { #expect(lines.contains(text), "\(text)") }
    for text in missing { #expect(!lines.contains(text), "\(text)") }
    let back = try Program.run(["convert", "out.ndjson", "--to", "hl7v2", "-o", "back.hl7"], in: folder)
    #expect(back.code == 0, "\(back.messages)")
    #expect(try folder.bytes("back.hl7") == folder.bytes("in.hl7"))
  }

  @Test func aNoteBelongsToTheResultBeforeIt() throws {
    let folder = try folder("032-v2-note-owner")
    _ = try Program.run(["convert", "in.hl7", "--to", "ndjson", "-o", "out.ndjson", "--allow-unmapped"], in: folder)
    let results = try resources("Observation", in: folder.read("out.ndjson"))
    #expect(results.map { ($0["note"] as? [[String: Any]] ?? []).filter { $0["text"] != nil }.count } == [2, 0, 1])
  }

  @Test func eachPatientHasTheResultsOfTheGroup() throws {
    let folder = try folder("040-v2-two-patients")
    _ = try Program.run(["convert", "in.hl7", "--to", "ndjson", "-o", "out.ndjson", "--allow-unmapped"], in: folder)
    let subjects = try resources("Observation", in: folder.read("out.ndjson")).map {
      ($0["subject"] as? [String: Any])?["reference"] as? String ?? ""
    }
    #expect(subjects.count == 3 && subjects[0] != subjects[1] && subjects[1] == subjects[2])
  }

  private static let header = #"MSH|^~\&|LAB7|NORD|EHR|NORD|20240304101500+0100||ORU^R01^ORU_R01|M1|P|2.5.1"#
  private static let message =
    header + "\rPID|1||T1\rOBR|1||F1|CHEM^Chemistry\rOBX|1|NM|GLU^Glucose||5.10|mmol/L|||||F\r"

  @Test func manyMessagesBecomeALineEach() throws {
    let folder = try TemporaryFolder()
    let broken = Array("MSH|^~\\&|".utf8) + [0xB5, 0x0D]
    try folder.write("in.hl7", Array(Self.message.utf8) + broken + Array(Self.message.utf8))
    let outcome = try Program.run(["convert", "in.hl7", "--to", "ndjson", "-o", "out.ndjson"], in: folder)
    #expect(outcome.code == 1 && outcome.messages.contains("in.hl7:5:"))
    #expect(outcome.messages.contains("at message 2") && outcome.messages.contains("[message.encoding]"))
    #expect(try folder.read("out.ndjson").split(separator: "\n").count == 2)
    let whole = try Program.run(["convert", "in.hl7", "--to", "fhir-json"], in: folder)
    #expect(whole.code == 64)
    #expect(whole.messages.contains("There are 3 messages in it: '--to ndjson' writes a Bundle for each."))
  }

  @Test func whatABatchSaysIsKept() throws {
    let folder = try TemporaryFolder()
    let batch = "FHS|^~\\&|L\rBHS|^~\\&|L\r\(Self.message)\(Self.message)BTS|2\rFTS|1\r"
    try folder.write("in.hl7", Array(batch.utf8))
    let there = try Program.run(["convert", "in.hl7", "--to", "ndjson", "-o", "out.ndjson"], in: folder)
    #expect(there.code == 0, "\(there.messages)")
    #expect(try Program.run(["convert", "out.ndjson", "--to", "hl7v2", "-o", "back.hl7"], in: folder).code == 0)
    #expect(try folder.read("back.hl7") == batch)
  }

  @Test func whatOnlyTheDocumentHasIsALossElsewhere() throws {
    let folder = try TemporaryFolder()
    try folder.write("in.xml", "<ORU_R01><MSH><MSH.10>1</MSH.10></MSH><PID><PID.8 note='n'>M</PID.8></PID></ORU_R01>")
    let there = try Program.run(["convert", "in.xml", "-o", "out.json"], in: folder)
    #expect(there.code == 1 && there.messages.contains("[message.place]"))
    #expect(try Program.run(["convert", "out.json", "--to", "hl7v2-xml", "-o", "back.xml"], in: folder).code == 0)
    #expect(try folder.read("back.xml").contains("note=\"n\""))
    let er7 = try Program.run(["convert", "out.json", "--to", "hl7v2", "-o", "back.hl7"], in: folder)
    #expect(er7.code == 1 && er7.messages.contains("at /ORU_R01[1]/PID[1]/PID.8[1]/@note"))
    try folder.write("edited.json", try folder.read("out.json").replacing("\"male\"", with: "\"female\""))
    let edited = try Program.run(["convert", "edited.json", "--to", "hl7v2-xml", "-o", "edited.xml"], in: folder)
    #expect(edited.code == 1 && edited.messages.contains("[message.place]"))
    #expect(try folder.read("edited.xml").contains("<CWE.1>F</CWE.1>"))
  }

  @Test func bothSyntaxesGiveTheSameBundle() throws {
    let folder = try TemporaryFolder()
    try folder.write("in.hl7", Array(Self.message.utf8))
    #expect(try Program.run(["convert", "in.hl7", "-o", "a.json"], in: folder).code == 0)
    #expect(try Program.run(["convert", "a.json", "--to", "hl7v2-xml", "-o", "b.xml"], in: folder).code == 0)
    let xml = try folder.read("b.xml")
    #expect(xml.contains("<ORU_R01 xmlns=\"urn:hl7-org:v2xml\">"))
    let packed = xml.replacing(/>\s+</, with: "><")
    #expect(packed.contains("<ORU_R01.ORDER_OBSERVATION><OBR>"))
    #expect(packed.contains("<OBX.3><CE.1>GLU</CE.1><CE.2>Glucose</CE.2></OBX.3>"))
    #expect(try Program.run(["convert", "b.xml", "-o", "b.json"], in: folder).code == 0)
    #expect(
      try folder.read("a.json").replacing("\"hl7v2\"", with: "")
        == folder.read("b.json").replacing("\"hl7v2\"", with: ""))
    #expect(try Program.run(["convert", "b.json", "--to", "hl7v2", "-o", "back.hl7"], in: folder).code == 0)
    #expect(try folder.read("back.hl7") == Self.message)
  }

  @Test(arguments: [
    "<ORU_R01><MSH><MSH.9><MSH.9.1>ORU</MSH.9.1></MSH.9></MSH><OBX><OBX.2>ST</OBX.2><OBX.5><OBX.5.1>x</OBX.5.1></OBX.5></OBX></ORU_R01>",
    "<h:ORU_R01 xmlns:h='urn:hl7-org:v2xml'><h:MSH><h:MSH.2>^~\\&amp;amp;</h:MSH.2><h:MSH.10>1</h:MSH.10></h:MSH><h:ZZZ><h:ZZZ.1>a</h:ZZZ.1></h:ZZZ></h:ORU_R01>",
    "<ORU_R01 xmlns='urn:hl7-org:v2xml'><MSH><MSH.10>1</MSH.10></MSH><OBX><OBX.2>CE</OBX.2><OBX.5><CE.1>a</CE.1><UNKNOWN.7>b</UNKNOWN.7></OBX.5><OBX.14><TS.1>2024</TS.1></OBX.14></OBX></ORU_R01>",
  ])
  func anyXMLOfAMessageComesBack(_ xml: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("in.xml", Array(xml.utf8))
    let outcome = try Program.run(["roundtrip", "in.xml"], in: folder)
    #expect(outcome.code == 0, "\(outcome.output) \(outcome.messages)")
  }
}

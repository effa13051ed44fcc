// Messages of HL7 v2 that nobody wrote, legal and half-legal: all come back, from FHIR and from XML.

import FHIRCore
import Interchange
import TestSupport
import Testing

struct GeneratedMessageTests {
  private static let pieces = [
    "1", "12", "007", "4.10", "-.5", "+3", "<5", ">10", "ABN", "H", "L", "N", "F", "P", "C", "X", "M", "U", "", "", "",
    "\"\"", "K^Potassium^LN", "^^^A&1.2.3&ISO^MR", "Holm^Kai^^^^^L", "12^Holm^Kai", "mmol/L^^UCUM", "3.5-5.1", "<150",
    "20240304", "20240304081000", "20240304081000+0100", "2024", "20240231", "^1^:^640", ">^250", "^3^-^30", "<>^15",
    "=^6", "<^0.A5", "<=^", "^1^:^x", "^x^-^3", "<=^0.2MX^Amoxicillin MIC^99WLD",
    "a\\T\\b", "x\\.br\\y", "\\H\\bold\\N\\", "\\X41\\", "lone\\", "\\Zab\\", "a&b^c&d", "a~b~c", "~", "^", "&", "^^x",
    " blank ",
    "é", "日本", "^application^pdf^Base64^JVBERi0=", "NM", "SN", "CWE", "CE", "ST", "TX", "FT", "ED", "DT", "TS", "RP",
    "^^^^alt^text", "http://a/b", "555^PRN^PH", "^NET^Internet^a@b", "1^2^3^4^5^6^7^8^9^10^11^12^13^14",
    "786.2^COUGH^I9",
  ]

  private static let segments = [
    "PID", "PD1", "NK1", "PV1", "PV2", "ORC", "OBR", "OBX", "OBX", "OBX", "NTE", "SPM", "SAC", "TQ1", "SFT", "ZZ1",
    "DG1", "EVN",
  ]

  /// A message whose segments, fields and separators are chosen by chance.
  private static func message(_ random: inout Seeded) -> String {
    let ends = ["\r", "\r", "\r", "\n", "\r\n"]
    let end = ends.randomElement(using: &random) ?? "\r"
    let kind =
      ["ORU^R01^ORU_R01", "ORU^R01", "OUL^R22^OUL_R22", "ADT^A01", "", "OML^O21"].randomElement(using: &random) ?? ""
    let version = ["2.1", "2.3", "2.5.1", "2.8", ""].randomElement(using: &random) ?? ""
    var text = #"MSH|^~\&|LAB||||||"# + kind + "|1|P|" + version + end
    for _ in 0..<Int.random(in: 1...9, using: &random) {
      text += segments.randomElement(using: &random) ?? "NTE"
      for _ in 0..<Int.random(in: 0...14, using: &random) {
        text += "|" + (Bool.random(using: &random) ? "" : pieces.randomElement(using: &random) ?? "")
      }
      text += Int.random(in: 0..<12, using: &random) == 0 ? ends.randomElement(using: &random) ?? end : end
    }
    return text
  }

  @Test(arguments: 1...4) func everyMessageComesBack(seed: UInt64) throws {
    var random = Seeded(seed)
    for _ in 0..<250 {
      let message = Self.message(&random)
      let bytes = Array(message.utf8)
      let there = Converter(to: .ndjson).convert(bytes, file: "m.hl7")
      let lines = try #require(there.output, "\(message.debugDescription) \(there.diagnostics.map(\.description))")
      #expect(there.back == [], "\(message.debugDescription)")
      let back = Converter(to: .dialect("hl7v2")).convert(lines, file: "m.ndjson")
      #expect(back.output == bytes, "\(message.debugDescription)")
      #expect(back.losses.isEmpty, "\(message.debugDescription) \(back.losses.map(\.place.path))")
    }
  }

  @Test(arguments: 5...8) func everyMessageComesBackFromXML(seed: UInt64) throws {
    var random = Seeded(seed)
    for _ in 0..<50 {
      let message = Self.message(&random)
      let xml = Converter(to: .dialect("hl7v2-xml")).convert(Array(message.utf8), file: "m.hl7")
      let document = try #require(xml.output, "\(message.debugDescription) \(xml.diagnostics.map(\.description))")
      let lines = try #require(
        Converter(to: .ndjson).convert(document, file: "m.xml").output, "\(message.debugDescription)")
      let again = Converter(to: .dialect("hl7v2-xml")).convert(lines, file: "m.ndjson")
      #expect(again.output == document, "\(message.debugDescription)")
    }
  }
}

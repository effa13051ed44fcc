// One input to one output, without files.

import FHIRCore
import FHIRJSON
import Interchange
import Testing

struct ConverterTests {
  @Test func sameBytesWhateverTheLayout() {
    let text = #"{"resourceType":"Observation","valueQuantity":{"value":1.00},"_status":{"id":"a"}}"#
    let compact = Converter(to: .fhirJSON, layout: .compact).convert(Array(text.utf8), file: "o.json")
    let pretty = Converter(to: .fhirJSON).convert(Array(text.utf8), file: "o.json")
    #expect(compact.output == Array((text + "\n").utf8))
    let again = Converter(to: .fhirJSON, layout: .compact).convert(pretty.output ?? [], file: "o.json")
    #expect(again.output == compact.output)
    #expect(again.diagnostics.isEmpty)
  }

  @Test func theFormatThatIsNamedIsTaken() {
    let conversion = Converter(from: .ndjson, to: .ndjson).convert(
      Array(#"{"resourceType":"Patient"}"#.utf8), file: "p")
    #expect(conversion.format == .format(.ndjson))
    #expect(conversion.outcome == .whole)
    let refused = Converter(from: .fhirJSON, to: .fhirJSON).convert(Array("<x/>".utf8), file: "p")
    #expect(refused.outcome == .refused)
    #expect(refused.diagnostics.map(\.rule.id) == ["json.syntax"])
  }

  @Test func anErrorLeavesNoOutput() {
    let conversion = Converter(to: .fhirJSON).convert(
      Array(#"{"resourceType":"Patient","id":"a","id":"b"}"#.utf8), file: "p")
    #expect(conversion.outcome == .refused)
    #expect(conversion.output == nil)
    #expect(conversion.diagnostics.map(\.rule.id) == ["json.duplicate-key"])
  }

  @Test func controlCharactersOfAKeyAreShown() {
    let conversion = Converter(to: .fhirJSON).convert(
      Array(#"{"resourceType":"Patient","\u001b[2J":1}"#.utf8), file: "p")
    #expect(conversion.diagnostics.count == 1)
    #expect(conversion.diagnostics.allSatisfy { !$0.description.contains("\u{1B}") })
  }

  static let counts: [([String], String)] = [
    ([], "0 resources"),
    (["Patient"], "1 resource (1 Patient)"),
    (["Basic", "Patient", "Patient"], "3 resources (2 Patient, 1 Basic)"),
    (["Basic", "Flag", "Goal", "List", "Task"], "5 resources (1 Basic, 1 Flag, 1 Goal, 1 List, …)"),
  ]

  @Test(arguments: counts) func resourcesAreCounted(types: [String], summary: String) {
    let entries = types.map { #"{"resource":{"resourceType":"\#($0)"}}"# }.joined(separator: ",")
    let text = #"{"resourceType":"Bundle","type":"collection","entry":[\#(entries)]}"#
    let conversion = Converter(to: .fhirJSON).convert(Array(text.utf8), file: "b")
    #expect(conversion.resources.summary() == summary)
  }
}

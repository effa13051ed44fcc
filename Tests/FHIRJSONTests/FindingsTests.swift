// Findings: their order, their number, and what they cost.

import FHIRCore
import FHIRDefinitions
import Testing

@testable import FHIRJSON

@Suite struct FindingsTests {
  @Test func standInTheOrderOfTheText() throws {
    // The type stands last, and is looked for first.
    let text = "{\"id\":1,\n\"id\":2,\n\"contained\":[{}],\"resourceType\":\"Nonsense\"}"
    #expect(
      try readResource(text).findings.map { $0.prefix { $0 != " " } } == ["-:2:1:", "-:3:33:"])
  }

  @Test(.timeLimit(.minutes(1))) func aThousandAreListedAndTheRestCounted() throws {
    let text = "{" + (0..<200_000).map { _ in "\"a\":1" }.joined(separator: ",") + "}"
    var reader = JSONReader(definitions: nil)
    let tree = try reader.read(Array(text.utf8))
    #expect(tree.count == 200_001)
    #expect(reader.diagnostics.count == 1_000)
    #expect(reader.unlisted == [.error: 198_999])
  }

  @Test(.timeLimit(.minutes(1))) func aKeyAsLongAsTheFileIsShownShortened() throws {
    let key = String(repeating: "k", count: 1_000_000)
    let twice = (0..<1_000).map { _ in "\"a\":1" }.joined(separator: ",")
    let text = #"{"resourceType":"Patient",""# + key + #"":{"# + twice + "}}"
    var reader = JSONReader()
    let tree = try reader.read(Array(text.utf8))
    let paths = reader.diagnostics.compactMap(\.place.path)
    #expect(paths.count == 1_000)
    #expect(paths.allSatisfy { $0 == "Patient." + String(repeating: "k", count: 60) + "…" })
    #expect(JSONWriter().write(tree.root) == Array(text.utf8))
  }

  @Test func anUnknownKeySpeltAsAChoiceIsUnknownAndNotTwiceThere() throws {
    let text = #"{"resourceType":"Observation","valueString":"a","value":1}"#
    let (tree, findings) = try readResource(text)
    #expect(findings.map { $0.contains("[fhir.unknown-element]") } == [true])
    #expect(String(decoding: JSONWriter().write(tree.root), as: UTF8.self) == text)
  }

  @Test func keysThatDifferInBytesOnlyAreTwoKeys() throws {
    // One character, and two that mean the same to Unicode.
    let text = "{\"\u{E9}\":1,\"e\u{301}\":2,\"x\":{\"e\u{301}\":[],\"\u{E9}\":{}}}"
    var reader = JSONReader(definitions: nil)
    let tree = try reader.read(Array(text.utf8))
    #expect(reader.diagnostics.isEmpty)
    #expect(JSONWriter(definitions: nil).write(tree.root) == Array(text.utf8))
  }

  @Test func aReaderKeepsNoFindingOfTheRecordBefore() throws {
    var reader = JSONReader()
    _ = try reader.read(Array(#"{"resourceType":"Patient","nme":1}"#.utf8))
    #expect(reader.diagnostics.count == 1)
    _ = try reader.read(Array(#"{"resourceType":"Patient"}"#.utf8))
    #expect(reader.diagnostics.isEmpty)
    _ = try reader.read(Array(#"{"resourceType":"Patient","nme":1}"#.utf8))
    do {
      _ = try reader.read(Array("{".utf8))
      Issue.record("expected a refusal")
    } catch {
      #expect(error.rule == JSONRule.truncated)
    }
    // Whether its type is missing nobody knows.
    #expect(reader.diagnostics.isEmpty)
  }
}

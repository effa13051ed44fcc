// The example for library users: what the README shows is what is built, and prints what is checked in.

import FHIRCore
import FHIRModels
import Foundation
import Testing

@Suite struct ExampleTests {
  private func text(_ path: String) throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  @Test func theReadmeShowsTheExample() throws {
    let example = try text("Examples/library/Sources/library/main.swift")
    #expect(try text("README.md").contains("```swift\n" + example + "```\n"))
  }

  @Test func theExamplePrintsWhatItShould() throws {
    let psa = R4.Observation(
      status: .final,
      code: R4.CodeableConcept(coding: [R4.Coding(system: "http://loinc.org", code: "2857-1")], text: "PSA"),
      effective: .dateTime("2013-04"),
      value: .quantity(R4.Quantity(value: "4.10", unit: "ng/mL")))
    #expect(try text("Examples/library/expected.json") == psa.json(pretty: true) + "\n")
  }
}

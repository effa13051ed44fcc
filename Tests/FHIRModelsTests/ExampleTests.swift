// The example for library users: what the README shows is what is built, and prints what is checked in.

import FHIRCore
import FHIRModels
import TestSupport
import Testing

@Suite struct ExampleTests {
  @Test func theReadmeShowsTheExample() throws {
    let example = try Repository.text("Examples/library/Sources/library/main.swift")
    #expect(try Repository.text("README.md").contains("```swift\n" + example + "```\n"))
  }

  @Test func theExamplePrintsWhatItShould() throws {
    let psa = R4.Observation(
      status: .final,
      code: R4.CodeableConcept(coding: [R4.Coding(system: "http://loinc.org", code: "2857-1")], text: "PSA"),
      effective: .dateTime("2013-04"),
      value: .quantity(R4.Quantity(value: "4.10", unit: "ng/mL")))
    #expect(try Repository.text("Examples/library/expected.json") == psa.json(pretty: true) + "\n")
  }
}

// The codes that R4 defines itself.

import FHIRDefinitions
import Testing

@Suite struct R4CodesTests {
  private let r4 = Definitions.r4

  private func codes(_ name: String) throws -> [String] {
    try #require(r4.valueSet("http://hl7.org/fhir/ValueSet/" + name)).codes.map(\.code)
  }

  @Test(arguments: [
    (
      "observation-status",
      ["registered", "preliminary", "final", "amended", "corrected", "cancelled", "entered-in-error", "unknown"]
    ),
    ("administrative-gender", ["male", "female", "other", "unknown"]),
    ("units-of-time", ["s", "min", "h", "d", "wk", "mo", "a"]),
    ("name-use", ["usual", "official", "temp", "nickname", "anonymous", "old", "maiden"]),
  ])
  func listsCodesInOrder(valueSet: String, expected: [String]) throws {
    #expect(try codes(valueSet) == expected)
    #expect(try #require(r4.valueSet("http://hl7.org/fhir/ValueSet/" + valueSet)).isComplete)
  }

  @Test func knowsEveryRequiredCodeThatFHIRDefines() throws {
    var open: Set<String> = []
    for type in r4.allTypes {
      for element in r4.elements(of: type) {
        guard let binding = element.binding, binding.strength == .required, !(binding.valueSet?.isComplete ?? false)
        else { continue }
        open.insert(binding.valueSetURL)
      }
    }
    // Currencies, media types and units are not FHIR's; a LOINC answer list is LOINC's.
    #expect(
      open.sorted() == [
        "http://hl7.org/fhir/ValueSet/currencies", "http://hl7.org/fhir/ValueSet/mimetypes",
        "http://hl7.org/fhir/ValueSet/ucum-units", "http://loinc.org/vs/LL379-9",
      ])
  }

  @Test func tellsWhatItCannotTell() throws {
    let languages = try #require(r4.valueSet("http://hl7.org/fhir/ValueSet/languages"))
    #expect(!languages.isComplete)
    #expect(languages.contains("de", system: "urn:ietf:bcp:47") == nil)
    #expect(languages.contains("de", system: "http://loinc.org") == false)
    let roles = try #require(r4.valueSet("http://hl7.org/fhir/ValueSet/practitioner-role"))
    #expect(roles.contains("doctor", system: "http://terminology.hl7.org/CodeSystem/practitioner-role") == true)
    #expect(roles.contains("docter", system: "http://terminology.hl7.org/CodeSystem/practitioner-role") == false)
    #expect(roles.contains("1", system: "http://snomed.info/sct") == nil)
  }

  @Test func marksCodesThatAreNotToBeChosen() throws {
    let system = try #require(r4.codeSystem("http://hl7.org/fhir/item-type"))
    #expect(system.code("question")?.isAbstract == true)
    #expect(system.code("string")?.isAbstract == false)
    #expect(system.parent(of: "string")?.code == "question")
    let interpretation = try #require(
      r4.codeSystem("http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"))
    #expect(interpretation.code("VS")?.isInactive == true)
    #expect(interpretation.code("H")?.isInactive == false)
    #expect(interpretation.code("H")?.display == "High")
  }

  @Test func leavesOutWhatIsNotHL7s() {
    for system in r4.allCodeSystems where system.isComplete {
      let isHL7s = ["http://hl7.org/fhir/", "http://terminology.hl7.org/", "http://cds-hooks.hl7.org/"]
        .contains { system.url.hasPrefix($0) }
      #expect(isHL7s, "\(system.url)")
    }
  }
}

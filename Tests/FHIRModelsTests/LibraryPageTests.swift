// The code of Docs/Library.md: it compiles, gives what its comments say, and is what the page shows.

import FHIRCore
import FHIRDefinitions
import FHIRJSON
import FHIRModels
import TestSupport
import Testing

@Suite struct LibraryPageTests {
  @Test func thePageShowsTheCodeOfTheseTests() throws {
    func lines(_ text: some StringProtocol) -> String {
      text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: "\n")
    }
    let tests = lines(try Repository.text("Tests/FHIRModelsTests/LibraryPageTests.swift"))
    let pieces = try Repository.text("Docs/Library.md").split(separator: "```").filter { $0.hasPrefix("swift\n") }
    #expect(pieces.count == 10)
    for piece in pieces { #expect(tests.contains(lines(piece.dropFirst("swift\n".count))), "\(piece)") }
  }

  @Test func reads() throws {
    let patient = try R4.Patient(json: #"{"resourceType":"Patient","birthDate":"1954-06","name":[{"family":"Roe"}]}"#)
    let birth = patient.birthDate  // a FHIRDate: June 1954, no day
    let family = patient.name.first?.family
    let gender = patient.gender  // nil: what is absent is nil or an empty list
    #expect(birth?.month == 6 && birth?.day == nil && family == "Roe" && gender == nil)
  }

  @Test func reports() throws {
    var printed = ""
    func print(_ finding: Diagnostic) { printed += "\(finding)\n" }
    var findings: [Diagnostic] = []
    let text = Array(#"{"resourceType":"Patient","gendre":"female","active":"yes"}"#.utf8)
    let patient = try R4.Patient(json: text, file: "p.json", reporting: &findings)
    for finding in findings { print(finding) }
    // p.json:1:27: error: expected an element of Patient [fhir.unknown-element]
    //   at Patient.gendre · hint: did you mean 'gender'?
    // p.json:1:54: error: expected `true` or `false`, found a string [json.value-type]
    //   at Patient.active
    #expect(
      printed == """
        p.json:1:27: error: expected an element of Patient [fhir.unknown-element]
          at Patient.gendre · hint: did you mean 'gender'?
        p.json:1:54: error: expected `true` or `false`, found a string [json.value-type]
          at Patient.active

        """)
    #expect(patient.active == nil && patient.json().contains(#""active":"yes""#))
  }

  @Test func changes() throws {
    var printed = ""
    func print(_ text: String) { printed = text }
    var patient = try R4.Patient(json: #"{"resourceType":"Patient","x":1.00,"birthDate":"1954"}"#)
    patient.birthDate = "1954-06"
    patient.name.append(R4.HumanName(family: "Roe", given: ["Jane"]))
    print(patient.json())
    // {"resourceType":"Patient","x":1.00,"name":[{"family":"Roe","given":["Jane"]}],"birthDate":"1954-06"}
    #expect(
      printed
        == #"{"resourceType":"Patient","x":1.00,"name":[{"family":"Roe","given":["Jane"]}],"birthDate":"1954-06"}"#)
  }

  private var observation: R4.Observation {
    let glucose = R4.Observation(
      status: .final,
      code: R4.CodeableConcept(coding: [R4.Coding(system: "http://loinc.org", code: "2345-7")]),
      effective: .dateTime("2013-04-01T08:30:00+09:00"),
      value: .quantity(R4.Quantity(value: "5.0", unit: "mmol/L")))
    return glucose
  }

  @Test func makes() {
    var provenance = R4.Provenance(
      target: [R4.Reference(reference: "Patient/1")], recorded: nil,
      agent: [R4.Provenance.Agent(who: R4.Reference(display: "unknown"))])
    provenance[extensionsOf: "recorded"] = [.dataAbsentReason("unknown")]
    #expect(provenance.json().contains(#""_recorded":{"extension":[{"url":"#))
  }

  @Test func choosesAndWalks() throws {
    let observation = observation
    var amount: FHIRDecimal?
    var words: String?
    switch observation.value {
    case .quantity(let quantity): amount = quantity.value
    case .string(let text): words = text.value
    default: break
    }
    #expect(amount == "5.0" && words == nil)
    let bundle = R4.Bundle(
      type: .collection,
      entries: [R4.Bundle.Entry(resource: R4.Patient(id: "p")), R4.Bundle.Entry(resource: observation)])
    var patients: [R4.Patient] = []
    for entry in bundle.entry {
      if let patient = entry.resource?.as(R4.Patient.self) { patients.append(patient) }
    }
    #expect(patients.map(\.id) == ["p"])
  }

  @Test func readsMany() throws {
    let bytes = Array("{\"resourceType\":\"Patient\"}\n\n{\"resourceType\":\"Account\"}\n".utf8)
    var kinds: [String] = []
    var reader = JSONReader()
    for line in NDJSONLines(bytes) {
      let tree = try reader.read(Array(bytes[line.range]), file: "export.ndjson", firstLine: line.number)
      kinds.append(R4.AnyResource(tree.root).resourceType)
    }
    #expect(kinds == ["Patient", "Account"])
  }

  @Test func looksBelow() {
    let value = observation.node.child("value")?.child("value")
    let exact = value?.string  // "5.0"
    let path = value?.path  // "Observation.value.value"
    let text = JSONWriter(style: .pretty).write(observation.node)
    #expect(exact == "5.0" && path == "Observation.value.value" && text.last == 0x0A)
  }

  @Test func codes() throws {
    struct Result: Codable {
      struct Amount: Codable { var value: FHIRDecimal, unit: String }
      var resourceType = "Observation"
      var status: R4.ObservationStatus
      var valueQuantity: Amount?
    }
    let result = try TreeDecoder().decode(Result.self, from: observation.node)
    let again = R4.Observation(try TreeEncoder().encode(result))
    #expect(result.valueQuantity?.value.lexeme == "5.0" && again.value == observation.value)
  }
}

// Exact JSON through the views.

import FHIRCore
import FHIRModels
import Testing

@Suite struct JSONTests {
  @Test(arguments: [
    #"{"resourceType":"Observation","valueQuantity":{"value":7.0}}"#,
    #"{"resourceType":"Observation","valueQuantity":{"value":1.00e-2}}"#,
    #"{"resourceType":"Observation","valueQuantity":{"value":0.1234567890123456789012345678901234567890123456789}}"#,
    #"{"resourceType":"Observation","status":"final","unknown":{"nested":[1,2.50,"x"]},"code":{}}"#,
    #"{"resourceType":"Observation","contained":[{"resourceType":"Patient","id":"p"}],"status":"final"}"#,
    #"{"resourceType":"Observation","_status":{"extension":[{"url":"u","valueDecimal":-0.0}]}}"#,
  ]) func whatIsReadIsWritten(text: String) throws {
    #expect(try R4.Observation(json: text).json() == text)
    #expect(try R4.AnyResource(json: text).json() == text)
  }

  @Test func decimalsKeepTheirDigits() throws {
    let observation = try R4.Observation(json: #"{"resourceType":"Observation","valueQuantity":{"value":7.0}}"#)
    guard case .quantity(let quantity)? = observation.value else {
      Issue.record("expected a quantity")
      return
    }
    #expect(quantity.value?.lexeme == "7.0")
    #expect(quantity.value == "7.0")
    #expect(quantity.value != "7")
  }

  @Test func dataTypesAndPartsAreReadByThemselves() throws {
    #expect(try R4.Coding(json: #"{"system":"urn:s","code":"c"}"#).code == "c")
    let component = try R4.Observation.Component(json: #"{"code":{"text":"x"},"valueInteger":1}"#)
    #expect(component.value == .integer(1))
    #expect(component.json() == #"{"code":{"text":"x"},"valueInteger":1}"#)
  }

  @Test func aPrimitiveByItselfIsWrittenAsAChoice() throws {
    let text = #"{"valueDateTime":"2013-04","_valueDateTime":{"id":"i"}}"#
    let dateTime = R4.Primitive<FHIRDateTime>("2013-04", id: "i")
    #expect(dateTime.json() == text)
    #expect(try R4.Primitive<FHIRDateTime>(json: text) == dateTime)
  }

  @Test func prettyTextHasAMemberOnALine() {
    #expect(R4.Coding(code: "c").json(pretty: true) == "{\n  \"code\": \"c\"\n}")
    #expect(R4.Coding(code: "c").jsonBytes(pretty: true).last == UInt8(ascii: "\n"))
    #expect(R4.Coding(code: "c").jsonBytes() == Array(#"{"code":"c"}"#.utf8))
  }

  @Test func anotherResourceIsRefused() {
    let error = #expect(throws: Diagnostic.self) {
      try R4.Observation(json: #"{"id":"secret","resourceType":"Patient"}"#)
    }
    #expect(
      error?.description
        == "-:1:1: error: expected a resource of the type 'Observation', found 'Patient' [model.resource-type]\n"
        + "  at Patient")
    #expect(error?.rule == ModelRule.resourceType)
    #expect(ModelRule.all == [ModelRule.resourceType])
  }

  @Test func whatIsNoJSONIsRefusedWithItsPlace() {
    let error = #expect(throws: Diagnostic.self) { try R4.Observation(json: #"{"resourceType":"Observation",}"#) }
    #expect(error?.place.line == 1)
  }

  @Test func findingsAreHandedOver() throws {
    var findings: [Diagnostic] = []
    let text = #"{"resourceType":"Patient","x":1,"active":true,"active":false}"#
    let patient = try R4.Patient(json: Array(text.utf8), file: "p.json", reporting: &findings)
    #expect(findings.map(\.rule.id).sorted() == ["fhir.unknown-element", "json.duplicate-key"])
    #expect(findings.allSatisfy { $0.place.file == "p.json" })
    #expect(patient.active == true)
  }
}

// Equality and hashes of views.

import FHIRCore
import FHIRModels
import Testing

@Suite struct EqualityTests {
  @Test(arguments: [
    (#"{"value":1.0,"unit":"g"}"#, #"{"unit":"g","value":1.0}"#, true),
    (#"{"value":1.0}"#, #"{"value":1.00}"#, false),
    (#"{"value":1}"#, #"{"value":"1"}"#, false),
    (#"{"unit":"\u0067"}"#, #"{"unit":"g"}"#, true),
    (#"{"unit":"g"}"#, #"{"unit":"g","code":"g"}"#, false),
    (#"{"unit":"g"}"#, #"{"code":"g"}"#, false),
    (#"{"unit":"g"}"#, #"{}"#, false),
    (#"{"x":1,"y":2}"#, #"{"y":2,"x":1}"#, true),
    (#"{"x":[1,2]}"#, #"{"x":[2,1]}"#, false),
    (#"{"x":[{"a":1,"b":2},3]}"#, #"{"x":[{"b":2,"a":1},3]}"#, true),
    (
      #"{"extension":[{"url":"a"},{"url":"b"}],"unit":"g"}"#, #"{"unit":"g","extension":[{"url":"b"},{"url":"a"}]}"#,
      false
    ),
    (
      #"{"extension":[{"url":"a"},{"url":"b"}],"unit":"g"}"#, #"{"unit":"g","extension":[{"url":"a"},{"url":"b"}]}"#,
      true
    ),
    ("{\"unit\":\"\u{E9}\"}", "{\"unit\":\"e\u{301}\"}", false),
    ("{\"\u{E9}\":1,\"unit\":\"g\"}", "{\"unit\":\"g\",\"e\u{301}\":1}", false),
    (#"{"unit":"g","_unit":{"id":"i"}}"#, #"{"_unit":{"id":"i"},"unit":"g"}"#, true),
    (#"{"unit":"g","_unit":{"id":"i"}}"#, #"{"unit":"g"}"#, false),
  ]) func contentDecides(left: String, right: String, areEqual: Bool) throws {
    let (left, right) = (try R4.Quantity(json: left), try R4.Quantity(json: right))
    #expect((left == right) == areEqual)
    #expect((right == left) == areEqual)
    if areEqual { #expect(left.hashValue == right.hashValue) }
    #expect(Set([left, right]).count == (areEqual ? 1 : 2))
  }

  @Test func thePlaceDoesNotMatter() {
    let quantity = R4.Quantity(value: "7.0", unit: "g/dl")
    let observation = R4.Observation(status: .final, code: R4.CodeableConcept(), value: .quantity(quantity))
    guard case .quantity(let same)? = observation.value else {
      Issue.record("expected a quantity")
      return
    }
    #expect(same == quantity)
    #expect(same.hashValue == quantity.hashValue)
    #expect(same.detached() == same)
  }

  @Test func typesOfChoicesMatter() throws {
    let code = try R4.Extension(json: #"{"url":"u","valueCode":"x"}"#)
    let text = try R4.Extension(json: #"{"url":"u","valueString":"x"}"#)
    #expect(code != text)
  }

  @Test func resourcesOfAnyTypeDifferByType() {
    #expect(R4.AnyResource(R4.Patient(id: "1")) != R4.AnyResource(R4.Organization(id: "1")))
    #expect(R4.AnyResource(R4.Patient(id: "1")) == R4.AnyResource(R4.Patient(id: "1")))
  }
}

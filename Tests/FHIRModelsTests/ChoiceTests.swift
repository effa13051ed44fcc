// Elements whose type is chosen.

import FHIRCore
import FHIRModels
import Testing

@Suite struct ChoiceTests {
  @Test(arguments: [
    (R4.Observation.Value.quantity(R4.Quantity(value: "1.00")), #""valueQuantity":{"value":1.00}"#),
    (.codeableConcept(R4.CodeableConcept(text: "x")), #""valueCodeableConcept":{"text":"x"}"#),
    (.string("x"), #""valueString":"x""#),
    (.boolean(false), #""valueBoolean":false"#),
    (.integer(-3), #""valueInteger":-3"#),
    (.time("12:30:00"), #""valueTime":"12:30:00""#),
    (.dateTime("2013-04"), #""valueDateTime":"2013-04""#),
    (.period(R4.Period(start: "2013")), #""valuePeriod":{"start":"2013"}"#),
  ]) func everyTypeIsWrittenUnderItsOwnKey(value: R4.Observation.Value, text: String) throws {
    let observation = R4.Observation(status: .final, code: R4.CodeableConcept(), value: value)
    #expect(observation.json() == #"{"resourceType":"Observation","status":"final","code":{},"# + text + "}")
    #expect(observation.value == value)
    #expect(try R4.Observation(json: observation.json()).value == value)
  }

  @Test func anotherTypeReplacesTheFirst() {
    var observation = R4.Observation(status: .final, code: R4.CodeableConcept(text: "x"), value: .string("7"))
    observation.value = .quantity(R4.Quantity(value: 7))
    observation.effective = .period(R4.Period(start: "2013"))
    #expect(
      observation.json()
        == #"{"resourceType":"Observation","status":"final","code":{"text":"x"},"effectivePeriod":{"start":"2013"},"#
        + #""valueQuantity":{"value":7}}"#)
    observation.value = nil
    #expect(observation.value == nil)
    #expect(!observation.json().contains("value"))
  }

  @Test func theCaseDecidesTheTypeNotThePayload() throws {
    // All of these payloads are made as `string`.
    let extensions: [(R4.Extension.Value, String)] = [
      (.code("x"), "valueCode"), (.uri("x"), "valueUri"), (.markdown("x"), "valueMarkdown"), (.id("x"), "valueId"),
      (.string("x"), "valueString"), (.base64Binary("x"), "valueBase64Binary"),
    ]
    for (value, key) in extensions {
      let text = R4.Extension(url: "u", value: value).json()
      #expect(text == #"{"url":"u",""# + key + #"":"x"}"#)
      #expect(try R4.Extension(json: text).value == value)
    }
    #expect(R4.Extension.Value.code("x") != .string("x"))
    #expect(Set([R4.Extension.Value.code("x"), .string("x"), .code("x")]).count == 2)
  }

  @Test func specialisedQuantitiesKeepTheirType() throws {
    let condition = R4.Condition(subject: R4.Reference(), onset: .age(R4.Age(value: 59, unit: "years")))
    #expect(
      condition.json() == #"{"resourceType":"Condition","subject":{},"onsetAge":{"value":59,"unit":"years"}}"#)
    #expect(condition.onset == .age(R4.Age(value: 59, unit: "years")))
  }

  @Test func anyDataTypeHasTheTypesOfAnExtension() {
    let value: R4.ElementDefinition.Fixed = R4.Extension.Value.code("x")
    let definition = R4.ElementDefinition(path: "Observation.status", fixed: value)
    #expect(definition.json() == #"{"path":"Observation.status","fixedCode":"x"}"#)
  }

  @Test func aTypeThatIsNoneOfTheChoiceIsNil() throws {
    let observation = try R4.Observation(json: #"{"resourceType":"Observation","valueMoney":{"value":1}}"#)
    #expect(observation.value == nil)
    #expect(observation.json().contains("valueMoney"))
  }

  @Test func aChoiceOfAPrimitiveMayHaveExtensionsAlone() throws {
    let reason = R4.Extension.dataAbsentReason("unknown")
    let observation = R4.Observation(
      status: .final, code: R4.CodeableConcept(), effective: .dateTime(R4.Primitive(extension: [reason])))
    #expect(
      observation.json()
        == #"{"resourceType":"Observation","status":"final","code":{},"_effectiveDateTime":{"extension":[{"url":"#
        + #""http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]}}"#)
    let read = try R4.Observation(json: observation.json())
    #expect(read == observation)
    guard case .dateTime(let dateTime)? = read.effective else {
      Issue.record("expected a dateTime")
      return
    }
    #expect(dateTime.value == nil)
    #expect(dateTime.extension == [reason])
  }
}

// Lessons about codes and units.

internal import FHIRValidation

extension Lesson {
  static let coding = [
    Lesson(
      ValidationRule.requiredCode,
      why: "A program that switches on the code falls through, or stops (FHIR R4, 4.1.5, required).",
      wrong: Snippet.patient(#""gender":"M""#), right: Snippet.patient(#""gender":"male""#)),
    Lesson(
      ValidationRule.extensibleCode,
      why:
        "Where a code of the set fits it is to be used; another one is right only if none fits, which nobody can check but you (FHIR R4, 4.1.5, extensible).",
      wrong: Snippet.patient(#""maritalStatus":{"coding":[{"system":"urn:oid:2.999.1","code":"verh"}]}"#),
      right: Snippet.patient(
        #""maritalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-MaritalStatus","code":"M"}]}"#)
    ),
    Lesson(
      ValidationRule.unknownCode, why: "A code that its system does not have means nothing to anybody.",
      wrong: observation("http://terminology.hl7.org/CodeSystem/observation-category", "labor"),
      right: observation("http://terminology.hl7.org/CodeSystem/observation-category", "laboratory")),
    Lesson(
      ValidationRule.codingSystem,
      why: "The system says what a code means. A value set is a choice of codes, and a bare name is unknown elsewhere.",
      wrong: observation("LOCAL", "x"), right: observation("urn:oid:2.999.2", "x")),
    Lesson(
      ValidationRule.checkDigit,
      why: "The last digit of a code of LOINC or SNOMED CT is computed from the others: here one is mistyped.",
      wrong: code("718-8"), right: code("718-7")),
    Lesson(
      ValidationRule.unit,
      why: "Doses and results are computed with units: IU is no unit of UCUM, [IU] is, and U is another one.",
      wrong: Snippet.observation(
        #""valueQuantity":{"value":647,"unit":"IU/L","system":"http://unitsofmeasure.org","code":"IU/L"}"#),
      right: Snippet.observation(
        #""valueQuantity":{"value":647,"unit":"IU/L","system":"http://unitsofmeasure.org","code":"[IU]/L"}"#)),
  ]

  private static func observation(_ system: String, _ code: String) -> String {
    Snippet.patient(#""active":true,"meta":{"tag":[{"system":"\#(system)","code":"\#(code)"}]}"#)
  }

  private static func code(_ code: String) -> String {
    #"{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"\#(code)"}]}}"#
  }
}

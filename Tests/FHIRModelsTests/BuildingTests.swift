// Views made by their initialisers.

import FHIRCore
import FHIRModels
import Testing

@Suite struct BuildingTests {
  @Test func buildsAnObservationInFiveLines() {
    let hemoglobin = R4.Observation(
      status: .final,
      code: R4.CodeableConcept(coding: [R4.Coding(system: "http://loinc.org", code: "718-7")], text: "Hemoglobin"),
      effective: .dateTime("2013-04"),
      value: .quantity(R4.Quantity(value: "7.0", unit: "g/dl")))
    #expect(
      hemoglobin.json() == #"""
        {"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"718-7"}],"text":"Hemoglobin"},"effectiveDateTime":"2013-04","valueQuantity":{"value":7.0,"unit":"g/dl"}}
        """#)
  }
}

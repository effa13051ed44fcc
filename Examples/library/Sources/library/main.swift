import FHIRModels

let psa = R4.Observation(
  status: .final,
  code: R4.CodeableConcept(coding: [R4.Coding(system: "http://loinc.org", code: "2857-1")], text: "PSA"),
  effective: .dateTime("2013-04"),
  value: .quantity(R4.Quantity(value: "4.10", unit: "ng/mL")))
print(psa.json(pretty: true))

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
      hemoglobin.json()
        == #"{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","#
        + #""code":"718-7"}],"text":"Hemoglobin"},"effectiveDateTime":"2013-04","#
        + #""valueQuantity":{"value":7.0,"unit":"g/dl"}}"#)
  }

  @Test func writesEveryElementInTheOrderOfItsDefinition() {
    let patient = R4.Patient(
      id: "p", meta: R4.Meta(profile: ["urn:a", "urn:b"]), implicitRules: "urn:r", language: "de",
      text: R4.Narrative(status: .generated, div: "<div xmlns=\"http://www.w3.org/1999/xhtml\">x</div>"),
      contained: [R4.AnyResource(R4.Organization(id: "o"))], extension: [R4.Extension(url: "urn:e")],
      modifierExtension: [R4.Extension(url: "urn:m")], identifier: [R4.Identifier(system: "urn:s", value: "1")],
      active: false, gender: .female, birthDate: "1954-06", deceased: .boolean(true), multipleBirth: .integer(2))
    #expect(
      patient.json()
        == #"{"resourceType":"Patient","id":"p","meta":{"profile":["urn:a","urn:b"]},"implicitRules":"urn:r","#
        + #""language":"de","text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">x</div>"},"#
        + #""contained":[{"resourceType":"Organization","id":"o"}],"extension":[{"url":"urn:e"}],"#
        + #""modifierExtension":[{"url":"urn:m"}],"identifier":[{"system":"urn:s","value":"1"}],"active":false,"#
        + #""gender":"female","birthDate":"1954-06","deceasedBoolean":true,"multipleBirthInteger":2}"#)
  }

  @Test func givesBackWhatItWasMadeOf() {
    let patient = R4.Patient(
      id: "p", active: true, name: [R4.HumanName(use: .official, family: "Roe", given: ["Jane", "Ann"])],
      gender: .female, birthDate: "1954-06", deceased: .dateTime("2014"))
    #expect(patient.id == "p")
    #expect(patient.resourceType == "Patient")
    #expect(patient.active == true)
    #expect(patient.name.map(\.family) == ["Roe"])
    #expect(patient.name[0].given == ["Jane", "Ann"])
    #expect(patient.name[0].use == .official)
    #expect(patient.gender == .female)
    #expect(patient.birthDate == "1954-06")
    #expect(patient.deceased == .dateTime("2014"))
    #expect(patient.maritalStatus == nil)
    #expect(patient.identifier.isEmpty)
  }

  @Test func anElementWithoutContentIsAnEmptyObject() throws {
    #expect(R4.Quantity().json() == "{}")
    #expect(R4.Patient(name: [R4.HumanName()]).json() == #"{"resourceType":"Patient","name":[{}]}"#)
    var patient = R4.Patient(name: [R4.HumanName(text: "x")])
    patient.name[0].text = nil
    #expect(patient.json() == #"{"resourceType":"Patient","name":[{}]}"#)
    patient.name[0].text = "y"
    #expect(patient.json() == #"{"resourceType":"Patient","name":[{"text":"y"}]}"#)
  }

  @Test func anExtensionMayConsistOfOthers() {
    let period = R4.Extension(
      url: "urn:period", extension: [R4.Extension(url: "from", value: .integer(1)), R4.Extension(url: "to")])
    #expect(
      period.json() == #"{"extension":[{"url":"from","valueInteger":1},{"url":"to"}],"url":"urn:period"}"#)
  }

  @Test func partsOfAResourceAreNestedTypes() {
    let report = R4.OperationOutcome(issue: [R4.OperationOutcome.Issue(severity: .error, code: .notFound)])
    #expect(report.json() == #"{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"not-found"}]}"#)
    let set = R4.ValueSet(
      status: .active, compose: R4.ValueSet.Compose(include: [R4.ValueSet.Compose.Include(system: "urn:s")]))
    #expect(
      set.json() == #"{"resourceType":"ValueSet","status":"active","compose":{"include":[{"system":"urn:s"}]}}"#)
    #expect(R4.ValueSet.Compose.Include.typeName == "ValueSet.compose.include")
  }

  @Test func aBundleIsMadeOfASequenceThatIsWalkedOnce() {
    var made = 0
    let entries = (1...3).lazy.map { number in
      made += 1
      return R4.Bundle.Entry(fullUrl: "urn:\(number)", resource: R4.Patient(id: "\(number)"))
    }
    let bundle = R4.Bundle(type: .collection, entries: entries)
    #expect(made == 3)
    #expect(bundle.entry.map(\.fullUrl) == ["urn:1", "urn:2", "urn:3"])
    #expect(bundle.entry.map { $0.resource?.as(R4.Patient.self)?.id } == ["1", "2", "3"])
    #expect(bundle == R4.Bundle(type: .collection, entry: Array(entries)))
  }

  @Test func resourcesOfAnyTypeTellTheirs() throws {
    let bundle = try R4.Bundle(
      json: #"""
        {"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"p"}},
        {"resource":{"resourceType":"Account","id":"a"}},{"resource":{"resourceType":"Unheard","id":"u"}},{}]}
        """#)
    #expect(bundle.entry.map { $0.resource?.resourceType } == ["Patient", "Account", "Unheard", nil])
    let first = try #require(bundle.entry[0].resource)
    #expect(first.is(R4.Patient.self))
    #expect(first.as(R4.Patient.self)?.id == "p")
    #expect(first.as(R4.Observation.self) == nil)
    #expect(first.as(R4.AnyResource.self)?.id == "p")
    #expect(bundle.entry[1].resource?.id == "a")
  }
}

// Properties that are set: what changes, what stays, and where the new content stands.

import FHIRCore
import FHIRDefinitions
import FHIRModels
import Testing

@Suite struct EditingTests {
  /// Out of order on purpose, with content that the definitions do not know.
  static let patient = #"""
    {"resourceType":"Patient","x-before":{"deep":[1,{"a":true}]},"birthDate":"1954-06","gender":"female","id":"p","x-after":7.00}
    """#

  @Test func newContentStandsInTheOldPlace() throws {
    var patient = try R4.Patient(json: Self.patient)
    patient.birthDate = "1955"
    patient.id = "q"
    #expect(
      patient.json()
        == #"{"resourceType":"Patient","x-before":{"deep":[1,{"a":true}]},"birthDate":"1955","gender":"female","#
        + #""id":"q","x-after":7.00}"#)
  }

  @Test func contentThatWasAbsentStandsInDefinitionOrder() throws {
    var patient = try R4.Patient(json: #"{"resourceType":"Patient","id":"p","x":1,"gender":"male","photo":[{}]}"#)
    patient.birthDate = "1955"
    patient.meta = R4.Meta(versionId: "1")
    patient.link = [R4.Patient.Link(other: R4.Reference(reference: "Patient/2"), type: .seealso)]
    patient.active = true
    #expect(
      patient.json()
        == #"{"resourceType":"Patient","id":"p","x":1,"meta":{"versionId":"1"},"active":true,"gender":"male","#
        + #""birthDate":"1955","photo":[{}],"link":[{"other":{"reference":"Patient/2"},"type":"seealso"}]}"#)
  }

  @Test func nilAndAnEmptyListRemove() throws {
    var patient = try R4.Patient(
      json: #"{"resourceType":"Patient","id":"p","name":[{"text":"x"},{"text":"y"}],"gender":"male"}"#)
    patient.name = []
    patient.gender = nil
    #expect(patient.json() == #"{"resourceType":"Patient","id":"p"}"#)
    patient.id = nil
    #expect(patient.json() == #"{"resourceType":"Patient"}"#)
  }

  @Test func anItemOfAListCanBeEdited() throws {
    var patient = R4.Patient(name: [R4.HumanName(text: "x"), R4.HumanName(family: "Roe", given: ["A"])])
    patient.name[1].given.append("B")
    patient.name.append(R4.HumanName(text: "z"))
    patient.name.remove(at: 0)
    #expect(patient.json() == #"{"resourceType":"Patient","name":[{"family":"Roe","given":["A","B"]},{"text":"z"}]}"#)
  }

  @Test func aListThatIsScatteredIsReplacedAsAWhole() throws {
    // Two keys of one name: an error, but both values are there.
    var name = try R4.HumanName(json: #"{"given":["A"],"family":"Roe","given":["B"]}"#)
    #expect(name.given == ["A", "B"])
    name.given[0] = "C"
    #expect(name.json() == #"{"given":["C","B"],"family":"Roe"}"#)
  }

  @Test func anEmptyListIsNoElementAndIsReplaced() throws {
    var patient = try R4.Patient(json: #"{"resourceType":"Patient","name":[],"photo":[[{}],{"title":"t"}]}"#)
    #expect(patient.name.isEmpty)
    #expect(patient.photo.map(\.title) == ["t"])
    #expect(patient.json() == #"{"resourceType":"Patient","name":[],"photo":[[{}],{"title":"t"}]}"#)
    patient.name = [R4.HumanName(family: "Roe")]
    #expect(patient.json().hasPrefix(#"{"resourceType":"Patient","name":[{"family":"Roe"}],"photo""#))
  }

  @Test func anEditLeavesOtherViewsAlone() throws {
    let before = try R4.Patient(json: Self.patient)
    var after = before
    after.gender = .other
    #expect(before.gender == .female)
    #expect(after.gender == .other)
  }

  @Test func anEditInALargeTreeCopiesItsElementAlone() {
    let bundle = R4.Bundle(
      type: .collection, entries: (1...100).map { R4.Bundle.Entry(resource: R4.Patient(id: "\($0)")) })
    var patient = bundle.entry[50].resource?.as(R4.Patient.self)
    #expect(patient?.node.tree === bundle.node.tree)
    patient?.active = true
    #expect(patient?.node.tree.count == 3)
    #expect(patient?.json() == #"{"resourceType":"Patient","id":"51","active":true}"#)
    #expect(bundle.entry[50].resource?.as(R4.Patient.self)?.active == nil)
  }

  @Test func aDetachedViewLetsGoOfItsTree() throws {
    weak var whole: ElementTree?
    var part: R4.Reference?
    do {
      let observation = R4.Observation(
        status: .final, code: R4.CodeableConcept(), subject: R4.Reference(reference: "Patient/1"))
      whole = observation.node.tree
      part = observation.subject?.detached()
      #expect(whole != nil)
    }
    #expect(whole == nil)
    #expect(part?.reference == "Patient/1")
    #expect(part?.node.nameString == "Reference")
  }

  @Test func aViewOfAnotherTableOfDefinitionsReadsByName() throws {
    // Names have other numbers there.
    var builder = TreeBuilder(
      names: NameTable(known: KnownNames(ByteTable(copying: KnownNames.encode(["text"])), at: 0)))
    try builder.open("CodeableConcept", type: .unknown)
    try builder.leaf("text", type: .unknown, .string, "Hemoglobin")
    builder.close()
    var concept = R4.CodeableConcept(builder.finish().root)
    #expect(concept.text == "Hemoglobin")
    concept.coding = [R4.Coding(code: "718-7")]
    #expect(concept.node.children.map(\.nameString) == ["coding", "text"])
  }

  @Test func whatIsNestedBeyondTheReadersLimitCanStillBeWrapped() throws {
    let depth = 240
    let text = #"{"url":"u","extension":["#
    let deep = try R4.Extension(
      json: String(repeating: text, count: depth) + #"{"url":"end"}"# + String(repeating: "]}", count: depth))
    var patient = R4.Patient(extension: [deep])
    for _ in 0..<500 { patient.extension = [R4.Extension(url: "w", extension: patient.extension)] }
    #expect(patient.json().contains(#""url":"end""#))
    #expect(patient == patient.detached())
  }

  @Test func aResourceReadWithOtherContentStaysWhatItIs() throws {
    var any = try R4.AnyResource(json: #"{"resourceType":"Account","id":"a","status":"active","name":"n"}"#)
    any.id = "b"
    any.language = "de"
    #expect(any.json() == #"{"resourceType":"Account","id":"b","language":"de","status":"active","name":"n"}"#)
  }
}

// What R4 says, spot by spot: the embedded table holds it.

import FHIRCore
import FHIRDefinitions
import Testing

@Suite struct R4FactsTests {
  private let r4 = Definitions.r4

  private func element(_ path: String) throws -> ElementDefinition {
    let dot = try #require(path.lastIndex(of: "."))
    let type = try #require(r4.type(String(path[..<dot])))
    return try #require(r4.element(String(path[path.index(after: dot)...]), in: type))
  }

  private func type(_ name: String) throws -> TypeID { try #require(r4.type(name)) }

  @Test func hasAllTypes() {
    #expect(r4.version == "4.0.1")
    var counts: [TypeKind: Int] = [:]
    for type in r4.allTypes { counts[r4.kind(type) ?? .complex, default: 0] += 1 }
    #expect(counts == [.primitive: 20, .complex: 41, .resource: 148, .backbone: 473])
    #expect(r4.resourceTypeNames.count == 146)
    let abstract = r4.allTypes.filter { r4.isAbstract($0) }.map { r4.typeName($0) }
    #expect(abstract == ["BackboneElement", "DomainResource", "Element", "Resource"])
    let elements = r4.allTypes.map { r4.elements(of: $0).count }.reduce(0, +)
    #expect(elements == 7_446)
    let members = r4.allTypes.map { r4.members(of: $0).count }.reduce(0, +)
    #expect(members == 8_247)
  }

  @Test(
    arguments: [
      ("Patient.contact.name", ["HumanName"], 0, 1),
      ("Patient.birthDate", ["date"], 0, 1),
      ("Patient.contained", ["Resource"], 0, nil),
      ("Patient.id", ["id"], 0, 1),
      ("Element.id", ["string"], 0, 1),
      ("Extension.url", ["uri"], 1, 1),
      ("Narrative.div", ["xhtml"], 1, 1),
      ("Bundle.entry.resource", ["Resource"], 0, 1),
      ("Bundle.entry", ["Bundle.entry"], 0, nil),
      ("Bundle.entry.link", ["Bundle.link"], 0, nil),
      ("Parameters.parameter.part", ["Parameters.parameter"], 0, nil),
      ("Questionnaire.item.item", ["Questionnaire.item"], 0, nil),
      ("Observation.component.referenceRange", ["Observation.referenceRange"], 0, nil),
      ("Observation.effective", ["dateTime", "Period", "Timing", "instant"], 0, 1),
      ("Observation.code", ["CodeableConcept"], 1, 1),
      ("ElementDefinition.slicing", ["ElementDefinition.slicing"], 0, 1),
      ("Timing.repeat", ["Timing.repeat"], 0, 1),
      ("ValueSet.compose.exclude", ["ValueSet.compose.include"], 0, nil),
      ("xhtml.extension", ["Extension"], 0, 0),
    ] as [(String, [String], Int, Int?)])
  func knowsTypesAndCardinality(path: String, types: [String], min: Int, max: Int?) throws {
    let element = try element(path)
    #expect(element.types.map { r4.typeName($0.type) } == types)
    #expect(element.min == min)
    #expect(element.max == max)
    #expect(element.repeats == (max == nil))
  }

  @Test(arguments: [
    ("Observation.value", 11), ("Extension.value", 50), ("ElementDefinition.pattern", 50), ("Dosage.asNeeded", 2),
    ("Condition.onset", 5),
  ])
  func knowsChoices(path: String, count: Int) throws {
    let element = try element(path)
    #expect(element.isChoice)
    #expect(element.types.count == count)
    #expect(element.path.hasSuffix("[x]"))
  }

  @Test(arguments: [
    ("Observation", 32, 45), ("ElementDefinition", 37, 200), ("Extension", 4, 53), ("string", 2, 2),
    ("Observation.component", 8, 18),
  ])
  func countsElementsAndMembers(name: String, elements: Int, members: Int) throws {
    let type = try type(name)
    #expect(r4.elements(of: type).count == elements)
    #expect(r4.members(of: type).count == members)
  }

  @Test(arguments: [
    ("Observation.subject", ["Patient", "Group", "Device", "Location"]),
    ("Observation.focus", ["Resource"]),
    ("Patient.managingOrganization", ["Organization"]),
    ("Attachment.url", []),
    ("ValueSet.compose.include.valueSet", ["ValueSet"]),
  ])
  func knowsWhatReferencesPointAt(path: String, targets: [String]) throws {
    let use = try #require(try element(path).types.first)
    #expect(use.targets == targets.map { "http://hl7.org/fhir/StructureDefinition/" + $0 })
  }

  @Test func knowsProfilesOfDataTypes() throws {
    let low = try element("Observation.referenceRange.low")
    #expect(low.types.map(\.profiles) == [["http://hl7.org/fhir/StructureDefinition/SimpleQuantity"]])
  }

  @Test(arguments: [
    ("Observation", "DomainResource"), ("DomainResource", "Resource"), ("Resource", ""), ("Age", "Quantity"),
    ("positiveInt", "integer"), ("id", "string"), ("url", "uri"), ("Dosage", "BackboneElement"),
    ("Observation.component", "BackboneElement"), ("Timing.repeat", "Element"),
  ])
  func knowsBases(name: String, base: String) throws {
    let type = try type(name)
    #expect(r4.typeName(r4.base(type)) == base)
  }

  @Test func knowsWhatSpecialisesWhat() throws {
    let observation = try type("Observation")
    let resource = try type("Resource")
    #expect(r4.isA(observation, resource))
    #expect(r4.isA(observation, observation))
    #expect(!r4.isA(resource, observation))
    #expect(!r4.isA(.unknown, resource))
  }

  @Test(arguments: [
    ("boolean", ValueKind.boolean), ("decimal", .number), ("integer", .number), ("positiveInt", .number),
    ("unsignedInt", .number), ("string", .string), ("xhtml", .string), ("base64Binary", .string), ("dateTime", .string),
    ("Quantity", .none), ("Observation", .none),
  ])
  func knowsHowJSONWritesPrimitives(name: String, kind: ValueKind) throws {
    #expect(try r4.valueKind(type(name)) == kind)
  }

  @Test func marksResourcesAttributesAndNarrative() throws {
    #expect(r4.member(try element("Bundle.entry.resource").memberRows.lowerBound).flags == .resource)
    #expect(r4.member(try element("Patient.contained").memberRows.lowerBound).flags == [.resource, .repeats])
    #expect(r4.member(try element("Narrative.div").memberRows.lowerBound).flags == [.primitive, .xhtml])
    #expect(try element("Extension.url").isAttribute)
    #expect(try element("HumanName.id").isAttribute)
    #expect(try !element("Patient.id").isAttribute)
    #expect(try element("Patient.active").isModifier)
    #expect(try element("Patient.name").isSummary)
  }

  @Test(arguments: [
    ("Observation.status", BindingStrength.required, "observation-status", "ObservationStatus"),
    ("Observation.code", .example, "observation-codes", "ObservationCode"),
    ("Observation.interpretation", .extensible, "observation-interpretation", "ObservationInterpretation"),
    ("Observation.category", .preferred, "observation-category", "ObservationCategory"),
    ("Patient.gender", .required, "administrative-gender", "AdministrativeGender"),
  ])
  func knowsBindings(path: String, strength: BindingStrength, valueSet: String, name: String) throws {
    let binding = try #require(try element(path).binding)
    #expect(binding.strength == strength)
    #expect(binding.valueSetURL == "http://hl7.org/fhir/ValueSet/" + valueSet)
    #expect(binding.name == name)
    #expect(binding.valueSet?.url == binding.valueSetURL)
  }

  @Test func knowsBindingsOfTypesAndTheirLimits() throws {
    let age = try #require(r4.binding(of: type("Age")))
    #expect(age.strength == .extensible)
    #expect(age.valueSet?.codes.map(\.code) == ["min", "h", "d", "wk", "mo", "a"])
    #expect(age.maxValueSetURL == "http://hl7.org/fhir/ValueSet/all-time-units")
    #expect(try element("Resource.language").binding?.maxValueSetURL == "http://hl7.org/fhir/ValueSet/all-languages")
    #expect(try element("Patient.name").binding == nil)
  }

  @Test func knowsInvariants() throws {
    let observation = try type("Observation")
    #expect(
      r4.invariants(of: observation).map(\.key) == ["dom-2", "dom-3", "dom-4", "dom-5", "dom-6", "obs-6", "obs-7"])
    #expect(r4.invariants(of: observation).first { $0.key == "dom-6" }?.severity == .warning)
    let obs6 = try #require(r4.invariants(of: observation).first { $0.key == "obs-6" })
    #expect(obs6.expression == "dataAbsentReason.empty() or value.empty()")
    #expect(obs6.severity == .error)
    let contact = try type("Patient.contact")
    #expect(r4.invariants(of: contact).map(\.key) == ["ele-1", "pat-1"])
    let age = try type("Age")
    #expect(r4.invariants(of: age).map(\.key) == ["ele-1", "qty-3", "age-1"])
    // What the type demands anyway is not said of the element again.
    #expect(try element("Patient.name").invariants.isEmpty)
    #expect(try element("Questionnaire.item").invariants.isEmpty)
  }
}

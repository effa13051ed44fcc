// From FHIR's own resources to a table: made-up definitions, small enough to see what becomes of each line.

import FHIRCore
import FHIRJSON
import Testing

@testable import FHIRDefinitions

@Suite struct CompilerTests {
  private static let element = #"""
    {"resourceType":"StructureDefinition","url":"http://hl7.org/fhir/StructureDefinition/Element","type":"Element",
     "kind":"complex-type","abstract":true,"snapshot":{"element":[
      {"path":"Element","min":0,"max":"*","constraint":[{"key":"ele-1","severity":"error","human":"prose","expression":"true"}]},
      {"path":"Element.id","base":{"path":"Element.id"},"min":0,"max":"1","representation":["xmlAttr"],
       "type":[{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type","valueUrl":"string"}],
                "code":"http://hl7.org/fhirpath/System.String"}]}]}}
    """#

  private static let string = #"""
    {"resourceType":"StructureDefinition","type":"string","kind":"primitive-type","derivation":"specialization",
     "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Element","snapshot":{"element":[
      {"path":"string","constraint":[{"key":"ele-1","severity":"error","expression":"true"}]},
      {"path":"string.id","base":{"path":"Element.id"},"min":0,"max":"1","representation":["xmlAttr"],
       "type":[{"code":"http://hl7.org/fhirpath/System.String"}]},
      {"path":"string.value","type":[{"code":"http://hl7.org/fhirpath/System.String"}]}]}}
    """#

  private static let thing = #"""
    {"resourceType":"StructureDefinition","type":"Thing","kind":"resource","derivation":"specialization",
     "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Element","snapshot":{"element":[
      {"path":"Thing","constraint":[{"key":"t-1","severity":"warning","expression":"a.exists()"},
                                    {"key":"ele-1","severity":"error","expression":"true"}]},
      {"path":"Thing.id","base":{"path":"Element.id"},"max":"1","type":[{"code":"http://hl7.org/fhirpath/System.String"}]},
      {"path":"Thing.a","min":1,"max":"*","isModifier":true,"isSummary":true,
       "constraint":[{"key":"t-2","severity":"error","expression":"b.exists()"}],"type":[{"code":"Element"}]},
      {"path":"Thing.a.value[x]","max":"1","type":[{"code":"string"},{"code":"Thing","targetProfile":["urn:p|9.9"]}],
       "constraint":[{"key":"ele-1","severity":"error","expression":"true"},
                     {"key":"t-3","severity":"error","expression":"false"}],
       "binding":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/elementdefinition-bindingName","valueString":"Name"}],
                  "strength":"required","description":"prose","valueSet":"urn:set|9.9"}},
      {"path":"Thing.b","max":"2","contentReference":"#Thing.a"}]}}
    """#

  private static let profile = #"""
    {"resourceType":"StructureDefinition","type":"Thing","kind":"resource","derivation":"constraint","snapshot":{"element":[
      {"path":"Thing"},{"path":"Thing.a","binding":{"strength":"extensible","valueSet":"urn:units"}}]}}
    """#

  private func compile(_ texts: [String]) throws -> DefinitionTable {
    var reader = JSONReader(definitions: nil)
    var compiler = DefinitionCompiler(version: "9.9")
    for text in texts { try compiler.add(reader.read(Array(text.utf8)).root) }
    return try compiler.table()
  }

  @Test func makesTypesOfElementsThatHaveElements() throws {
    let table = try compile([Self.profile, Self.thing, Self.string, Self.element])
    #expect(table.types.map(\.name) == ["Element", "Thing", "Thing.a", "string"])
    #expect(table.types.map(\.kind) == [.complex, .resource, .backbone, .primitive])
    #expect(table.types.map(\.base) == ["", "Element", "Element", "Element"])
    #expect(table.types.map(\.isAbstract) == [true, false, false, false])
    let thing = table.types[1]
    #expect(thing.elements.map(\.name) == ["id", "a", "b"])
    #expect(thing.elements.map(\.max) == [1, nil, 2])
    #expect(thing.elements.map { $0.types.map(\.type) } == [["string"], ["Thing.a"], ["Thing.a"]])
    #expect(thing.elements[1].isModifier && thing.elements[1].isSummary)
  }

  @Test func sharesRulesOutBetweenTypesAndElements() throws {
    let table = try compile([Self.thing, Self.string, Self.element])
    #expect(table.types[1].invariants.map(\.key) == ["ele-1", "t-1"])
    #expect(table.types[1].invariants.map(\.isWarning) == [false, true])
    #expect(table.types[2].invariants.map(\.key) == ["ele-1", "t-2"])
    #expect(table.types[1].elements[1].invariants.isEmpty)
    #expect(table.types[2].elements[0].invariants.map(\.key) == ["t-3"])
  }

  @Test func takesOverBindingsAndTargetsWithoutTheVersion() throws {
    let value = try compile([Self.thing, Self.string, Self.element]).types[2].elements[0]
    #expect(value.isChoice)
    #expect(value.binding == DefinitionTable.BindingEntry(.required, "urn:set", name: "Name"))
    #expect(value.types[1].targets == ["urn:p"])
    #expect(value.types.map { value.key(for: $0.type) } == ["valueString", "valueThing"])
  }

  @Test func keepsAValueOutOfTheElementsOfAPrimitive() throws {
    let string = try #require(try compile([Self.string, Self.element]).types.last)
    #expect(string.elements.map(\.name) == ["id"])
    #expect(string.valueKind == .string)
    #expect(string.elements[0].isAttribute)
  }

  @Test func doesNotDependOnTheOrderOfTheResources() throws {
    let texts = [Self.thing, Self.string, Self.element, Self.profile] + Self.codes
    let bytes = try compile(texts).encoded()
    #expect(try compile(texts.reversed()).encoded() == bytes)
  }

  @Test(arguments: [["a"], ["a", "b"], ["a", "b", "c"]]) func refusesTypesThatSpecialiseThemselves(names: [String]) {
    let texts = zip(names, names.dropFirst() + names.prefix(1)).map { name, base in
      Self.string.replacing(#""string"#, with: "\"\(name)").replacing(
        "StructureDefinition/Element", with: "StructureDefinition/\(base)")
    }
    #expect(throws: DefinitionError.circularBase("a")) { try compile(texts) }
  }

  @Test func saysWhatADefinitionLacks() {
    #expect(throws: DefinitionError.incomplete("a snapshot of the type 'Thing'")) {
      try compile([#"{"resourceType":"StructureDefinition","type":"Thing","kind":"resource"}"#])
    }
    #expect(throws: DefinitionError.incomplete("a URL in every ValueSet")) {
      try compile([#"{"resourceType":"ValueSet"}"#])
    }
  }

  // MARK: Codes

  private static let codes = [
    #"""
    {"resourceType":"CodeSystem","url":"urn:animals","content":"complete","concept":[
      {"code":"mammal","property":[{"code":"notSelectable","valueBoolean":true}],"concept":[
        {"code":"cat","display":"Cat","concept":[{"code":"lion"}]},{"code":"dog"}]},
      {"code":"fish","property":[{"code":"status","valueCode":"deprecated"}]}]}
    """#,
    #"{"resourceType":"CodeSystem","url":"urn:sample","content":"example","concept":[{"code":"x"}]}"#,
  ]

  private static func valueSet(_ url: String, _ compose: String) -> String {
    #"{"resourceType":"ValueSet","url":"\#(url)","compose":{\#(compose)}}"#
  }

  private static func filter(_ operation: String, _ value: String) -> String {
    #""include":[{"system":"urn:animals","filter":[{"property":"concept","op":"\#(operation)","value":"\#(value)"}]}]"#
  }

  private static let animals = #"{"system":"urn:animals"}"#
  private static let all = ["mammal", "cat", "lion", "dog", "fish"]

  @Test(arguments: [
    (#""include":[\#(animals)]"#, all, true),
    (
      #""include":[{"system":"urn:animals","concept":[{"code":"dog"},{"code":"cat"},{"code":"dog"}]}]"#,
      ["dog", "cat"], true
    ),
    (filter("is-a", "cat"), ["cat", "lion"], true),
    (filter("descendent-of", "mammal"), ["cat", "lion", "dog"], true),
    (filter("is-not-a", "cat"), ["mammal", "dog", "fish"], true),
    (filter("=", "fish"), ["fish"], true),
    (filter("is-a", "unicorn"), [], false),
    (filter("exists", "true"), [], false),
    (
      #""include":[\#(animals)],"exclude":[{"system":"urn:animals","concept":[{"code":"fish"}]}]"#,
      ["mammal", "cat", "lion", "dog"], true
    ),
    (
      #""include":[\#(animals)],"exclude":[{"system":"urn:animals","filter":[{"property":"p","op":"=","value":"v"}]}]"#,
      [], false
    ),
    (
      #""include":[{"valueSet":["urn:cats"]},{"system":"urn:animals","concept":[{"code":"dog"}]}]"#,
      ["cat", "lion", "dog"], true
    ),
    (#""include":[{"valueSet":["urn:cats","urn:big"]}]"#, ["lion"], true),
    (#""include":[{"valueSet":["urn:absent"]},\#(animals)]"#, all, false),
    (#""include":[{"valueSet":["urn:self"]},\#(animals)]"#, all, false),
    (#""include":[{"system":"urn:sample"}]"#, [], false),
    (#""include":[{"system":"urn:foreign","concept":[{"code":"a"}]}]"#, [], false),
    (#""include":[]"#, [], false),
  ])
  func resolvesValueSets(compose: String, expected: [String], isComplete: Bool) throws {
    let sets = [
      Self.valueSet("urn:cats", Self.filter("is-a", "cat")),
      Self.valueSet("urn:big", #""include":[{"system":"urn:animals","concept":[{"code":"lion"},{"code":"mammal"}]}]"#),
      Self.valueSet("urn:self", compose),
    ]
    let bytes = try compile(Self.codes + sets).encoded()
    let set = try #require(try Definitions(table: ByteTable(copying: bytes)).valueSet("urn:self"))
    #expect(set.codes.map(\.code) == expected)
    #expect(set.isComplete == isComplete)
  }

  @Test func keepsForeignCodesWhereAnElementMustTakeThem() throws {
    let units = Self.valueSet(
      "urn:units", #""include":[{"system":"urn:ucum","concept":[{"code":"s","display":"second"},{"code":"min"}]}]"#)
    let bytes = try compile([Self.profile, units]).encoded()
    let definitions = try Definitions(table: ByteTable(copying: bytes))
    let set = try #require(definitions.valueSet("urn:units"))
    #expect(set.isComplete)
    #expect(set.codes.map(\.display) == ["second", ""])
    #expect(definitions.codeSystem("urn:ucum")?.isComplete == false)
  }

  @Test func marksAbstractAndInactiveCodes() throws {
    let system = try #require(try compile(Self.codes).codeSystems.first)
    #expect(system.concepts.map(\.code) == Self.all)
    #expect(system.concepts.map(\.parent) == [nil, 0, 1, 0, nil])
    #expect(system.concepts.map(\.isAbstract) == [true, false, false, false, false])
    #expect(system.concepts.map(\.isInactive) == [false, false, false, false, true])
  }
}

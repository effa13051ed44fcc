// What people review is what ships: the text holds everything that is in the bytes.

import FHIRDefinitions
import TestSupport
import Testing

@testable import definitions_generator

@Suite struct ReviewableTableTests {
  @Test func embedsNothingButWhatIsReviewed() throws {
    let text = try Repository.text("Definitions/r4.tsv")
    let table = try TableText.parse(text)
    #expect(try table.encoded() == Repository.bytes("Sources/CDefinitions/r4.bin"))
    #expect(TableText.print(table) == text)
  }

  @Test func leavesOutWhatIsInherited() throws {
    var table = DefinitionTable(version: "1")
    var base = DefinitionTable.TypeEntry(name: "Base", kind: .complex)
    base.invariants = [DefinitionTable.InvariantEntry("b-1", isWarning: false, "a = '\\t'\n")]
    base.elements = [Self.element("a", "Base"), Self.element("b", "Base")]
    var derived = base
    derived.name = "Derived"
    derived.base = "Base"
    derived.elements[1].max = 0
    derived.elements.append(Self.element("c", "Derived"))
    table.types = [base, derived]
    let text = TableText.print(table)
    #expect(try TableText.parse(text) == table)
    #expect(
      text.split(separator: "\n").dropFirst(2) == [
        "type\tBase\tcomplex",
        "rule\tb-1\terror\ta = '\\\\t'\\n",
        "element\tBase.a\t0..1\t\tBase",
        "element\tBase.b\t0..1\t\tBase",
        "type\tDerived\tcomplex\tBase",
        "element\tDerived.b\t0..0\t\tBase",
        "element\tDerived.c\t0..1\t\tDerived",
      ])
  }

  @Test func writesBindingsTargetsAndCodes() throws {
    var table = DefinitionTable(version: "1")
    var type = DefinitionTable.TypeEntry(name: "T", kind: .resource)
    var element = Self.element("value", "T")
    element.isChoice = true
    element.isModifier = true
    element.isAttribute = true
    element.max = nil
    element.types[0].targets = [TableText.structures + "Patient", "urn:other"]
    element.types[0].profiles = [TableText.structures + "SimpleQuantity"]
    element.binding = DefinitionTable.BindingEntry(.preferred, TableText.valueSets + "s", maxValueSet: "urn:max")
    type.elements = [element]
    table.types = [type]
    var system = DefinitionTable.CodeSystemEntry(url: "urn:system")
    system.isComplete = true
    system.concepts = [
      DefinitionTable.ConceptEntry("a"), DefinitionTable.ConceptEntry("b", display: "B", parent: 0),
      DefinitionTable.ConceptEntry("c", parent: 1), DefinitionTable.ConceptEntry("d", parent: 0),
    ]
    system.concepts[0].isAbstract = true
    system.concepts[3].isInactive = true
    table.codeSystems = [system]
    var set = DefinitionTable.ValueSetEntry(url: TableText.valueSets + "s")
    set.parts = [
      DefinitionTable.PartEntry("urn:system", .some([2, 0])), DefinitionTable.PartEntry("urn:system", .whole),
      DefinitionTable.PartEntry("urn:x", .unknown),
    ]
    table.valueSets = [set]
    let text = TableText.print(table)
    #expect(try TableText.parse(text) == table)
    #expect(
      text.split(separator: "\n").dropFirst(3) == [
        "element\tT.value[x]\t0..*\t?@\tT[SimpleQuantity](Patient,urn:other)\tpreferred\ts\t\turn:max",
        "system\turn:system\t\tcomplete\tcase",
        "code\t0\ta\t\tabstract", "code\t1\tb\tB", "code\t2\tc", "code\t1\td\t\t\tinactive",
        "set\ts", "from\turn:system\tsome\tc\ta", "from\turn:system\tall", "from\turn:x\tunknown",
      ])
  }

  @Test(arguments: [
    ("nonsense\tx", "expected fhir, type, rule, element, system, code, set, from or ext"),
    ("type\tT\tother", "expected a kind of type"),
    ("element\tT.a\t0..1\t\tT", "expected an element of the type"),
    ("rule\ta\terror\ttrue", "expected a type before its rules"),
    ("code\t0\ta", "expected a code below another"),
    ("system\turn:a\ncode\t-1\ta", "expected a code below another"),
    ("system\turn:a\ncode\t1\ta", "expected a code below another"),
    ("from\turn:a\tall", "expected a set before its codes"),
    ("type\tT\tcomplex\nelement\tT.a\t1\t\tT", "expected a cardinality"),
    ("type\tT\tcomplex\nelement\tT.a\t0..1\t\tT\tfirm\ts", "expected a strength of binding"),
    ("set\ts\nfrom\turn:a\tsome\tx", "expected a code of the system, not 'x'"),
  ])
  func saysWhereTheTextIsWrong(lines: String, message: String) {
    let line = lines.split(separator: "\n").count
    #expect {
      try TableText.parse(lines + "\n")
    } throws: {
      "\($0)" == "r4.tsv:\(line): \(message)"
    }
  }

  private static func element(_ name: String, _ type: String) -> DefinitionTable.ElementEntry {
    var element = DefinitionTable.ElementEntry(name: name)
    element.types = [DefinitionTable.TypeUse(type)]
    return element
  }
}

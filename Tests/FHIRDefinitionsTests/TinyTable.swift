// A table small enough to be read at a glance.

import FHIRCore
import FHIRDefinitions

enum TinyTable {
  /// Three types: `text`, a primitive; `Thing`, with a choice and a part; `Thing.part`, which may hold parts.
  static let table: DefinitionTable = {
    var table = DefinitionTable(version: "0.1")
    var thing = DefinitionTable.TypeEntry(name: "Thing", kind: .resource)
    var status = element("status", ["text"])
    status.min = 1
    status.isModifier = true
    status.binding = DefinitionTable.BindingEntry(.required, "urn:set", name: "Status")
    status.invariants = [DefinitionTable.InvariantEntry("t-2", isWarning: true, "length() < 9")]
    var value = element("value", ["text", "Thing"])
    value.isChoice = true
    var part = element("part", ["Thing.part"])
    part.max = nil
    thing.elements = [status, value, part]
    thing.invariants = [DefinitionTable.InvariantEntry("t-1", isWarning: false, "status.exists()")]
    var parts = DefinitionTable.TypeEntry(name: "Thing.part", kind: .backbone)
    var inner = element("part", ["Thing.part"])
    inner.max = 3
    var link = element("link", ["text"])
    link.types[0].targets = ["urn:a", "urn:b"]
    link.types[0].profiles = ["urn:p"]
    parts.elements = [inner, link]
    var text = DefinitionTable.TypeEntry(name: "text", kind: .primitive)
    text.valueKind = .string
    table.types = [thing, parts, text]
    var system = DefinitionTable.CodeSystemEntry(url: "urn:system")
    system.name = "System"
    system.isComplete = true
    system.concepts = [
      DefinitionTable.ConceptEntry("z", display: "Last"),
      DefinitionTable.ConceptEntry("a", display: "First", parent: 0),
      DefinitionTable.ConceptEntry("m"),
    ]
    table.codeSystems = [system]
    var set = DefinitionTable.ValueSetEntry(url: "urn:set")
    set.parts = [DefinitionTable.PartEntry("urn:system", .some([0, 2]))]
    var open = DefinitionTable.ValueSetEntry(url: "urn:set-open")
    open.parts = [
      DefinitionTable.PartEntry("urn:system", .whole), DefinitionTable.PartEntry("urn:elsewhere", .unknown),
    ]
    table.valueSets = [set, open]
    return table
  }()

  static func definitions() throws -> Definitions {
    try Definitions(table: ByteTable(copying: table.encoded()))
  }

  private static func element(_ name: String, _ types: [String]) -> DefinitionTable.ElementEntry {
    var element = DefinitionTable.ElementEntry(name: name)
    element.types = types.map { DefinitionTable.TypeUse($0) }
    return element
  }
}

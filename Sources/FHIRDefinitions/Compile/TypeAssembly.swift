// From snapshots to types: nested elements become types of their own, and what is inherited is put in front.

internal import FHIRCore

/// Makes the types of a table.
struct TypeAssembly {
  private let structures: [String: StructureSource]
  private var invariants: [String: [DefinitionTable.InvariantEntry]] = [:]

  init(_ structures: [String: StructureSource]) { self.structures = structures }

  /// All types, sorted by name.
  mutating func entries() throws(DefinitionError) -> [DefinitionTable.TypeEntry] {
    var entries: [DefinitionTable.TypeEntry] = []
    for name in structures.keys.sorted(by: DefinitionTable.inByteOrder) {
      try checkBases(of: name)
      if let structure = structures[name] { entries += try types(of: structure) }
    }
    let rules = Dictionary(entries.map { ($0.name, $0.invariants) }, uniquingKeysWith: { first, _ in first })
    for type in entries.indices {
      for element in entries[type].elements.indices {
        // What every type of the element demands anyway is not said again.
        let types = entries[type].elements[element].types
        entries[type].elements[element].invariants.removeAll { rule in
          !types.isEmpty && types.allSatisfy { rules[$0.type]?.contains(rule) ?? false }
        }
      }
    }
    return entries.sorted { DefinitionTable.inByteOrder($0.name, $1.name) }
  }

  /// Makes sure that bases come to an end, for everything here follows them.
  private func checkBases(of name: String) throws(DefinitionError) {
    var seen: Set<String> = [name]
    var base = structures[name]?.base ?? ""
    while let structure = structures[base] {
      guard seen.insert(base).inserted else { throw .circularBase(name) }
      base = structure.base
    }
  }

  /// The type that a structure defines, and those of its elements that have elements.
  private mutating func types(of structure: StructureSource) throws(DefinitionError) -> [DefinitionTable.TypeEntry] {
    var children: [String: [ElementSource]] = [:]
    for element in structure.elements.dropFirst() { children[element.parentPath, default: []].append(element) }
    var entries: [DefinitionTable.TypeEntry] = []
    for element in structure.elements {
      guard let members = children[element.path] else {
        if element.path == structure.name { throw .incomplete("elements of the type '\(structure.name)'") }
        continue
      }
      let isRoot = element.path == structure.name
      var entry = DefinitionTable.TypeEntry(name: element.path, kind: isRoot ? structure.kind : .backbone)
      entry.isAbstract = isRoot && structure.isAbstract
      entry.base = isRoot ? structure.base : element.types.first?.type ?? "BackboneElement"
      entry.binding = isRoot ? element.binding : nil
      let inherited = inheritedInvariants(entry.base)
      entry.invariants = inherited + element.invariants.filter { !inherited.contains($0) }
      for member in members {
        if structure.kind == .primitive, isRoot, member.path == structure.name + ".value" {
          // A primitive's value is no element of its own; its type tells how JSON writes it.
          entry.valueKind = valueKind(of: structure.name)
        } else {
          entry.elements.append(Self.element(member, hasChildren: children[member.path] != nil))
        }
      }
      entries.append(entry)
    }
    return entries
  }

  /// The invariants of a type that others specialise, those of its own base first.
  private mutating func inheritedInvariants(_ name: String) -> [DefinitionTable.InvariantEntry] {
    if let known = invariants[name] { return known }
    guard let structure = structures[name], let root = structure.elements.first else { return [] }
    let inherited = inheritedInvariants(structure.base)
    let all = inherited + root.invariants.filter { !inherited.contains($0) }
    invariants[name] = all
    return all
  }

  /// How JSON writes the value of a primitive: as it does that of its base, for `positiveInt` is said to be a String.
  private func valueKind(of name: String) -> DefinitionTable.ValueKindEntry {
    guard let structure = structures[name], structure.kind == .primitive else { return .none }
    let inherited = valueKind(of: structure.base)
    if inherited != .none { return inherited }
    switch structure.elements.first(where: { $0.path == name + ".value" })?.types.first?.type {
    case "boolean": return .boolean
    case "integer", "decimal": return .number
    default: return .string
    }
  }

  private static func element(_ source: ElementSource, hasChildren: Bool) -> DefinitionTable.ElementEntry {
    let isChoice = source.path.hasSuffix("[x]")
    let name = source.path.dropFirst(source.parentPath.utf8.count + 1).dropLast(isChoice ? 3 : 0)
    var entry = DefinitionTable.ElementEntry(name: String(name))
    entry.min = source.min
    entry.max = source.max
    entry.isChoice = isChoice
    entry.isModifier = source.isModifier
    entry.isSummary = source.isSummary
    entry.isAttribute = source.isAttribute
    entry.binding = source.binding
    if hasChildren {
      // The rules of the element are those of its type.
      entry.types = [DefinitionTable.TypeUse(source.path)]
    } else if !source.contentReference.isEmpty {
      entry.types = [DefinitionTable.TypeUse(source.contentReference)]
      entry.invariants = source.invariants
    } else {
      entry.types = source.types
      entry.invariants = source.invariants
    }
    return entry
  }
}

extension ElementSource {
  /// The path of the element that this one belongs to; empty for a root.
  var parentPath: String {
    guard let dot = path.lastIndex(of: ".") else { return "" }
    return String(path[..<dot])
  }
}

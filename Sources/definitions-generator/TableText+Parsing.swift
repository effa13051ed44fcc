// Reads the reviewable table back: the bytes that are embedded are made from what people reviewed.

import FHIRDefinitions

/// Why the reviewable table could not be read.
struct TableTextError: Error, CustomStringConvertible {
  var line: Int
  var expected: String

  var description: String { "r4.tsv:\(line): expected \(expected)" }
}

extension TableText {
  /// The table that a text says.
  static func parse(_ text: String) throws(TableTextError) -> DefinitionTable {
    var parser = TableTextParser()
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      try parser.add(line)
    }
    return try parser.finish()
  }
}

/// Takes in one line after the other.
private struct TableTextParser {
  private var table = DefinitionTable(version: "")
  private var lineNumber = 0
  private var systemRows: [String: Int] = [:]
  /// The position of the last concept of each depth in the system that is being read.
  private var concepts: [Int] = []
  /// The selections by code, which can only be resolved when all systems have been read.
  private var selections: [(valueSet: Int, part: Int, codes: [String], line: Int)] = []

  mutating func add(_ line: Substring.UTF8View.SubSequence) throws(TableTextError) {
    lineNumber += 1
    guard let first = line.first, first != UInt8(ascii: "#") else { return }
    let columns = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map(Self.unescaped)
    func column(_ index: Int) -> String { index < columns.count ? columns[index] : "" }
    switch column(0) {
    case "fhir": table.version = column(1)
    case "type":
      guard let kind = TypeKind.allCases.first(where: { "\($0)" == column(2) }) else { throw fault("a kind of type") }
      var type = DefinitionTable.TypeEntry(name: column(1), kind: kind)
      type.base = column(3)
      type.isAbstract = column(4) == "abstract"
      type.valueKind = DefinitionTable.ValueKindEntry(rawValue: column(5)) ?? .none
      type.binding = try binding(column(6), column(7), column(8), column(9))
      table.types.append(type)
    case "rule": try addRule(DefinitionTable.InvariantEntry(column(1), isWarning: column(2) == "warning", column(3)))
    case "element":
      var element = try element(column(1), column(2))
      element.isModifier = column(3).contains("?")
      element.isSummary = column(3).contains("s")
      element.isAttribute = column(3).contains("@")
      for type in column(4).split(separator: " ") { element.types.append(Self.typeUse(type)) }
      element.binding = try binding(column(5), column(6), column(7), column(8))
      table.types[table.types.count - 1].elements.append(element)
    case "system":
      var system = DefinitionTable.CodeSystemEntry(url: column(1))
      system.name = column(2)
      system.isComplete = column(3) == "complete"
      system.isCaseSensitive = column(4) == "case"
      systemRows[system.url] = table.codeSystems.count
      table.codeSystems.append(system)
      concepts = []
    case "code":
      try addCode(column(1), column(2), column(3), isAbstract: !column(4).isEmpty, isInactive: !column(5).isEmpty)
    case "set":
      var valueSet = DefinitionTable.ValueSetEntry(url: Self.lengthened(column(1), TableText.valueSets))
      valueSet.name = column(2)
      table.valueSets.append(valueSet)
    case "from": try addPart(column(1), column(2), Array(columns.dropFirst(3)))
    case "ext":
      var entry = DefinitionTable.ExtensionEntry(url: Self.lengthened(column(1), TableText.structures))
      (entry.min, entry.max) = try cardinality(column(2))
      entry.isModifier = column(3) == "?"
      entry.types = column(4).split(separator: " ").map(String.init)
      entry.contexts = column(5).split(separator: " ").map(String.init)
      entry.binding = try binding(column(6), column(7), column(8), column(9))
      table.extensions.append(entry)
    default: throw fault("fhir, type, rule, element, system, code, set, from or ext")
    }
  }

  /// Puts in front of each type what it inherits.
  consuming func finish() throws(TableTextError) -> DefinitionTable {
    let own = Dictionary(table.types.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for index in table.types.indices {
      var type = table.types[index]
      var ancestors = [type.name]
      while let base = own[type.base], !ancestors.contains(base.name) {
        ancestors.append(base.name)
        type.base = base.base
        type.invariants = base.invariants + type.invariants
        let changed = Dictionary(type.elements.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let inherited = base.elements.map { changed[$0.name] ?? $0 }
        let known = Set(inherited.map(\.name))
        type.elements = inherited + type.elements.filter { !known.contains($0.name) }
      }
      table.types[index].invariants = type.invariants
      table.types[index].elements = type.elements
    }
    for selection in selections {
      let url = table.valueSets[selection.valueSet].parts[selection.part].system
      let known = systemRows[url].map { table.codeSystems[$0].concepts } ?? []
      let positions = Dictionary(
        known.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
      var chosen: [Int] = []
      for code in selection.codes {
        guard let position = positions[code] else {
          throw TableTextError(line: selection.line, expected: "a code of the system, not '\(code)'")
        }
        chosen.append(position)
      }
      table.valueSets[selection.valueSet].parts[selection.part].codes = .some(chosen)
    }
    return table
  }

  private func fault(_ expected: String) -> TableTextError { TableTextError(line: lineNumber, expected: expected) }

  private mutating func addRule(_ rule: DefinitionTable.InvariantEntry) throws(TableTextError) {
    guard let type = table.types.indices.last else { throw fault("a type before its rules") }
    if let element = table.types[type].elements.indices.last {
      table.types[type].elements[element].invariants.append(rule)
    } else {
      table.types[type].invariants.append(rule)
    }
  }

  private func element(
    _ path: String, _ cardinality: String
  ) throws(TableTextError) -> DefinitionTable.ElementEntry {
    guard let type = table.types.last, path.hasPrefix(type.name + ".") else { throw fault("an element of the type") }
    let isChoice = path.hasSuffix("[x]")
    var element = DefinitionTable.ElementEntry(
      name: String(path.dropFirst(type.name.count + 1).dropLast(isChoice ? 3 : 0)))
    element.isChoice = isChoice
    (element.min, element.max) = try self.cardinality(cardinality)
    return element
  }

  /// A cardinality such as `0..*`.
  private func cardinality(_ text: String) throws(TableTextError) -> (min: Int, max: Int?) {
    let limits = text.split(separator: ".")
    guard limits.count == 2, let min = Int(limits[0]), limits[1] == "*" || Int(limits[1]) != nil else {
      throw fault("a cardinality")
    }
    return (min, Int(limits[1]))
  }

  private mutating func addCode(
    _ depth: String, _ code: String, _ display: String, isAbstract: Bool, isInactive: Bool
  ) throws(TableTextError) {
    guard let system = table.codeSystems.indices.last, let depth = Int(depth),
      (0...concepts.count).contains(depth)
    else {
      throw fault("a code below another")
    }
    var concept = DefinitionTable.ConceptEntry(code, display: display, parent: depth == 0 ? nil : concepts[depth - 1])
    concept.isAbstract = isAbstract
    concept.isInactive = isInactive
    concepts.removeLast(concepts.count - depth)
    concepts.append(table.codeSystems[system].concepts.count)
    table.codeSystems[system].concepts.append(concept)
  }

  private mutating func addPart(_ system: String, _ choice: String, _ codes: [String]) throws(TableTextError) {
    guard let valueSet = table.valueSets.indices.last else { throw fault("a set before its codes") }
    var part = DefinitionTable.PartEntry(system, .unknown)
    switch choice {
    case "all": part.codes = .whole
    case "unknown": break
    case "some": selections.append((valueSet, table.valueSets[valueSet].parts.count, codes, lineNumber))
    default: throw fault("all, unknown or some")
    }
    table.valueSets[valueSet].parts.append(part)
  }

  private func binding(
    _ strength: String, _ valueSet: String, _ name: String, _ maximum: String
  ) throws(TableTextError) -> DefinitionTable.BindingEntry? {
    guard !strength.isEmpty else { return nil }
    guard let strength = BindingStrength.allCases.first(where: { "\($0)" == strength }) else {
      throw fault("a strength of binding")
    }
    return DefinitionTable.BindingEntry(
      strength, Self.lengthened(valueSet, TableText.valueSets), name: name,
      maxValueSet: Self.lengthened(maximum, TableText.valueSets))
  }

  /// A type such as `Reference(Patient,Group)` or `Quantity[SimpleQuantity]`.
  private static func typeUse(_ text: Substring) -> DefinitionTable.TypeUse {
    func list(_ open: Character, _ close: Character) -> [String] {
      guard let start = text.firstIndex(of: open), let end = text[start...].firstIndex(of: close) else { return [] }
      return text[text.index(after: start)..<end].split(separator: ",").map {
        lengthened(String($0), TableText.structures)
      }
    }
    return DefinitionTable.TypeUse(
      String(text.prefix { $0 != "(" && $0 != "[" }), profiles: list("[", "]"), targets: list("(", ")"))
  }

  /// A whole URL again; only what was shortened has no colon.
  private static func lengthened(_ url: String, _ prefix: String) -> String {
    url.isEmpty || url.contains(":") ? url : prefix + url
  }

  private static func unescaped(_ column: Substring.UTF8View.SubSequence) -> String {
    guard column.contains(UInt8(ascii: "\\")) else { return String(Substring(column)) }
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in column {
      if isEscaped {
        switch byte {
        case UInt8(ascii: "t"): bytes.append(0x09)
        case UInt8(ascii: "n"): bytes.append(0x0A)
        case UInt8(ascii: "r"): bytes.append(0x0D)
        default: bytes.append(byte)
        }
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

// From values to the flat table of FlatLayout.swift. Same table, same bytes.

internal import FHIRCore

extension DefinitionTable {
  /// The flat table, as `Definitions` reads it.
  package func encoded() throws(DefinitionError) -> [UInt8] {
    var encoder = try FlatEncoder(self)
    try encoder.addTypes(types)
    try encoder.addCodes(codeSystems)
    try encoder.addValueSets(valueSets)
    try encoder.addExtensions(extensions)
    return encoder.finish(version: version)
  }
}

/// Gathers the rows of all sections.
private struct FlatEncoder {
  private var sections = [[UInt8]](repeating: [], count: FlatLayout.Section.allCases.count)
  private let nameSection: [UInt8]
  private let nameNumbers: [String: UInt16]
  private let nameStarts: [Int]
  private let typeNumbers: [String: UInt16]
  private let typeEntries: [String: DefinitionTable.TypeEntry]
  private let valueSetNumbers: [String: Int]
  private let systemNumbers: [String: Int]
  private let conceptCounts: [Int]
  private var textNumbers: [String: UInt32] = ["": 0]
  private var listPositions: [[UInt32]: UInt32] = [[]: 0]
  private var invariantNumbers: [DefinitionTable.InvariantEntry: UInt32] = [:]
  private var bindingNumbers: [DefinitionTable.BindingEntry: UInt16] = [:]
  private var memberRows: [(owner: UInt16, name: UInt16, key: UInt16, type: UInt16, isChoice: Bool)] = []

  init(_ table: DefinitionTable) throws(DefinitionError) {
    var spellings: Set<String> = ["resourceType"]
    for type in table.types {
      spellings.insert(type.name)
      for element in type.elements {
        spellings.insert(element.name)
        for use in element.types { spellings.insert(element.key(for: use.type)) }
      }
    }
    let sorted = spellings.sorted(by: DefinitionTable.inByteOrder)
    guard sorted.count < Int(UInt16.max) - 1, table.types.count < Int(UInt16.max) else { throw .tooMany("names") }
    nameSection = KnownNames.encode(sorted)
    nameNumbers = Dictionary(uniqueKeysWithValues: zip(sorted, 1...).map { ($0, UInt16($1)) })
    var starts = [0]
    for name in [""] + sorted { starts.append((starts.last ?? 0) + name.utf8.count) }
    nameStarts = starts
    typeNumbers = Dictionary(
      zip(table.types, 1...).map { ($0.name, UInt16($1)) }, uniquingKeysWith: { first, _ in first })
    typeEntries = Dictionary(table.types.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    valueSetNumbers = Dictionary(
      zip(table.valueSets, 0...).map { ($0.url, $1) }, uniquingKeysWith: { first, _ in first })
    systemNumbers = Dictionary(
      zip(table.codeSystems, 0...).map { ($0.url, $1) }, uniquingKeysWith: { first, _ in first })
    conceptCounts = table.codeSystems.map(\.concepts.count)
    sections[.lists].add(UInt32(0))
    sections[.texts].add(UInt32(0))
  }

  // MARK: Types

  mutating func addTypes(_ types: [DefinitionTable.TypeEntry]) throws(DefinitionError) {
    sections[.types] += [UInt8](repeating: 0, count: FlatLayout.Section.types.rowLength)
    var elementCount = 0
    for type in types {
      let firstMember = memberRows.count
      guard type.elements.count <= Int(UInt8.max) else { throw .tooMany("elements of '\(type.name)'") }
      for (ordinal, element) in type.elements.enumerated() { try add(element, ordinal, of: type) }
      var flags: UInt8 = type.isAbstract ? FlatLayout.TypeFlag.abstract : 0
      if type.kind == .resource, type.isAbstract { flags |= FlatLayout.TypeFlag.anyResource }
      sections[.types].add(try name(type.name))
      sections[.types] += [type.kind.rawValue, flags, type.valueKind.kind.rawValue, UInt8(type.elements.count)]
      sections[.types].add(type.base.isEmpty ? 0 : try number(of: type.base, in: type.name))
      sections[.types].add(try short(elementCount, "elements"))
      sections[.types].add(try short(firstMember, "members"))
      sections[.types].add(try short(memberRows.count - firstMember, "members"))
      sections[.types].add(try bindingNumber(type.binding))
      sections[.types].add(try list(of: type.invariants))
      elementCount += type.elements.count
    }
    var named = [UInt16](repeating: 0, count: nameNumbers.count + 1)
    for (name, type) in typeNumbers { if let number = nameNumbers[name] { named[Int(number)] = type } }
    for type in named { sections[.namedTypes].add(type) }
    addSlots()
  }

  private mutating func add(
    _ element: DefinitionTable.ElementEntry, _ ordinal: Int, of type: DefinitionTable.TypeEntry
  ) throws(DefinitionError) {
    let path = "\(type.name).\(element.name)"
    let owner = try number(of: type.name, in: path)
    let firstMember = memberRows.count
    for use in element.types {
      let key = element.key(for: use.type)
      let keyNumber = try name(key)
      guard let used = typeEntries[use.type] else { throw .undefinedType(use.type, in: path) }
      guard let keyLength = UInt8(exactly: key.utf8.count) else { throw .tooMany("bytes of the key '\(key)'") }
      let typeNumber = try number(of: use.type, in: path)
      memberRows.append((owner, try name(element.name), keyNumber, typeNumber, element.isChoice))
      sections[.members].add(keyNumber)
      sections[.members].add(try name(element.name))
      sections[.members].add(typeNumber)
      sections[.members].add(owner)
      sections[.members].add(UInt32(keyOffset(keyNumber)))
      sections[.members] += [
        keyLength, UInt8(ordinal), flags(element, used).rawValue, used.valueKind.kind.rawValue,
      ]
      sections[.uses].add(list(of: use.targets))
      sections[.uses].add(list(of: use.profiles))
    }
    var flags: UInt16 = 0
    if element.isChoice { flags |= FlatLayout.ElementFlag.choice }
    if element.isModifier { flags |= FlatLayout.ElementFlag.modifier }
    if element.isSummary { flags |= FlatLayout.ElementFlag.summary }
    if element.isAttribute { flags |= FlatLayout.ElementFlag.attribute }
    sections[.elements].add(try name(element.name))
    sections[.elements].add(owner)
    sections[.elements].add(try short(element.min, "elements demanded by '\(path)'"))
    var max = UInt16(FlatLayout.anyNumber)
    if let limit = element.max { max = try short(limit, "elements allowed by '\(path)'") }
    sections[.elements].add(max)
    sections[.elements].add(flags)
    sections[.elements].add(try bindingNumber(element.binding))
    sections[.elements].add(try short(firstMember, "members"))
    sections[.elements].add(try short(memberRows.count - firstMember, "members"))
    sections[.elements].add(try list(of: element.invariants))
  }

  private func flags(_ element: DefinitionTable.ElementEntry, _ type: DefinitionTable.TypeEntry) -> MemberFlags {
    var flags: MemberFlags = []
    if element.max.map({ $0 > 1 }) ?? true { flags.insert(.repeats) }
    if element.isChoice { flags.insert(.choice) }
    if element.isAttribute { flags.insert(.attribute) }
    if type.kind == .primitive { flags.insert(.primitive) }
    if type.kind == .resource { flags.insert(.resource) }
    if type.name == "xhtml" { flags.insert(.xhtml) }
    return flags
  }

  /// The hash index: at most half full.
  private mutating func addSlots() {
    var wanted: [(hash: (UInt32) -> Int, row: Int)] = []
    var seen: Set<[UInt16]> = []
    for (row, member) in memberRows.enumerated() {
      for (name, type) in [(member.key, 0), (member.name, member.type), (member.name, 0)]
      where (member.isChoice || type == 0) && seen.insert([member.owner, name, type]).inserted {
        wanted.append(
          (
            {
              MemberHash.of(
                TypeID(rawValue: member.owner), Name(rawValue: name), TypeID(rawValue: type), shift: $0)
            }, row
          ))
      }
    }
    var count = 2
    while count < 2 * wanted.count { count *= 2 }
    let shift = UInt32(32 - count.trailingZeroBitCount)
    var slots = [UInt16](repeating: 0, count: count)
    for entry in wanted {
      var slot = entry.hash(shift)
      while slots[slot] != 0 { slot = (slot + 1) & (count - 1) }
      slots[slot] = UInt16(entry.row + 1)
    }
    for slot in slots { sections[.slots].add(slot) }
  }

  // MARK: Codes

  mutating func addCodes(_ systems: [DefinitionTable.CodeSystemEntry]) throws(DefinitionError) {
    var first = 0
    for system in systems {
      let codes = system.concepts.map { Array($0.code.utf8) }
      guard codes.count < Int(UInt16.max) else { throw .tooMany("codes of '\(system.url)'") }
      sections[.systems].add(text(system.url))
      sections[.systems].add(text(system.name))
      sections[.systems].add(UInt32(first))
      sections[.systems].add(UInt32(codes.count))
      sections[.systems].add(UInt32((system.isComplete ? 1 : 0) | (system.isCaseSensitive ? 2 : 0)))
      first += codes.count
      for concept in system.concepts {
        sections[.concepts].add(text(concept.code))
        sections[.concepts].add(text(concept.display))
        sections[.concepts].add(UInt16((concept.parent ?? -1) + 1))
        sections[.concepts].add(UInt16((concept.isAbstract ? 1 : 0) | (concept.isInactive ? 2 : 0)))
      }
      for position in codes.indices.sorted(by: { codes[$0].lexicographicallyPrecedes(codes[$1]) }) {
        sections[.conceptOrder].add(UInt16(position))
      }
    }
  }

  mutating func addValueSets(_ valueSets: [DefinitionTable.ValueSetEntry]) throws(DefinitionError) {
    var first = 0
    for valueSet in valueSets {
      sections[.valueSets].add(text(valueSet.url))
      sections[.valueSets].add(text(valueSet.name))
      sections[.valueSets].add(try short(first, "parts of value sets"))
      sections[.valueSets].add(try short(valueSet.parts.count, "parts of value sets"))
      first += valueSet.parts.count
      for part in valueSet.parts {
        let system = systemNumbers[part.system]
        sections[.parts].add(text(part.system))
        sections[.parts].add(UInt16(system.map { $0 + 1 } ?? 0))
        switch part.codes {
        case .unknown:
          sections[.parts].add(UInt16(0))
          sections[.parts].add(UInt32(0))
        case .whole:
          guard system != nil else { throw .incomplete("the codes of '\(part.system)'") }
          sections[.parts].add(UInt16(1))
          sections[.parts].add(UInt32(0))
        case .some(let positions):
          guard let system, positions.allSatisfy({ $0 < conceptCounts[system] }) else {
            throw .incomplete("the codes of '\(part.system)'")
          }
          sections[.parts].add(UInt16(2))
          sections[.parts].add(list(positions.map { UInt32($0) }))
        }
      }
    }
  }

  // MARK: Extensions

  mutating func addExtensions(_ extensions: [DefinitionTable.ExtensionEntry]) throws(DefinitionError) {
    for entry in extensions {
      sections[.extensions].add(text(entry.url))
      sections[.extensions].add(list(of: entry.contexts))
      sections[.extensions].add(list(of: entry.types))
      sections[.extensions].add(try bindingNumber(entry.binding))
      sections[.extensions].add(UInt16(entry.isModifier ? 1 : 0))
      sections[.extensions].add(try short(entry.min, "extensions demanded by '\(entry.url)'"))
      var max = UInt16(FlatLayout.anyNumber)
      if let limit = entry.max { max = try short(limit, "extensions allowed by '\(entry.url)'") }
      sections[.extensions].add(max)
    }
  }

  // MARK: Shared things

  private func name(_ name: String) throws(DefinitionError) -> UInt16 {
    guard let number = nameNumbers[name] else { throw .incomplete("the name '\(name)'") }
    return number
  }

  private func number(of type: String, in user: String) throws(DefinitionError) -> UInt16 {
    guard let number = typeNumbers[type] else { throw .undefinedType(type, in: user) }
    return number
  }

  private func short(_ number: Int, _ what: String) throws(DefinitionError) -> UInt16 {
    guard number < FlatLayout.anyNumber, let short = UInt16(exactly: number) else { throw .tooMany(what) }
    return short
  }

  private mutating func text(_ text: String) -> UInt32 {
    if let number = textNumbers[text] { return number }
    let number = UInt32(textNumbers.count)
    textNumbers[text] = number
    sections[.bytes] += text.utf8
    sections[.texts].add(UInt32(sections[.bytes].count))
    return number
  }

  private mutating func list(_ items: [UInt32]) -> UInt32 {
    if let position = listPositions[items] { return position }
    let position = UInt32(sections[.lists].count / 4)
    listPositions[items] = position
    sections[.lists].add(UInt32(items.count))
    for item in items { sections[.lists].add(item) }
    return position
  }

  private mutating func list(of texts: [String]) -> UInt32 {
    var items: [UInt32] = []
    for item in texts { items.append(text(item)) }
    return list(items)
  }

  private mutating func list(of invariants: [DefinitionTable.InvariantEntry]) throws(DefinitionError) -> UInt32 {
    var items: [UInt32] = []
    for invariant in invariants {
      if let number = invariantNumbers[invariant] {
        items.append(number)
        continue
      }
      let number = UInt32(invariantNumbers.count)
      invariantNumbers[invariant] = number
      sections[.invariants].add(text(invariant.key))
      sections[.invariants].add(text(invariant.expression))
      sections[.invariants].add(UInt32(invariant.isWarning ? 1 : 0))
      items.append(number)
    }
    return list(items)
  }

  private mutating func bindingNumber(_ binding: DefinitionTable.BindingEntry?) throws(DefinitionError) -> UInt16 {
    guard let binding else { return 0 }
    if let number = bindingNumbers[binding] { return number }
    let number = try short(bindingNumbers.count + 1, "bindings")
    bindingNumbers[binding] = number
    sections[.bindings].add(UInt16(binding.strength.rawValue))
    sections[.bindings].add(UInt16(valueSetNumbers[Canonical.unversioned(binding.valueSet)].map { $0 + 1 } ?? 0))
    sections[.bindings].add(text(binding.valueSet))
    sections[.bindings].add(text(binding.name))
    sections[.bindings].add(text(binding.maxValueSet))
    return number
  }

  // MARK: The file

  /// The offset of a name's bytes in the file; the section of names is the first behind the header.
  private func keyOffset(_ name: UInt16) -> Int {
    let textLength = nameStarts[nameStarts.count - 1]
    return FlatLayout.headerLength + nameSection.count - textLength + nameStarts[Int(name)]
  }

  /// Header and sections, each section at a multiple of four.
  mutating func finish(version: String) -> [UInt8] {
    let versionText = text(version)
    sections[.names] = nameSection
    var body: [UInt8] = []
    var directory: [UInt8] = []
    for section in FlatLayout.Section.allCases {
      while (FlatLayout.headerLength + body.count) % 4 != 0 { body.append(0) }
      directory.add(UInt32(FlatLayout.headerLength + body.count))
      directory.add(UInt32(sections[section].count / section.rowLength))
      body += sections[section]
    }
    var file: [UInt8] = []
    file.add(FlatLayout.magic)
    file.add(FlatLayout.format)
    file.add(UInt32(FlatLayout.headerLength + body.count))
    file.add(UInt32(0))
    file.add(versionText)
    file += directory + body
    let checksum = FlatLayout.checksum(ByteTable(copying: file))
    for index in 0..<4 { file[12 + index] = UInt8(truncatingIfNeeded: checksum >> UInt32(8 * index)) }
    return file
  }
}

extension DefinitionTable.ElementEntry {
  /// The JSON key for one of the types: the name, and for a choice the type's name with a capital.
  package func key(for type: String) -> String {
    isChoice ? name + type.prefix(1).uppercased() + type.dropFirst() : name
  }
}

extension DefinitionTable {
  /// The one order of names and URLs in tables.
  package static func inByteOrder(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}

extension DefinitionTable.ValueKindEntry {
  var kind: ValueKind {
    switch self {
    case .none: .none
    case .string: .string
    case .number: .number
    case .boolean: .boolean
    }
  }
}

extension [[UInt8]] {
  fileprivate subscript(_ section: FlatLayout.Section) -> [UInt8] {
    get { self[section.rawValue] }
    set { self[section.rawValue] = newValue }
    _modify { yield &self[section.rawValue] }
  }
}

extension [UInt8] {
  fileprivate mutating func add(_ number: UInt16) {
    self += [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
  }

  fileprivate mutating func add(_ number: UInt32) {
    add(UInt16(truncatingIfNeeded: number))
    add(UInt16(truncatingIfNeeded: number >> 16))
  }
}

// Which codes are in which value set, worked out as far as complete code systems and lists of codes allow.

/// Resolves value sets against code systems.
///
/// Codes of a system that is not defined here are kept only where an element must take its codes from the list: units
/// of time are, the thousands of document types that somebody prefers are not.
struct CodeAssembly {
  private var systems: [String: CodeSystemSource]
  private let compositions: [String: CompositionSource]
  private let firm: Set<String>
  private var resolved: [String: CodeSelection] = [:]

  init(
    systems: [String: CodeSystemSource], compositions: [String: CompositionSource], firmlyBound: Set<String>
  ) {
    self.systems = systems
    self.compositions = compositions
    // What a firmly bound set includes is firmly bound.
    var firm = firmlyBound
    var pending = Array(firmlyBound)
    while let url = pending.popLast() {
      for clause in compositions[url]?.includes ?? [] {
        for included in clause.valueSets where firm.insert(included).inserted { pending.append(included) }
      }
    }
    self.firm = firm
  }

  /// All value sets, sorted by URL.
  mutating func valueSets() -> [DefinitionTable.ValueSetEntry] {
    var entries: [DefinitionTable.ValueSetEntry] = []
    for url in compositions.keys.sorted(by: DefinitionTable.inByteOrder) {
      let selection = resolve(url, below: [])
      var entry = DefinitionTable.ValueSetEntry(url: url)
      entry.name = compositions[url]?.name ?? ""
      entry.parts = selection.order.flatMap { parts(selection, of: $0) }
      entries.append(entry)
    }
    return entries
  }

  /// All systems of which codes are known, sorted by URL; to be asked for after the value sets.
  func codeSystems() -> [DefinitionTable.CodeSystemEntry] {
    systems.values.map(\.entry).sorted { DefinitionTable.inByteOrder($0.url, $1.url) }
  }

  /// What a set takes from a system: the codes that certainly belong, and perhaps others.
  private func parts(_ selection: CodeSelection, of system: String) -> [DefinitionTable.PartEntry] {
    var parts: [DefinitionTable.PartEntry] = []
    let entry = systems[system]?.entry
    if let positions = selection.known[system], !positions.isEmpty {
      let isWhole = entry?.isComplete ?? false && entry?.concepts.count == positions.count
      parts.append(DefinitionTable.PartEntry(system, isWhole ? .whole : .some(positions)))
    }
    if selection.unknown.contains(system) { parts.append(DefinitionTable.PartEntry(system, .unknown)) }
    return parts
  }

  /// The codes of a value set; a set that contains itself, or is not defined, is open.
  private mutating func resolve(_ url: String, below ancestors: [String]) -> CodeSelection {
    if let known = resolved[url] { return known }
    guard let composition = compositions[url], !ancestors.contains(url), !composition.includes.isEmpty else {
      return .open
    }
    var selection = CodeSelection()
    for clause in composition.includes {
      selection.formUnion(resolve(clause, keepsForeign: firm.contains(url), below: ancestors + [url]))
    }
    for clause in composition.excludes {
      selection.subtract(resolve(clause, keepsForeign: firm.contains(url), below: ancestors + [url]))
    }
    resolved[url] = selection
    return selection
  }

  private mutating func resolve(
    _ clause: CompositionSource.Clause, keepsForeign: Bool, below ancestors: [String]
  ) -> CodeSelection {
    var selection: CodeSelection?
    if !clause.system.isEmpty { selection = resolveSystem(of: clause, keepsForeign: keepsForeign) }
    for url in clause.valueSets {
      let included = resolve(url, below: ancestors)
      if selection == nil { selection = included } else { selection?.formIntersection(included) }
    }
    return selection ?? .open
  }

  private mutating func resolveSystem(of clause: CompositionSource.Clause, keepsForeign: Bool) -> CodeSelection {
    let url = clause.system
    guard let system = systems[url], system.entry.isComplete else {
      guard !clause.codes.isEmpty, keepsForeign else { return CodeSelection(open: url) }
      var system = systems[url] ?? CodeSystemSource(fragmentOf: url)
      let positions = clause.codes.map { system.position(adding: $0.code, display: $0.display) }
      systems[url] = system
      return CodeSelection(url, positions)
    }
    if !clause.codes.isEmpty {
      return CodeSelection(url, clause.codes.compactMap { system.positions[$0.code] })
    }
    var positions = Set(system.entry.concepts.indices)
    for filter in clause.filters {
      guard let chosen = Self.apply(filter, to: system) else { return CodeSelection(open: url) }
      positions.formIntersection(chosen)
    }
    return CodeSelection(url, positions.sorted())
  }

  /// The positions that a filter chooses; nil if it is not understood.
  private static func apply(_ filter: CompositionSource.Filter, to system: CodeSystemSource) -> Set<Int>? {
    guard let position = system.positions[filter.value] else { return nil }
    let own: Set<Int> = [position]
    switch (filter.property, filter.operation) {
    case ("concept", "is-a"), ("code", "is-a"): return system.descendants(of: filter.value).union(own)
    case ("concept", "descendent-of"), ("code", "descendent-of"): return system.descendants(of: filter.value)
    case ("concept", "is-not-a"), ("code", "is-not-a"):
      return Set(system.entry.concepts.indices).subtracting(system.descendants(of: filter.value)).subtracting(own)
    case ("concept", "="), ("code", "="): return own
    case ("parent", "="): return system.children(of: filter.value)
    default: return nil
    }
  }
}

/// Codes of several systems, some of which may not be told.
struct CodeSelection {
  /// The systems in the order in which they were met; the empty one stands for any.
  private(set) var order: [String] = []
  /// The positions of the codes that certainly belong, in the order in which they were named.
  private(set) var known: [String: [Int]] = [:]
  /// The systems of which further codes may belong.
  private(set) var unknown: Set<String> = []

  /// What nothing is known about.
  static let open = CodeSelection(open: "")

  init() {}

  init(_ system: String, _ positions: [Int]) {
    var seen: Set<Int> = []
    order = [system]
    known = [system: positions.filter { seen.insert($0).inserted }]
  }

  init(open system: String) {
    order = [system]
    unknown = [system]
  }

  /// Whether codes of a system may belong that are not known.
  func isOpen(_ system: String) -> Bool { unknown.contains(system) || unknown.contains("") }

  mutating func formUnion(_ other: CodeSelection) {
    for system in other.order {
      if !order.contains(system) { order.append(system) }
      if let positions = other.known[system] {
        let already = Set(known[system] ?? [])
        known[system, default: []] += positions.filter { !already.contains($0) }
      }
    }
    unknown.formUnion(other.unknown)
  }

  /// Keeps what both have; where one of them is open, the outcome is.
  mutating func formIntersection(_ other: CodeSelection) {
    var result = CodeSelection()
    for system in order where other.order.contains(system) || other.isOpen(system) || isOpen("") {
      if isOpen(system) || other.isOpen(system) {
        result.formUnion(CodeSelection(open: system))
      } else {
        let wanted = Set(other.known[system] ?? [])
        result.formUnion(CodeSelection(system, (known[system] ?? []).filter { wanted.contains($0) }))
      }
    }
    self = result
  }

  /// Removes what the other has; where the other is open, nothing certainly belongs any more.
  mutating func subtract(_ other: CodeSelection) {
    for system in order {
      if other.isOpen(system) {
        known[system] = nil
        unknown.insert(system)
      } else if let positions = other.known[system] {
        let unwanted = Set(positions)
        known[system]?.removeAll { unwanted.contains($0) }
      }
    }
  }
}

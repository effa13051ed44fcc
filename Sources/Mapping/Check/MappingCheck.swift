// What can be said of a mapping before any document is read: names that nothing declares, and places that FHIR does not have.

public import FHIRCore
public import FHIRDefinitions

extension MappingFile {
  /// Looks for what cannot be meant.
  ///
  /// - Parameters:
  ///   - file: what the user calls the mapping, for places.
  ///   - definitions: what may stand where.
  /// - Returns: what was found, in the order of the file; nothing if the mapping can be used.
  public func check(file: String, definitions: Definitions = .r4) -> [Diagnostic] {
    var check = MappingCheck(self, file, definitions)
    check.run()
    return check.findings.sorted { ($0.place.line, $0.place.column) < ($1.place.line, $1.place.column) }
  }
}

/// Goes through the lines of a mapping with the type that each of them is about.
struct MappingCheck {
  let mapping: MappingFile
  private let file: String
  let definitions: Definitions
  private(set) var findings: [Diagnostic] = []
  /// The types of the resources that have names.
  private var resources: [String: TypeID] = [:]
  /// The groups that are being looked at, for a group may include itself.
  private var open: Set<String> = []

  /// What a codec may be called, beside the types that a mapping declares.
  static let codecs = [
    "text", "member", "number", "comparison", "titer", "range", "ts", "iso", "local", "table", "coded", "prefix", "uri",
    "ref",
    "base64",
  ]

  init(_ mapping: MappingFile, _ file: String, _ definitions: Definitions) {
    self.mapping = mapping
    self.file = file
    self.definitions = definitions
  }

  mutating func run() {
    guard hasFewLines() else { return }
    for table in mapping.tables {
      for system in [table.content.local, table.content.standard] {
        if let system { checkSystem(system, at: table.position) }
      }
    }
    for table in mapping.tables { checkReversible(table) }
    name(mapping.lines)
    for group in mapping.groups { name(group.content) }
    for line in mapping.lines {
      switch line.target {
      case .resource, .block, .include, .choose: continue
      default:
        find(
          MappingRule.path, "expected 'new' and a type of resource, for nothing is around this line", at: line.position,
          hint: "indent it below the line that it belongs to")
      }
    }
    check(mapping.lines, about: nil)
    for type in mapping.types {
      guard let about = definitions.type(type.content.type) else {
        find(MappingRule.path, "expected a type of FHIR R4", at: type.position)
        continue
      }
      check(type.content.lines, about: about)
    }
  }

  /// The most lines that a mapping may come to with its groups put in; each is looked at with all others of its block.
  static let mostLines = 65_536

  /// Whether the groups, put into each other, come to no more lines than can be run.
  private mutating func hasFewLines() -> Bool {
    var counts: [String: Int] = [:]
    func count(_ lines: [MappingLine]) -> Int {
      var total = 0
      for line in lines {
        total += 1 + count(line.children)
        if case .include(let name) = line.target { total += count(group: name) }
        if total > Self.mostLines { break }
      }
      return total
    }
    func count(group name: String) -> Int {
      if let known = counts[name] { return known }
      // A group that includes itself is one line where it does.
      counts[name] = 1
      let total = count(mapping.groups.first { $0.name == name }?.content ?? [])
      counts[name] = total
      return total
    }
    for group in mapping.groups where count(group: group.name) > Self.mostLines {
      find(
        MappingRule.syntax, "expected groups that come to at most \(Self.mostLines) lines where they are included",
        at: group.position)
      return false
    }
    return true
  }

  // MARK: Lines

  /// Notes the names of all resources, for they may be used before they stand there.
  private mutating func name(_ lines: [MappingLine]) {
    for line in lines {
      if case .resource(let resource) = line.target, let name = resource.name {
        resources[name] = definitions.type(resource.type) ?? .unknown
      }
      name(line.children)
    }
  }

  /// Looks at the lines of a block; `type` is nil where it is not known what they are about.
  private mutating func check(_ lines: [MappingLine], about type: TypeID?, isChoice: Bool = false) {
    if !isChoice {
      checkTogether(lines, about: type)
      checkCandidates(expanded(lines))
    }
    for line in lines {
      let position = line.position
      checkRepeats(line)
      switch line.target {
      case .choose: checkLabels(line, about: type)
      case .block, .constant, .keep, .ignore, .chooses: check(line.children, about: type)
      case .leaf(let places, let codecs):
        let types = places.map { resolve($0, from: type, at: position) }
        for codec in codecs { check(codec) }
        if let place = places.first, let resolved = types.first {
          check(codecs, for: resolved, isOpen: resolved == .unknown && isOpen(place, from: type), at: position)
        }
        if case .joined(_, let separators) = line.source { checkJoined(separators, codecs, at: position) }
      case .split(_, let places): for place in places { _ = resolve(place, from: type, at: position) }
      case .at(let place, let condition):
        let about = resolve(place, from: type, at: position)
        if let condition { _ = resolve(condition.path, from: about, at: position) }
        check(line.children, about: about)
      case .resource(let resource): check(resource, line, from: type)
      case .include(let name): include(name, about: type, at: position)
      case .assign(let place, let value):
        _ = resolve(place, from: type, at: position)
        if case .derived(let name, let places) = value {
          let known = ["ucum", "range", "same"] + mapping.tables.map(\.name)
          if !known.contains(name) {
            undeclared("'ucum', 'range', 'same', or a table that is declared", name, among: known, at: position)
          }
          for place in places { _ = resolve(place, from: type, at: position) }
          if name == "range", resolve(place, from: type, at: position) != KnownType.referenceRange {
            find(
              MappingRule.typeMismatch, "expected the place of a reference range, which 'range' gives its bounds",
              at: position)
          }
        }
      }
    }
  }

  private mutating func check(_ resource: NewResource, _ line: MappingLine, from outer: TypeID?) {
    let position = line.position
    if let link = resource.link { _ = resolve(link, from: outer, at: position) }
    guard let type = definitions.type(resource.type), definitions.kind(type) == .resource else {
      let near = NearMiss.of(resource.type, among: definitions.resourceTypeNames)
      return find(
        MappingRule.path, "expected a type of resource", at: position, hint: near.map { "did you mean '\($0)'?" })
    }
    for reference in resource.references {
      let step = TargetPath.Step(name: reference.element, selector: nil)
      _ = resolve(TargetPath(root: nil, steps: [step]), from: type, at: position)
      checkResource(reference.resource, at: position)
    }
    if let condition = resource.condition { _ = resolve(condition.path, from: type, at: position) }
    if let key = resource.key { _ = resolve(key, from: type, at: position) }
    check(line.children, about: type)
    checkRequired(type, resource, line)
  }

  /// Looks at alternatives, each of which has labels of its own.
  private mutating func checkLabels(_ line: MappingLine, about type: TypeID?) {
    var seen: Set<String> = []
    for child in line.children {
      guard case .label(let labels) = child.source else { continue }
      if labels.contains(where: { !seen.insert($0).inserted }) {
        find(MappingRule.unreachable, "expected a label that no case before this one has", at: child.position)
      }
    }
    check(line.children, about: type, isChoice: true)
  }

  /// Whether a place is a choice whose type the value decides.
  private func isOpen(_ path: TargetPath, from type: TypeID?) -> Bool {
    var owner = path.root.map { resources[$0] ?? .unknown } ?? type ?? .unknown
    for step in path.steps.dropLast() { owner = definitions.member(spelt: step.name, in: owner)?.type ?? .unknown }
    guard let last = path.steps.last else { return false }
    return definitions.elements(of: owner).contains { $0.isChoice && $0.nameString == last.name }
  }

  /// A node that repeats needs a place for each: a resource, or a list at the end of the place.
  private mutating func checkRepeats(_ line: MappingLine) {
    var places: [TargetPath] = []
    switch line.target {
    case .leaf(let all, _): places = Array(all.prefix(1))
    case .at(let place, _): places = [place]
    case .split(_, let all): places = all
    default: break
    }
    let each = places.flatMap { $0.steps.dropLast() }.contains { $0.selector == .each }
    if each {
      find(
        MappingRule.repeats, "expected '[]' at the end of a place alone", at: line.position,
        hint: "'at' the list, and a line below it for what is in an item")
    }
    guard case .node(_, repeats: true, _) = line.source else { return }
    let hasPlaceForEach: Bool =
      switch line.target {
      case .resource, .keep, .ignore, .include, .choose: true
      case .leaf, .at: places.allSatisfy { $0.steps.last?.selector == .each }
      default: false
      }
    guard !hasPlaceForEach, !each else { return }
    find(
      MappingRule.repeats, "expected a place for each of these: a resource, or a list with '[]' at its end",
      at: line.position, hint: "without '*' one of them is taken")
  }

  private mutating func include(_ name: String, about type: TypeID?, at position: MappingPosition) {
    guard let group = mapping.groups.first(where: { $0.name == name }) else {
      return undeclared("a group that is declared", name, among: mapping.groups.map(\.name), at: position)
    }
    guard open.insert(name).inserted else { return }
    check(group.content, about: type)
    open.remove(name)
  }

  private mutating func check(_ codec: CodecUse) {
    let types = mapping.types.map(\.name)
    guard Self.codecs.contains(codec.name) || types.contains(codec.name) else {
      return undeclared(
        "a codec, or a type that is declared", codec.name, among: Self.codecs + types, at: codec.position)
    }
    guard codec.name == "table" || codec.name == "coded" else { return }
    let table = String(codec.argument.prefix { $0 != " " })
    if !mapping.tables.contains(where: { $0.name == table }) {
      undeclared("a table that is declared", table, among: mapping.tables.map(\.name), at: codec.position)
    }
  }

  // MARK: Places

  /// The type of a place; nil if that is not known, or not decided yet.
  private mutating func resolve(_ path: TargetPath, from type: TypeID?, at position: MappingPosition) -> TypeID? {
    var type = type
    if let root = path.root {
      checkResource(root, at: position)
      type = resources[root]
    }
    for step in path.steps {
      if case .named(let system) = step.selector { checkSystem(system, at: position) }
      guard let owner = type, owner != .unknown else { return nil }
      let members = definitions.elements(of: owner).flatMap { element in
        element.isChoice
          ? element.types.map { (key: $0.keyString, element: element, type: $0.type) }
            + [(key: element.nameString, element: element, type: TypeID.unknown)]
          : [(key: element.nameString, element: element, type: element.types.first?.type ?? .unknown)]
      }
      guard let member = members.first(where: { $0.key == step.name }) else {
        let near = NearMiss.of(step.name, among: members.map(\.key)).map { "did you mean '\($0)'?" }
        find(
          MappingRule.path, "expected an element of \(definitions.typeName(owner)), found '\(step.name)'", at: position,
          hint: near)
        return nil
      }
      if step.selector != nil, !member.element.repeats {
        find(
          MappingRule.notAList, "expected '\(step.name)' without brackets, for it is no list", at: position)
      }
      type = definitions.typeName(member.type) == "Resource" ? .unknown : member.type
    }
    return type
  }

  private mutating func checkResource(_ name: String, at position: MappingPosition) {
    guard resources[name] == nil else { return }
    undeclared("a resource that some line calls so", name, among: resources.keys.sorted(), at: position)
  }

  private mutating func checkSystem(_ name: String, at position: MappingPosition) {
    guard !mapping.systems.contains(where: { $0.name == name }) else { return }
    undeclared("a system that is declared", name, among: mapping.systems.map(\.name), at: position)
  }

  // MARK: Findings

  private mutating func undeclared(
    _ what: String, _ name: String, among known: [String], at position: MappingPosition
  ) {
    find(
      MappingRule.undeclared, "expected \(what), found '\(name)'", at: position,
      hint: NearMiss.of(name, among: known).map { "did you mean '\($0)'?" })
  }

  mutating func find(_ rule: Rule, _ message: String, at position: MappingPosition, hint: String? = nil) {
    let finding = Diagnostic(
      rule, message, at: Place(file: file, line: position.line, column: position.column), hint: hint)
    if !findings.contains(finding) { findings.append(finding) }
  }
}

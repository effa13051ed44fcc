// From a mapping as it is written to one that runs.

internal import FHIRCore
internal import FHIRDefinitions

/// Resolves the lines of a mapping that has been checked.
struct PlanCompiler {
  let mapping: MappingFile
  let file: String
  let definitions = Definitions.r4
  private(set) var plan = Plan()
  private var count: Int32 = 0
  private var resources: [String: (number: Int, type: TypeID)] = [:]
  private var names: [String: UInt16] = ["": 0]
  /// The groups that are put in at this place, for a group that includes itself there has no end.
  private var open: Set<String> = []
  /// The blocks by the line that they are below and what they are about: a group that includes itself further down comes back
  /// to its own block.
  private var blocks: [BlockKey: Int] = [:]
  /// What the names of a type stand for, in the lines of that type.
  private var spellings: [String: [String]] = [:]
  private let numbers: NumberFormat
  private let pivot: Int

  private struct BlockKey: Hashable {
    let position: MappingPosition
    let type: TypeID
    let spellings: [String: [String]]
  }

  init(_ mapping: MappingFile, file: String) {
    self.mapping = mapping
    self.file = file
    numbers = NumberFormat(
      decimal: mapping.locale["decimal"]?.first ?? ".", thousands: mapping.locale["thousands"]?.first)
    pivot = mapping.locale["pivot"].flatMap { Int($0) } ?? 2025
  }

  mutating func compile() throws(Diagnostic) -> Plan {
    name(mapping.lines)
    for group in mapping.groups { name(group.content) }
    for type in mapping.types { name(type.content.lines) }
    plan.root = try block(mapping.lines, below: MappingPosition(line: 0, column: 0), about: .unknown)
    return plan
  }

  /// Notes the names of all resources, for they may be used before they stand there.
  private mutating func name(_ lines: [MappingLine]) {
    for line in lines {
      if case .resource(let resource) = line.target, let name = resource.name {
        if resources[name] == nil { plan.resourceNames.append(name) }
        resources[name] = (
          resources[name]?.number ?? plan.resourceNames.count - 1, definitions.type(resource.type) ?? .unknown
        )
      }
      name(line.children)
    }
  }

  // MARK: Blocks

  mutating func block(
    _ lines: [MappingLine], below position: MappingPosition, about type: TypeID
  ) throws(Diagnostic) -> Int {
    let key = BlockKey(position: position, type: type, spellings: spellings)
    if let known = blocks[key] { return known }
    let number = plan.blocks.count
    plan.blocks.append(PlanBlock(lines: PlanPart(0..<0)))
    blocks[key] = number
    let outer = open
    open = []
    defer { open = outer }
    let compiled = try self.lines(lines, about: type)
    let start = plan.lines.count
    plan.lines += compiled
    plan.blocks[number] = PlanBlock(
      lines: PlanPart(start..<plan.lines.count), hasRequired: compiled.contains(where: \.isRequired))
    return number
  }

  private mutating func lines(_ lines: [MappingLine], about type: TypeID) throws(Diagnostic) -> [PlanLine] {
    var compiled: [PlanLine] = []
    for line in lines {
      if case .include(let name) = line.target, case .none = line.source {
        guard open.insert(name).inserted else {
          throw fault(MappingRule.repeats, "expected an element between a group and itself", line.position)
        }
        defer { open.remove(name) }
        guard let group = mapping.groups.first(where: { $0.name == name }) else { continue }
        compiled += try self.lines(group.content, about: type)
        continue
      }
      compiled.append(try self.line(line, about: type))
    }
    return compiled
  }

  private mutating func line(_ line: MappingLine, about type: TypeID) throws(Diagnostic) -> PlanLine {
    count += 1
    let number = count
    let (source, isRequired) = try source(line)
    let target = try target(line, about: type)
    return PlanLine(
      number: number, line: Int32(truncatingIfNeeded: line.position.line), source: source, target: target,
      isRequired: isRequired)
  }

  private mutating func target(_ line: MappingLine, about type: TypeID) throws(Diagnostic) -> PlanLine.Target {
    switch line.target {
    case .block: return .block(try block(line.children, below: line.position, about: type))
    case .include(let name):
      guard let group = mapping.groups.first(where: { $0.name == name }) else { return .block(0) }
      return .block(try block(group.content, below: group.position, about: type))
    case .leaf(let places, let codecs) where codecs.count == 1 && codecs[0].name == "ref":
      return .reference(try reference(codecs[0], at: place(places[0], from: type, line), line))
    case .leaf(let places, let codecs) where codecs.contains { self.type($0) != nil }:
      return try typed(places[0], codecs, line, about: type)
    case .leaf(let places, let codecs):
      return .leaf(places: try self.places(places, from: type, line), codecs: self.codecs(codecs))
    case .split(let texts, let places):
      return .split(texts: self.texts(texts), places: try self.places(places, from: type, line))
    case .resource(let resource):
      let made = try self.resource(resource, from: type, line)
      return .resource(
        made, block: try block(line.children, below: line.position, about: plan.resources[made].type))
    case .at(let place):
      let made = try self.place(place, from: type, line)
      let inner = plan.places[made].steps.indices.last.map { plan.steps[$0].type } ?? type
      return .at(made, block: try block(line.children, below: line.position, about: inner))
    case .constant(let text): return .constant(self.text(text))
    case .keep(let reason): return .keep(text(reason))
    case .ignore(let reason): return .ignore(text(reason))
    case .choose(let path):
      return .choose(
        path: try self.path(path, line), cases: try cases(line, about: type),
        isOwner: path.isBelow && !line.children.contains { $0.writes(path) })
    case .chooses: return .chooses
    case .assign(let place, .literal(let value)):
      return .literal(try self.place(place, from: type, line), text: text(value))
    case .assign(let place, .derived("ucum", let places)) where places.count == 1:
      return .unit(
        code: try self.place(place, from: type, line), printed: try self.place(places[0], from: type, line))
    case .assign(let place, .derived(let name, let places)):
      plan.tables.append(table([name])?.rows ?? [])
      return .table(
        try self.place(place, from: type, line), table: plan.tables.count - 1,
        places: try self.places(places, from: type, line))
    }
  }

  /// The alternatives below a `choose`.
  private mutating func cases(_ line: MappingLine, about type: TypeID) throws(Diagnostic) -> PlanPart {
    var cases: [PlanCase] = []
    for child in line.children {
      guard case .label(let labels) = child.source else {
        throw fault(MappingRule.syntax, "expected a label of 'choose'", child.position)
      }
      cases.append(
        try alternative(labels == ["else"] ? [] : labels, target(child, about: type), at: child.position))
    }
    let start = plan.cases.count
    plan.cases += cases
    return PlanPart(start..<plan.cases.count)
  }

  private mutating func alternative(
    _ labels: [String], _ target: PlanLine.Target, at position: MappingPosition
  ) -> PlanCase {
    count += 1
    plan.lines.append(
      PlanLine(
        number: count, line: Int32(truncatingIfNeeded: position.line), source: .none, target: target, isRequired: false)
    )
    return PlanCase(labels: texts(labels), line: plan.lines.count - 1)
  }

  // MARK: Types

  private func type(_ use: CodecUse) -> Declared<TypeLines>? { mapping.types.first { $0.name == use.name } }

  /// A place whose content the lines of a type describe, perhaps beside codecs: alternatives without labels.
  private mutating func typed(
    _ place: TargetPath, _ codecs: [CodecUse], _ line: MappingLine, about type: TypeID
  ) throws(Diagnostic) -> PlanLine.Target {
    var targets: [PlanLine.Target] = []
    for codec in codecs {
      guard let declared = self.type(codec), let about = definitions.type(declared.content.type) else {
        targets.append(
          .leaf(places: try places([place], from: type, line), codecs: self.codecs([codec])))
        continue
      }
      let made = try self.place(place, from: type, line, closedTo: about)
      let outer = spellings
      spellings = declared.content.names
      defer { spellings = outer }
      targets.append(.at(made, block: try block(declared.content.lines, below: declared.position, about: about)))
    }
    guard targets.count > 1 else { return targets[0] }
    let cases = targets.map { alternative([], $0, at: line.position) }
    let start = plan.cases.count
    plan.cases += cases
    return .choose(path: nil, cases: PlanPart(start..<plan.cases.count), isOwner: false)
  }

  // MARK: The source

  private mutating func source(_ line: MappingLine) throws(Diagnostic) -> (PlanLine.Source, isRequired: Bool) {
    switch line.source {
    case .none, .label: return (.none, false)
    case .joined(let paths, let separators):
      return (.joined(paths: try self.paths(paths, line), separators: texts(separators)), false)
    case .node(let paths, let repeats, let isRequired):
      return (.node(paths: try self.paths(paths.flatMap(spelt), line), repeats: repeats), isRequired)
    }
  }

  /// A path with the names of a type put in: as many paths as there are spellings.
  private func spelt(_ path: SourcePath) -> [SourcePath] {
    let variables = path.steps.compactMap { step -> String? in
      guard case .element(let name, _) = step else { return nil }
      return name.firstIndex(of: ".").map { String(name[..<$0]) }
    }
    guard let variable = variables.first(where: { spellings[$0] != nil }), let spellings = spellings[variable] else {
      return [path]
    }
    return spellings.map { spelling in
      SourcePath(
        steps: path.steps.map { step in
          guard case .element(let name, let test) = step, name.hasPrefix(variable + ".") else { return step }
          return .element(spelling + name.dropFirst(variable.count), test)
        })
    }
  }

  private mutating func paths(_ paths: [SourcePath], _ line: MappingLine) throws(Diagnostic) -> PlanPart {
    var made: [PlanPath] = []
    for path in paths { made.append(plan.paths[try self.path(path, line)]) }
    let start = plan.paths.count
    plan.paths += made
    return PlanPart(start..<plan.paths.count)
  }

  private mutating func path(_ path: SourcePath, _ line: MappingLine) throws(Diagnostic) -> Int {
    var steps: [PlanPathStep] = []
    for step in path.steps {
      switch step {
      case .element(let name, let test): steps.append(.element(name: self.name(name), test: try self.test(test, line)))
      case .attribute(let name): steps.append(.attribute(name: self.name(name)))
      case .text: steps.append(.text)
      case .children: steps.append(.children)
      case .parent: steps.append(.parent)
      }
    }
    let start = plan.pathSteps.count
    plan.pathSteps += steps
    plan.paths.append(PlanPath(steps: PlanPart(start..<plan.pathSteps.count), text: text(path.text)))
    return plan.paths.count - 1
  }

  private mutating func test(_ test: SourceTest?, _ line: MappingLine) throws(Diagnostic) -> Int? {
    guard let test else { return nil }
    plan.tests.append(PlanTest(path: try path(test.path, line), value: text(test.value)))
    return plan.tests.count - 1
  }

  private mutating func name(_ name: String) -> UInt16 {
    if let known = names[name] { return known }
    let number = UInt16(truncatingIfNeeded: plan.names.count)
    plan.names.append(name)
    names[name] = number
    return number
  }

  // MARK: Codecs, tables and texts

  private mutating func codecs(_ codecs: [CodecUse]) -> PlanPart {
    let start = plan.codecs.count
    if codecs.isEmpty { add(.text, nil) }
    for codec in codecs {
      let isLookUp = codec.name == "table" || codec.name == "coded"
      add(self.codec(codec), isLookUp ? "\(codec.name) \(codec.argument)" : nil)
    }
    return PlanPart(start..<plan.codecs.count)
  }

  private mutating func add(_ codec: Codec, _ kind: String?) {
    plan.codecs.append(codec)
    plan.kinds.append(kind)
  }

  private func codec(_ use: CodecUse) -> Codec {
    let words = use.argument.split(separator: " ").map(String.init)
    switch use.name {
    case "text", "base64": return .text
    case "number": return .number(numbers)
    case "comparison": return .comparison(numbers)
    case "titer": return .titer(isJapanese: words.contains("ja"))
    case "local": return .local(LocalFormat(use.argument.trimming("\""), pivot: pivot))
    case "iso": return .iso(nil)
    case "table": return .table(table(words)?.rows ?? [])
    case "coded":
      let table = table(words)
      return .coded(table?.rows ?? [], local: table?.local.flatMap(system), standard: table?.standard.flatMap(system))
    case "ts": return .ts(nil)
    case "range": return .range(numbers)
    case "prefix": return .prefix(use.argument.trimming("\""))
    case "uri": return .uri
    // The check has refused all others.
    default: return .text
    }
  }

  private func table(_ words: [String]) -> CodeTable? {
    mapping.tables.first { $0.name == words.first }?.content
  }

  func system(_ name: String) -> String? { mapping.systems.first { $0.name == name }?.content }

  mutating func text(_ text: String) -> Int {
    plan.texts.append(text)
    return plan.texts.count - 1
  }

  private mutating func texts(_ texts: [String]) -> PlanPart {
    let start = plan.texts.count
    plan.texts += texts
    return PlanPart(start..<plan.texts.count)
  }

  func fault(_ rule: Rule, _ message: String, _ position: MappingPosition, _ hint: String? = nil) -> Diagnostic {
    Diagnostic(rule, message, at: Place(file: file, line: position.line, column: position.column), hint: hint)
  }

  // MARK: What places and resources need

  func resource(called name: String) -> (number: Int, type: TypeID)? { resources[name] }

  mutating func add(_ steps: [PlanStep]) -> PlanPart {
    let start = plan.steps.count
    plan.steps += steps
    return PlanPart(start..<plan.steps.count)
  }

  mutating func add(_ place: PlanPlace) -> Int {
    plan.places.append(place)
    return plan.places.count - 1
  }

  mutating func add(_ places: [Int]) -> PlanPart {
    let start = plan.places.count
    plan.places += places.map { plan.places[$0] }
    return PlanPart(start..<plan.places.count)
  }

  mutating func add(_ resource: PlanResource) -> Int {
    plan.resources.append(resource)
    return plan.resources.count - 1
  }

  mutating func add(_ reference: PlanReference) -> Int {
    plan.references.append(reference)
    return plan.references.count - 1
  }

  mutating func add(_ links: [PlanLink]) -> PlanPart {
    let start = plan.links.count
    plan.links += links
    return PlanPart(start..<plan.links.count)
  }
}

extension MappingLine {
  /// Whether this line, or one below it, has a path of its own; not of an element further down.
  fileprivate func writes(_ path: SourcePath) -> Bool {
    if case .node(let paths, _, _) = source { return paths.contains { $0.text == path.text } }
    return children.contains { $0.writes(path) }
  }
}

extension SourcePath {
  /// Whether it leads to a node below the element itself.
  fileprivate var isBelow: Bool {
    switch steps.first {
    case .parent, .children, nil: false
    default: true
    }
  }

  /// The path as a mapping has it, without its tests.
  var text: String {
    steps.map { step in
      switch step {
      case .element(let name, _): name
      case .attribute(let name): "@\(name)"
      case .text: "text()"
      case .children: "children()"
      case .parent: ".."
      }
    }.joined(separator: "/")
  }
}

extension String {
  fileprivate func trimming(_ sign: Character) -> String {
    count >= 2 && first == sign && last == sign ? String(dropFirst().dropLast()) : self
  }
}

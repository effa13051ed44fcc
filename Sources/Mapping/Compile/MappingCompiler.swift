// From a mapping as it is written to one that runs.

internal import FHIRCore
internal import FHIRDefinitions

/// Resolves the lines of a mapping that has been checked.
struct MappingCompiler {
  private let mapping: MappingFile
  private let file: String
  private let definitions = Definitions.r4
  private var count = 0
  private var resources: [String: TypeID] = [:]
  private var open: Set<String> = []
  private let numbers: NumberFormat
  private let pivot: Int

  init(_ mapping: MappingFile, file: String) {
    self.mapping = mapping
    self.file = file
    numbers = NumberFormat(
      decimal: mapping.locale["decimal"]?.first ?? ".", thousands: mapping.locale["thousands"]?.first)
    pivot = mapping.locale["pivot"].flatMap { Int($0) } ?? 2025
    name(mapping.lines)
  }

  mutating func compile() throws(Diagnostic) -> [MappedLine] { try compile(mapping.lines, about: .unknown) }

  private mutating func name(_ lines: [MappingLine]) {
    for line in lines {
      if case .resource(let resource) = line.target, let name = resource.name {
        resources[name] = definitions.type(resource.type) ?? .unknown
      }
      name(line.children)
    }
    for group in mapping.groups where open.insert(group.name).inserted { name(group.content) }
    open = []
  }

  private mutating func compile(_ lines: [MappingLine], about type: TypeID) throws(Diagnostic) -> [MappedLine] {
    var compiled: [MappedLine] = []
    for line in lines {
      if case .include(let name) = line.target, case .none = line.source {
        compiled += try group(name, about: type, at: line.position)
        continue
      }
      try checkSource(line)
      count += 1
      let number = count
      var inner = type
      let target: MappedLine.Target
      switch line.target {
      case .block: target = .block
      case .include(let name):
        let children = try group(name, about: type, at: line.position)
        compiled.append(
          MappedLine(number: number, line: line.position.line, source: line.source, target: .block, children: children))
        continue
      case .leaf(let places, let codecs) where codecs.count == 1 && codecs[0].name == "ref":
        target = .reference(try reference(codecs[0], at: resolve(places[0], from: type, line), line))
      case .leaf(let places, let codecs):
        target = .leaf(
          try places.mapped { (place) throws(Diagnostic) in try resolve(place, from: type, line) },
          try codecs.isEmpty ? [.text] : codecs.mapped { (codec) throws(Diagnostic) in try self.codec(codec) })
      case .split(let texts, let places):
        target = .split(texts, try places.mapped { (place) throws(Diagnostic) in try resolve(place, from: type, line) })
      case .resource(let resource):
        let made = try self.resource(resource, from: type, line)
        inner = made.type
        target = .resource(made)
      case .at(let place):
        let resolved = try resolve(place, from: type, line)
        inner = resolved.steps.last?.type ?? type
        target = .at(resolved)
      case .constant(let text): target = .constant(text)
      case .keep(let reason): target = .keep(reason)
      case .ignore(let reason): target = .ignore(reason)
      case .assign(let place, .literal(let value)): target = .literal(try resolve(place, from: type, line), value)
      case .assign(let place, .derived("ucum", let places)) where places.count == 1:
        target = .unit(code: try resolve(place, from: type, line), printed: try resolve(places[0], from: type, line))
      case .assign(let place, .derived(let name, let places)):
        guard let table = mapping.tables.first(where: { $0.name == name }) else {
          throw notRun("this function", line.position, "ucum(PLACE) is, and the name of a table")
        }
        target = .table(
          try resolve(place, from: type, line), table.content.rows,
          try places.mapped { (place) throws(Diagnostic) in try resolve(place, from: type, line) })
      case .choose, .chooses: throw notRun("'choose'", line.position)
      }
      compiled.append(
        MappedLine(
          number: number, line: line.position.line, source: line.source, target: target,
          children: try compile(line.children, about: inner)))
    }
    return compiled
  }

  private mutating func group(
    _ name: String, about type: TypeID, at position: MappingPosition
  ) throws(Diagnostic) -> [MappedLine] {
    guard open.insert(name).inserted else { throw notRun("a group that includes itself", position) }
    defer { open.remove(name) }
    guard let group = mapping.groups.first(where: { $0.name == name }) else { return [] }
    return try compile(group.content, about: type)
  }

  /// What of the left side is run so far.
  private func checkSource(_ line: MappingLine) throws(Diagnostic) {
    switch line.source {
    case .node(let paths, _, _):
      guard paths.count == 1 else { throw notRun("a second spelling", line.position) }
      try check(paths[0], line)
    case .joined(let paths, _): for path in paths { try check(path, line) }
    case .label: throw notRun("'choose'", line.position)
    case .none: break
    }
  }

  private func check(_ path: SourcePath, _ line: MappingLine) throws(Diagnostic) {
    for step in path.steps {
      switch step {
      case .element(_, nil), .attribute, .text: continue
      case .element: throw notRun("a test in brackets", line.position)
      case .children, .parent: throw notRun("'children()' or '..'", line.position)
      }
    }
  }

  private func notRun(_ what: String, _ position: MappingPosition, _ hint: String? = nil) -> Diagnostic {
    Diagnostic(
      MappingRule.notRun, "expected a mapping without \(what), which is read and checked but not run yet",
      at: Place(file: file, line: position.line, column: position.column), hint: hint)
  }

  private mutating func resource(
    _ resource: NewResource, from outer: TypeID, _ line: MappingLine
  ) throws(Diagnostic) -> MappedResource {
    if resource.condition != nil { throw notRun("'where'", line.position) }
    let type = definitions.type(resource.type) ?? .unknown
    var references: [(element: MappedPlace.Step, resource: String)] = []
    for reference in resource.references {
      let path = TargetPath(root: nil, steps: [.init(name: reference.element, selector: nil)])
      guard let step = try resolve(path, from: type, line).steps.first else { continue }
      references.append((step, reference.resource))
    }
    let link: MappedPlace? = if let link = resource.link { try resolve(link, from: outer, line) } else { nil }
    let key: MappedPlace? = if let key = resource.key { try resolve(key, from: type, line) } else { nil }
    return MappedResource(
      type: type, typeName: resource.type, name: resource.name, link: link, references: references, key: key)
  }

  /// What stands behind `ref`: `Specimen by identifier[lab].value`.
  private mutating func reference(
    _ use: CodecUse, at place: MappedPlace, _ line: MappingLine
  ) throws(Diagnostic) -> MappedReference {
    let words = use.argument.split(separator: " ").map(String.init)
    guard words.count == 3, words[1] == "by", let type = definitions.type(words[0]) else {
      throw Diagnostic(
        MappingRule.syntax, "expected a type of resource, 'by' and a place in it behind 'ref'",
        at: Place(file: file, line: use.position.line, column: use.position.column),
        hint: "ref Specimen by identifier[lab].value")
    }
    let key = try MappingParser(file: file).place(words[2], at: use.position)
    return MappedReference(place: place, type: type, key: try resolve(key, from: type, line))
  }

  private func codec(_ use: CodecUse) throws(Diagnostic) -> Codec {
    let words = use.argument.split(separator: " ").map(String.init)
    switch use.name {
    case "text", "base64": return .text
    case "number": return .number(numbers)
    case "comparison": return .comparison(numbers)
    case "titer": return .titer(isJapanese: words.contains("ja"))
    case "local": return .local(LocalFormat(use.argument.trimming("\""), pivot: pivot))
    case "iso": return .iso
    case "table": return .table(table(words)?.rows ?? [])
    case "coded":
      let table = table(words)
      return .coded(table?.rows ?? [], local: table?.local.flatMap(system), standard: table?.standard.flatMap(system))
    default: throw notRun("the codec '\(use.name)'", use.position)
    }
  }

  private func table(_ words: [String]) -> CodeTable? {
    mapping.tables.first { $0.name == words.first }?.content
  }

  private func system(_ name: String) -> String? { mapping.systems.first { $0.name == name }?.content }

  private func resolve(_ path: TargetPath, from type: TypeID, _ line: MappingLine) throws(Diagnostic) -> MappedPlace {
    var owner = path.root.map { resources[$0] ?? .unknown } ?? type
    var steps: [MappedPlace.Step] = []
    for step in path.steps {
      let item: MappedPlace.Item
      switch step.selector {
      case nil: item = .first
      case .each: item = .each
      case .index(let index): item = .index(index)
      case .from: throw notRun("'[n+]'", line.position)
      case .named(let name): item = .named(system(name) ?? name)
      }
      if let member = definitions.member(spelt: step.name, in: owner) {
        steps.append(
          MappedPlace.Step(
            key: step.name, name: definitions.names.string(member.name), type: member.type,
            repeats: member.flags.contains(.repeats), isOpen: false, item: item))
        owner = member.type
      } else {
        steps.append(
          MappedPlace.Step(key: step.name, name: step.name, type: .unknown, repeats: false, isOpen: true, item: item))
        owner = .unknown
      }
    }
    return MappedPlace(root: path.root, steps: steps)
  }
}

extension Array {
  /// `map` with a typed error.
  fileprivate func mapped<Result>(_ transform: (Element) throws(Diagnostic) -> Result) throws(Diagnostic) -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try transform(element)) }
    return results
  }
}

extension String {
  fileprivate func trimming(_ sign: Character) -> String {
    count >= 2 && first == sign && last == sign ? String(dropFirst().dropLast()) : self
  }
}

// Lines and the blocks that they stand in.

internal import FHIRCore
internal import FHIRDefinitions

extension PlanCompiler {
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

  mutating func lines(_ lines: [MappingLine], about type: TypeID) throws(Diagnostic) -> [PlanLine] {
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

  mutating func line(_ line: MappingLine, about type: TypeID) throws(Diagnostic) -> PlanLine {
    count += 1
    let number = count
    let (source, isRequired) = try source(line)
    let target = try target(line, about: type)
    return PlanLine(
      number: number, line: Int32(truncatingIfNeeded: line.position.line), source: source, target: target,
      isRequired: isRequired)
  }

  mutating func target(_ line: MappingLine, about type: TypeID) throws(Diagnostic) -> PlanLine.Target {
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
    case .at(let place, let wanted):
      let made = try self.place(place, from: type, line)
      let inner = plan.places[made].steps.indices.last.map { plan.steps[$0].type } ?? type
      let block = try block(line.children, below: line.position, about: inner)
      guard let wanted else { return .at(made, block: block, condition: nil) }
      plan.conditions.append(
        PlanResource.Condition(
          place: try self.place(wanted.path, from: inner, line), text: wanted.value.map { text($0) }))
      return .at(made, block: block, condition: plan.conditions.count - 1)
    case .constant(let text): return .constant(self.text(text))
    case .keep(let reason): return .keep(text(reason))
    case .ignore(let reason): return .ignore(text(reason))
    case .choose(let path):
      return .choose(
        path: try self.path(path, line), cases: try cases(line, about: type),
        isOwner: path.isBelow && !line.children.contains { mapping.writes($0, path) })
    case .chooses: return .chooses
    case .assign(let place, .literal(let value)):
      return .literal(try self.place(place, from: type, line), text: text(value))
    case .assign(let place, .derived("ucum", let places)) where places.count == 1:
      return .unit(
        code: try self.place(place, from: type, line), printed: try self.place(places[0], from: type, line))
    case .assign(let place, .derived("range", let places)) where places.count == 1:
      return .bounds(
        try self.place(place, from: type, line), text: try self.place(places[0], from: type, line))
    case .assign(let place, .derived("same", let places)) where places.count == 1:
      return .same(
        try self.place(place, from: type, line), as: try self.place(places[0], from: type, line))
    case .assign(let place, .derived(let name, let places)):
      plan.tables.append(table([name])?.rows ?? [])
      return .table(
        try self.place(place, from: type, line), table: plan.tables.count - 1,
        places: try self.places(places, from: type, line))
    }
  }

  /// The alternatives below a `choose`.
  mutating func cases(_ line: MappingLine, about type: TypeID) throws(Diagnostic) -> PlanPart {
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

  mutating func alternative(
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

  func type(_ use: CodecUse) -> Declared<TypeLines>? { mapping.types.first { $0.name == use.name } }

  /// A place whose content the lines of a type describe, perhaps beside codecs: alternatives without labels.
  mutating func typed(
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
      let block = try block(declared.content.lines, below: declared.position, about: about)
      targets.append(.at(made, block: block, condition: nil))
    }
    guard targets.count > 1 else { return targets[0] }
    let cases = targets.map { alternative([], $0, at: line.position) }
    let start = plan.cases.count
    plan.cases += cases
    return .choose(path: nil, cases: PlanPart(start..<plan.cases.count), isOwner: false)
  }
}

// Places in FHIR and resources, resolved against the definitions.

internal import FHIRCore
internal import FHIRDefinitions

extension PlanCompiler {
  mutating func places(_ paths: [TargetPath], from type: TypeID, _ line: MappingLine) throws(Diagnostic) -> PlanPart {
    var places: [Int] = []
    for path in paths { places.append(try place(path, from: type, line)) }
    return add(places)
  }

  /// A place.
  ///
  /// - Parameters:
  ///   - path: the place as it is written.
  ///   - type: the type of what the block is about.
  ///   - line: the line in which it stands.
  ///   - closed: the type that a choice has there, where the mapping says it.
  /// - Returns: the number of the place.
  /// - Throws: a `Diagnostic` if the place cannot be run.
  mutating func place(
    _ path: TargetPath, from type: TypeID, _ line: MappingLine, closedTo closed: TypeID? = nil
  ) throws(Diagnostic) -> Int {
    let root = path.root.flatMap { resource(called: $0) }
    var owner = path.root == nil ? type : root?.type ?? .unknown
    var steps: [PlanStep] = []
    for (index, step) in path.steps.enumerated() {
      let item: PlanStep.Item
      switch step.selector {
      case nil: item = .first
      case .each: item = .each
      case .index(let index): item = .index(index)
      case .from(let index): item = .from(index)
      case .named(let name): item = .named(text(system(name) ?? name))
      }
      let isLast = index == path.steps.count - 1
      if let member = definitions.member(spelt: step.name, in: owner) {
        steps.append(
          PlanStep(name: member.name, type: member.type, flags: ElementFlags(member), owner: owner, item: item))
        owner = member.type
      } else if let name = definitions.name(step.name) {
        let chosen = isLast ? closed.flatMap { definitions.member(named: name, type: $0, in: owner) } : nil
        let member = chosen.map { definitions.member($0) }
        steps.append(
          PlanStep(
            name: name, type: member?.type ?? .unknown, flags: member.map(ElementFlags.init) ?? .choice, owner: owner,
            item: item))
        owner = member?.type ?? .unknown
      }
    }
    let codes = path.localSystem.map { text("code \($0)") }
    return add(PlanPlace(resource: root?.number, steps: add(steps), codes: codes))
  }

  mutating func resource(
    _ resource: NewResource, from outer: TypeID, _ line: MappingLine
  ) throws(Diagnostic) -> Int {
    let type = definitions.type(resource.type) ?? .unknown
    var links: [PlanLink] = []
    for reference in resource.references {
      let path = TargetPath(root: nil, steps: [.init(name: reference.element, selector: nil)])
      let place = try place(path, from: type, line)
      guard let step = plan.steps(of: place).first, let target = self.resource(called: reference.resource) else {
        continue
      }
      links.append(PlanLink(step: step, resource: target.number))
    }
    let link: Int? = if let link = resource.link { try place(link, from: outer, line) } else { nil }
    let key: Int? = if let key = resource.key { try place(key, from: type, line) } else { nil }
    var condition: PlanResource.Condition?
    if let wanted = resource.condition {
      condition = .init(place: try place(wanted.path, from: type, line), text: wanted.value.map { text($0) })
    }
    return add(
      PlanResource(
        type: type, name: resource.name.flatMap { self.resource(called: $0)?.number }, link: link, links: add(links),
        key: key, condition: condition))
  }

  /// What stands behind `ref`: `Specimen by identifier[lab].value`.
  mutating func reference(_ use: CodecUse, at place: Int, _ line: MappingLine) throws(Diagnostic) -> Int {
    let words = use.argument.split(separator: " ").map(String.init)
    guard words.count == 3, words[1] == "by", let type = definitions.type(words[0]) else {
      throw fault(
        MappingRule.syntax, "expected a type of resource, 'by' and a place in it behind 'ref'", use.position,
        "ref Specimen by identifier[lab].value")
    }
    let path = try MappingParser(file: file).place(words[2], at: use.position)
    let key = try self.place(path, from: type, line)
    return add(PlanReference(place: place, type: type, key: plan.places[key].steps))
  }
}

extension TargetPath {
  /// The name of the system of which this is a code: `test` of `code.coding[test].code`.
  fileprivate var localSystem: String? {
    guard steps.count > 1, steps[steps.count - 1].name == "code", steps[steps.count - 2].name == "coding",
      case .named(let system)? = steps[steps.count - 2].selector
    else { return nil }
    return system
  }
}

extension Definitions {
  /// The interned name of a spelling.
  func name(_ spelling: String) -> Name? {
    let bytes = Array(spelling.utf8)
    return names.name(bytes.span, 0, bytes.count)
  }

  /// The member of a type by its name in JSON.
  func member(spelt key: String, in type: TypeID) -> Member? {
    name(key).flatMap { member(key: $0, in: type) }.map { member($0) }
  }
}

extension ElementFlags {
  /// What a member says of the elements that stand there.
  init(_ member: Member) {
    self = []
    if member.flags.contains(.repeats) { insert(.repeats) }
    if member.flags.contains(.choice) { insert(.choice) }
  }
}

// Whether resources can be told apart on the way back, and have what R4 demands.

internal import FHIRCore
internal import FHIRDefinitions

extension MappingCheck {
  /// Says which elements that R4 demands no line can give a resource.
  mutating func checkRequired(_ type: TypeID, _ resource: NewResource, _ line: MappingLine) {
    var given = Set(resource.references.map(\.element))
    if let condition = resource.condition?.path.steps.first { given.insert(condition.name) }
    collect(expanded(line.children), &given)
    // Links of other resources to this one are not its own; those in it may come from lines below.
    for name in linked(to: resource) { given.insert(name) }
    for element in definitions.elements(of: type) where element.min > 0 {
      let names = [element.nameString] + element.types.map(\.keyString)
      guard !names.contains(where: given.contains) else { continue }
      find(
        MappingRule.requiredMissing,
        "expected a line for '\(element.nameString)', which R4 demands of \(definitions.typeName(type))",
        at: line.position, hint: "> \(element.nameString) = \"…\" is a default")
    }
  }

  /// The elements of the resource that lines below it speak of.
  private func collect(_ lines: [MappingLine], _ given: inout Set<String>, without open: Set<String> = []) {
    for line in lines {
      switch line.target {
      case .leaf(let places, _), .split(_, let places): for place in places { add(place, &given) }
      case .at(let place, _): add(place, &given)
      case .assign(let place, _): add(place, &given)
      case .resource(let inner): if let link = inner.link { add(link, &given) }
      case .block, .choose: collect(expanded(line.children), &given, without: open)
      case .include(let name) where !open.contains(name):
        let content = mapping.groups.first { $0.name == name }?.content ?? []
        collect(expanded(content), &given, without: open.union([name]))
      default: break
      }
    }
  }

  private func add(_ place: TargetPath, _ given: inout Set<String>) {
    if place.root == nil, let first = place.steps.first { given.insert(first.name) }
  }

  /// The elements that lines anywhere set by the name of the resource.
  private func linked(to resource: NewResource) -> [String] {
    guard let name = resource.name else { return [] }
    var found: [String] = []
    func collect(_ lines: [MappingLine]) {
      for line in lines {
        var places: [TargetPath] = []
        switch line.target {
        case .leaf(let all, _), .split(_, let all): places = all
        case .at(let place, _), .assign(let place, _): places = [place]
        case .resource(let inner): places = inner.link.map { [$0] } ?? []
        default: break
        }
        found += places.filter { $0.root == name }.compactMap { $0.steps.first?.name }
        collect(line.children)
      }
    }
    collect(mapping.lines)
    for group in mapping.groups { collect(group.content) }
    return found
  }

  /// Two lines for one type behind one link take the same resources, unless the first is the more specific one.
  mutating func checkCandidates(_ lines: [MappingLine]) {
    var before: [(resource: NewResource, line: MappingLine)] = []
    for line in lines {
      guard case .resource(let resource) = line.target else { continue }
      let other = before.first { other in
        other.resource.type == resource.type && other.resource.link == resource.link
          && !isMoreSpecific(other.resource, resource)
      }
      before.append((resource, line))
      guard let other else { continue }
      find(
        MappingRule.ambiguousResource,
        "expected resources that line \(other.line.position.line) does not take on the way back", at: line.position,
        hint: "'where' tells them apart, and the more specific line stands first")
    }
  }

  private func isMoreSpecific(_ first: NewResource, _ second: NewResource) -> Bool {
    if let condition = first.condition { return condition != second.condition }
    return first.references.count > second.references.count
  }
}

// What the lines of one block do to each other: places that two of them print, nodes that none is left for.

internal import FHIRCore
internal import FHIRDefinitions

extension MappingCheck {
  /// Looks at the lines of a block together.
  mutating func checkTogether(_ lines: [MappingLine], about type: TypeID?) {
    let all = expanded(lines)
    checkNames(all)
    checkPrinted(all)
    checkOrder(all, about: type)
    checkDefaults(all)
  }

  /// The lines of a block with those of the groups that it includes.
  func expanded(_ lines: [MappingLine], without open: Set<String> = []) -> [MappingLine] {
    lines.flatMap { line in
      guard case .include(let name) = line.target, case .none = line.source, !open.contains(name),
        let group = mapping.groups.first(where: { $0.name == name })
      else { return [line] }
      return expanded(group.content, without: open.union([name]))
    }
  }

  // MARK: Nodes

  /// A node that an earlier line takes whatever it says is left for none.
  private mutating func checkNames(_ lines: [MappingLine]) {
    var taken: Set<String> = []
    for line in lines {
      guard case .node(let paths, let repeats, _) = line.source else { continue }
      for path in paths where taken.contains(path.text) {
        find(
          MappingRule.unreachable, "expected a node that no line before this one takes already", at: line.position,
          hint: "the more specific line stands first")
      }
      for path in paths where !path.hasTest {
        if repeats || path.isOfOne, takesAll(line.target) { taken.insert(path.text) }
      }
    }
  }

  private func takesAll(_ target: TargetSide) -> Bool {
    switch target {
    case .block, .resource, .keep, .ignore, .include: true
    case .leaf(_, let codecs): codecs.isEmpty || codecs.last?.name == "text"
    default: false
    }
  }

  // MARK: Places

  /// A place that a line prints, from what the block is about.
  private struct Printed {
    let path: TargetPath
    let line: MappingLine
    /// The alternatives that it is one of: of those of one `choose` only one prints.
    let cases: [MappingPosition: Int]

    /// What tells the items of a list that they are about from others of it.
    var conditions: [Condition] = []

    struct Condition: Equatable {
      let place: TargetPath
      let condition: NewResource.Condition

      init(at place: TargetPath, _ condition: NewResource.Condition) {
        (self.place, self.condition) = (place, condition)
      }
    }

    /// Whether both can print: of the alternatives of one `choose` only one does, and an item of a list is for the line
    /// whose condition it meets, else for a later one without any.
    func standsBeside(_ other: Printed) -> Bool {
      !cases.contains { choice, number in other.cases[choice].map { $0 != number } ?? false }
        && other.conditions.allSatisfy(conditions.contains)
    }
  }

  /// Two lines that may print one value leave open which does.
  private mutating func checkPrinted(_ lines: [MappingLine]) {
    let printed = places(lines, below: TargetPath(root: nil, steps: []), [:])
    for (number, place) in printed.enumerated() {
      let other = printed[..<number].first { other in
        other.path.mayBe(place.path) && other.line.position != place.line.position && place.standsBeside(other)
      }
      guard let other else { continue }
      find(
        MappingRule.ambiguousWayBack,
        "expected a place that no other line prints; line \(other.line.position.line) does",
        at: place.line.position, hint: "alternatives of one node are cases of 'choose'")
    }
  }

  private func places(
    _ lines: [MappingLine], below path: TargetPath, _ cases: [MappingPosition: Int]
  ) -> [Printed] {
    lines.flatMap { line -> [Printed] in
      switch line.target {
      case .leaf(let places, _): return places.prefix(1).map { Printed(path: path + $0, line: line, cases: cases) }
      case .split(_, let places): return places.map { Printed(path: path + $0, line: line, cases: cases) }
      case .block: return places(expanded(line.children), below: path, cases)
      case .at(let place, let condition):
        return places(expanded(line.children), below: path + place, cases).map { printed in
          var printed = printed
          if let condition { printed.conditions.append(.init(at: path + place, condition)) }
          return printed
        }
      case .choose:
        return line.children.enumerated().flatMap { number, child in
          places([child], below: path, cases.merging([line.position: number]) { $1 })
        }
      default: return []
      }
    }
  }

  /// A line about a part of a choice stands behind the line that decides its type.
  private mutating func checkOrder(_ lines: [MappingLine], about type: TypeID?) {
    guard let type else { return }
    var early: [(name: String, place: Printed)] = []
    for place in places(lines, below: TargetPath(root: nil, steps: []), [:]) where place.path.root == nil {
      guard let first = place.path.steps.first else { continue }
      if place.path.steps.count > 1, let member = definitions.member(spelt: first.name, in: type),
        member.flags.contains(.choice)
      {
        early.append((definitions.names.string(member.name), place))
      } else if place.path.steps.count == 1,
        let other = early.first(where: { $0.name == first.name && $0.place.standsBeside(place) })
      {
        find(
          MappingRule.orderDependency,
          "expected this behind the line that decides the type, which is line \(place.line.position.line)",
          at: other.place.line.position)
      }
    }
  }

  /// A default that a line can print would be printed in each document that does not have it.
  private mutating func checkDefaults(_ lines: [MappingLine]) {
    let printed = places(lines, below: TargetPath(root: nil, steps: []), [:])
    for line in lines {
      guard case .assign(let place, .literal(let value)) = line.target,
        let other = printed.first(where: { $0.path == place }), case .leaf(_, let codecs) = other.line.target,
        codecs.isEmpty || codecs.contains(where: { prints(value, $0) })
      else { continue }
      find(
        MappingRule.defaultPrinted,
        "expected a default that line \(other.line.position.line) does not print; documents without it are noted to have none",
        at: line.position)
    }
  }

  private func prints(_ value: String, _ codec: CodecUse) -> Bool {
    switch codec.name {
    case "table", "coded":
      table(of: codec)?.rows.contains { $0.target == value } ?? false
    case "prefix": value.hasPrefix(codec.argument.filter { $0 != "\"" })
    default: true
    }
  }

  func table(of codec: CodecUse) -> CodeTable? {
    let name = codec.argument.prefix { $0 != " " }
    return mapping.tables.first { $0.name == name }?.content
  }
}

extension SourcePath {
  fileprivate var hasTest: Bool {
    steps.contains { if case .element(_, .some) = $0 { true } else { false } }
  }

  /// Whether there is one such node at most: an attribute of the element itself, or its text.
  fileprivate var isOfOne: Bool {
    guard steps.count == 1 else { return false }
    switch steps[0] {
    case .attribute, .text: return true
    default: return false
    }
  }
}

extension TargetPath {
  static func + (path: TargetPath, other: TargetPath) -> TargetPath {
    other.root == nil ? TargetPath(root: path.root, steps: path.steps + other.steps) : other
  }

  /// Whether two paths may lead to one value.
  fileprivate func mayBe(_ other: TargetPath) -> Bool {
    root == other.root && steps.count == other.steps.count
      && zip(steps, other.steps).allSatisfy { step, other in
        step.name == other.name && Self.mayBe(step.selector, other.selector)
      }
  }

  private static func mayBe(_ selector: Selector?, _ other: Selector?) -> Bool {
    switch (selector, other) {
    case (.each, _), (_, .each): true
    case (.from(let start), .index(let index)), (.index(let index), .from(let start)): index >= start
    case (nil, .index(0)), (.index(0), nil), (nil, .from(0)), (.from(0), nil): true
    default: selector == other
    }
  }
}

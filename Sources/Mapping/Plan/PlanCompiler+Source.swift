// Paths in the source, with names as numbers.

internal import FHIRCore

extension PlanCompiler {
  mutating func source(_ line: MappingLine) throws(Diagnostic) -> (PlanLine.Source, isRequired: Bool) {
    switch line.source {
    case .none, .label: return (.none, false)
    case .joined(let paths, let separators):
      return (.joined(paths: try self.paths(paths, line), separators: texts(separators)), false)
    case .node(let paths, let repeats, let isRequired):
      return (.node(paths: try self.paths(paths.flatMap(spelt), line), repeats: repeats), isRequired)
    }
  }

  /// A path with the names of a type put in: as many paths as there are spellings.
  func spelt(_ path: SourcePath) -> [SourcePath] {
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

  mutating func paths(_ paths: [SourcePath], _ line: MappingLine) throws(Diagnostic) -> PlanPart {
    var made: [PlanPath] = []
    for path in paths { made.append(plan.paths[try self.path(path, line)]) }
    let start = plan.paths.count
    plan.paths += made
    return PlanPart(start..<plan.paths.count)
  }

  mutating func path(_ path: SourcePath, _ line: MappingLine) throws(Diagnostic) -> Int {
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

  mutating func test(_ test: SourceTest?, _ line: MappingLine) throws(Diagnostic) -> Int? {
    guard let test else { return nil }
    plan.tests.append(PlanTest(path: try path(test.path, line), value: text(test.value)))
    return plan.tests.count - 1
  }

  mutating func name(_ name: String) -> UInt16 {
    if let known = names[name] { return known }
    let number = UInt16(truncatingIfNeeded: plan.names.count)
    plan.names.append(name)
    names[name] = number
    return number
  }
}

extension MappingFile {
  /// Whether a line, or one below it or in a group that it includes, has a path of its own; not of an element further down.
  ///
  /// - Parameters:
  ///   - line: the line.
  ///   - path: the path.
  ///   - open: the groups that are being looked at, for a group may include itself.
  /// - Returns: whether the line writes what stands at the path.
  func writes(_ line: MappingLine, _ path: SourcePath, in open: Set<String> = []) -> Bool {
    if case .node(let paths, _, _) = line.source { return paths.contains { $0.text == path.text } }
    if case .include(let name) = line.target, !open.contains(name), let group = groups.first(where: { $0.name == name })
    {
      return group.content.contains { writes($0, path, in: open.union([name])) }
    }
    return line.children.contains { writes($0, path, in: open) }
  }
}

extension SourcePath {
  /// Whether it leads to a node below the element itself.
  var isBelow: Bool {
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

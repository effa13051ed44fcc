// The lines of a block, each offered the nodes that it speaks of.

internal import FHIRCore
internal import SourceTree

extension MappedReading {
  mutating func block(_ block: Int, _ element: NodeID, _ around: Around) {
    depth += 1
    lines(of: block, element, around)
    sweep(element, around.carrier)
    depth -= 1
  }

  /// Whether a resource will refer to one of those that were made meanwhile.
  private func refers(_ id: ElementID, to others: ArraySlice<Resource>) -> Bool {
    others.contains { other in
      guard let link = plan.resources[other.rule].link, let name = plan.places[link].resource else { return false }
      return scopes[other.scope, name] == id
    }
  }

  /// Runs the lines of a block, and leaves what is left.
  mutating func lines(of block: Int, _ element: NodeID, _ around: Around) {
    var optional: [(line: Int, id: ElementID)] = []
    let before = resources.count
    let lines = plan.lines(of: block)
    for line in lines {
      guard case .none = plan.lines[line].source, case .resource(let rule, _) = plan.lines[line].target else {
        continue
      }
      let id = fhir.add(resource: plan.resources[rule].type)
      if let name = plan.resources[rule].name { scopes[around.scope, name] = id }
      optional.append((line, id))
    }
    for line in lines { apply(line, element, around) }
    takeLabels(of: block, element, around)
    for (line, id) in optional where !fhir.isEmpty(id) || refers(id, to: resources[before...]) {
      guard case .resource(let rule, let block) = plan.lines[line].target else { continue }
      derive(block, id, around.scope)
      resources.append(Resource(id: id, rule: rule, scope: around.scope, around: around.focus))
    }
    // Defaults alone make no element.
    if around.focus.exists, fhir[around.focus].flags.contains(.resource) || !fhir.isEmpty(around.focus) {
      derive(block, around.focus, around.scope)
    }
  }

  mutating func apply(_ number: Int, _ element: NodeID, _ around: Around) {
    let line = plan.lines[number]
    switch line.source {
    case .none: return
    case .node where line.target.isLabel: return
    case .joined(let paths, let separators): join(line, paths, separators, element, around)
    case .node(let paths, let repeats):
      guard paths.count == 1, plan.paths[paths.first].steps.count == 1 else {
        return applyLong(line, paths, repeats, element, around)
      }
      let step = plan.pathSteps[plan.paths[paths.first].steps.first]
      var count = 0
      var next = nodes.first(element)
      while next != SourceNodes.none {
        let node = next
        next = nodes.next(node)
        guard nodes.isMeant(node, by: step), states[Int(node)] == .free, nodes.holds(step, node, plan) else { continue }
        // A line for the rest of them is not one for what the line for the first cannot read.
        if repeats, case .unreadable = failures[node] { continue }
        if case .text = step, hasSeveralTexts(element) { return }
        if offer(node, to: line, repeats, count, element, around) { count += 1 }
      }
    }
  }

  /// A path of several steps, or several spellings.
  mutating func applyLong(
    _ line: PlanLine, _ paths: PlanPart, _ repeats: Bool, _ element: NodeID, _ around: Around
  ) {
    var found: [(node: NodeID, path: Int)] = []
    for path in paths.indices { found += candidates(plan.paths[path], element).map { ($0, path) } }
    if paths.count > 1 { found.sort { ($0.node, $0.path) < ($1.node, $1.path) } }
    var count = 0
    for (node, path) in found where states[Int(node)] == .free {
      guard offer(node, to: line, repeats, count, element, around) else { continue }
      count += 1
      if path != paths.first {
        notes.append(
          Note(
            kind: .spelling(node, path: paths.first, as: path), element: element, carrier: around.carrier, isKept: true)
        )
      }
    }
  }

  /// Lets a line take a node, or notes why it could not.
  mutating func offer(
    _ node: NodeID, to line: PlanLine, _ repeats: Bool, _ count: Int, _ element: NodeID, _ around: Around
  ) -> Bool {
    guard count == 0 || repeats else {
      failures[node] = .surplus(line: line.line)
      return false
    }
    var inner = around
    if repeats, line.target.hasBlock { inner.scope = scopes.add(inside: around.scope) }
    let tested = testedAttribute(of: line, node)
    if let tested { states[Int(tested)] = .mapped }
    guard keepsEmpty(node, line, around.carrier) || take(line, node, inner) else {
      if let tested { states[Int(tested)] = .free }
      if failures[node] == nil { failures[node] = .unreadable(line: line.line) }
      return false
    }
    if let tested { markLeaf(tested, line, from: targets.count) }
    mark(from: node, to: element, line)
    return true
  }

  /// The attribute of a node that the test of its line looks at: it is the same in all of them, and written with them.
  func testedAttribute(of line: PlanLine, _ node: NodeID) -> NodeID? {
    guard case .node(let paths, _) = line.source, let last = plan.paths[paths.first].steps.indices.last,
      case .element(_, let test?) = plan.pathSteps[last]
    else { return nil }
    let path = plan.paths[plan.tests[test].path]
    guard path.steps.count == 1, case .attribute = plan.pathSteps[path.steps.first] else { return nil }
    return nodes.look(path, from: node, plan)
  }
}

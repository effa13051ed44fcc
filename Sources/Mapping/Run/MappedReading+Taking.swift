// What a line makes of a node that it takes.

internal import FHIRCore
internal import SourceTree

extension MappedReading {
  /// Lets a line take a node; false if it stays free.
  mutating func take(_ line: PlanLine, _ node: NodeID, _ around: Around) -> Bool {
    guard depth < Plan.deepest || !line.target.hasBlock else {
      failures[node] = .deep
      return false
    }
    switch line.target {
    case .leaf(let places, let codecs):
      let first = targets.count
      if storePlain(node, places, codecs, around) {
        markLeaf(node, line, from: first)
        break
      }
      guard let text = nodes.leafText(node) else { return false }
      guard store(text, places, codecs, around, at: node) else { return false }
      markLeaf(node, line, from: first)
    case .split(let texts, let places):
      guard let text = nodes.leafText(node) else { return false }
      let first = targets.count
      guard split(text, texts, places, around) else { return false }
      markLeaf(node, line, from: first)
    case .reference(let rule):
      guard let text = nodes.leafText(node), !text.isEmpty else { return false }
      return refer(line, rule, text, node, around)
    case .constant(let text):
      guard nodes.leafText(node) == plan.texts[text] else { return false }
      markLeaf(node, line, from: targets.count)
    case .keep(let reason): carry(node, around.carrier, .kept, line.line, plan.texts[reason])
    case .ignore(let reason): note(node, .ignored, line.line, plan.texts[reason])
    case .resource(let rule, let block):
      guard nodes.kind(node) == .element, isComplete(node, block) else { return false }
      states[Int(node)] = .mapped
      let id = fhir.add(resource: plan.resources[rule].type)
      if let name = plan.resources[rule].name { scopes[around.scope, name] = id }
      resources.append(Resource(id: id, rule: rule, scope: around.scope, around: around.focus))
      made[node] = id
      self.block(
        block, node, Around(focus: id, scope: around.scope, carrier: Carrier(owner: id, element: node)))
      if let condition = plan.resources[rule].condition { fill(condition.place, condition.text, id, around.scope) }
    case .at(let place, let block):
      guard isComplete(node, block), takeItem(place, block, node, around) else { return false }
    case .block(let block):
      guard nodes.kind(node) == .element, isComplete(node, block) else { return false }
      states[Int(node)] = .mapped
      self.block(block, node, around)
    case .choose(let path, let cases, let isOwner):
      guard choose(line, path, cases, isOwner: isOwner, node, around) else { return false }
    case .chooses, .literal, .unit, .table: return false
    }
    takenBy[Int(node)] = line.number
    return true
  }

  /// What the block is about becomes an element, or an item of a list.
  mutating func takeItem(_ number: Int, _ block: Int, _ node: NodeID, _ around: Around) -> Bool {
    let place = plan.places[number]
    guard nodes.kind(node) == .element, let last = place.steps.indices.last else { return false }
    let step = plan.steps[last]
    let attempt = attempt()
    let outer = fhir.make(place.steps.indices.dropLast(), of: plan, in: base(of: number, around.focus, around.scope))
    let isItem: Bool =
      switch step.item {
      case .each, .from: true
      default: false
      }
    let inside =
      outer.exists
      ? isItem ? fhir.add(step.name, step.type, step.flags, to: outer) : fhir.make(step, in: outer, plan.texts) : .none
    guard inside.exists else {
      undo(attempt, node, around.scope)
      return false
    }
    states[Int(node)] = .mapped
    var inner = around
    inner.focus = inside
    // An item carries what is its own: others may go, and it may stand elsewhere then.
    if isItem { inner.carrier = Carrier(owner: inside, element: node) }
    self.block(block, node, inner)
    // What nothing was put into is no element, and what it was made of no part of it.
    guard !fhir.isEmpty(inside) else {
      undo(attempt, node, around.scope)
      return false
    }
    fhir.keep(attempt.fhir)
    return true
  }

  /// Whether an element has what the lines of its block must find; else it is left as a whole.
  mutating func isComplete(_ node: NodeID, _ block: Int) -> Bool {
    guard plan.blocks[block].hasRequired else { return true }
    for number in plan.lines(of: block) {
      guard plan.lines[number].isRequired, case .node(let paths, _) = plan.lines[number].source else { continue }
      let isThere = paths.indices.contains { path in
        nodes.look(plan.paths[path], from: node, plan).map { nodes.leafText($0) != "" } ?? false
      }
      guard isThere else {
        failures[node] = .incomplete(line: plan.lines[number].line)
        return false
      }
    }
    return true
  }

  /// Keeps an empty leaf, which says nothing that could be put anywhere, if a line speaks of it.
  mutating func keepsEmpty(_ node: NodeID, _ line: PlanLine, _ carrier: Carrier) -> Bool {
    switch line.target {
    case .leaf, .split, .reference: break
    default: return false
    }
    switch nodes.kind(node) {
    case .attribute: guard nodes.value(node).isEmpty else { return false }
    case .element: guard nodes.leafText(node) == "", !hasAttributes(node) else { return false }
    default: return false
    }
    carry(node, carrier, .kept, line.line, "it is empty")
    takenBy[Int(node)] = 0
    return true
  }

  func hasAttributes(_ node: NodeID) -> Bool {
    let first = nodes.first(node)
    return first != SourceNodes.none && nodes.kind(first) == .attribute
  }
}

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
      guard nodes.kind(node) == .element else { return false }
      let attempt = plan.blocks[block].hasRequired ? attempt() : nil
      states[Int(node)] = .mapped
      let id = fhir.add(resource: plan.resources[rule].type)
      if let name = plan.resources[rule].name { scopes[around.scope, name] = id }
      resources.append(Resource(id: id, rule: rule, scope: around.scope, around: around.focus))
      made[node] = id
      let inner = Around(focus: id, scope: around.scope, carrier: Carrier(owner: id, element: node))
      guard complete(block, node, inner, attempt) else { return false }
      if let condition = plan.resources[rule].condition, let text = condition.text {
        fill(condition.place, text, id, around.scope)
      }
    case .at(let place, let block, let condition):
      guard takeItem(place, block, condition, node, around) else { return false }
    case .block(let block):
      guard nodes.kind(node) == .element, takeBlock(block, line, node, around) else { return false }
    case .choose(let path, let cases, let isOwner):
      guard choose(line, path, cases, isOwner: isOwner, node, around) else { return false }
    case .chooses, .literal, .unit, .bounds, .same, .table: return false
    }
    takenBy[Int(node)] = line.number
    return true
  }

  /// An element that becomes nothing by itself; one of which nothing goes to FHIR is kept as it is, for nothing would tell on
  /// the way back that it was there.
  private mutating func takeBlock(_ block: Int, _ line: PlanLine, _ node: NodeID, _ around: Around) -> Bool {
    let attempt = attempt()
    states[Int(node)] = .mapped
    guard complete(block, node, around, plan.blocks[block].hasRequired ? self.attempt() : nil) else {
      undo(attempt, node, around.scope)
      return false
    }
    guard !hasAdded(since: attempt) else {
      fhir.keep(attempt.fhir)
      return true
    }
    undo(attempt, node, around.scope)
    carry(node, around.carrier, .kept, line.line, "nothing of it goes to FHIR")
    return true
  }

  /// What the block is about becomes an element, or an item of a list.
  mutating func takeItem(
    _ number: Int, _ block: Int, _ condition: Int?, _ node: NodeID, _ around: Around
  ) -> Bool {
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
    guard complete(block, node, inner, plan.blocks[block].hasRequired ? self.attempt() : nil) else {
      undo(attempt, node, around.scope)
      return false
    }
    // What nothing was put into is no element, and what it was made of no part of it.
    guard !fhir.isEmpty(inside) else {
      undo(attempt, node, around.scope)
      return false
    }
    if let condition, let text = plan.conditions[condition].text {
      fill(plan.conditions[condition].place, text, inside, around.scope)
    }
    fhir.keep(attempt.fhir)
    return true
  }

  /// Lets the lines of a block take what is in a node; false, and nothing of it is left, if one that must find something found
  /// nothing.
  private mutating func complete(_ block: Int, _ node: NodeID, _ around: Around, _ attempt: Attempt?) -> Bool {
    self.block(block, node, around)
    guard let attempt else { return true }
    let missing = plan.lines(of: block).first { number in
      guard plan.lines[number].isRequired, case .node(let paths, _) = plan.lines[number].source else { return false }
      return !paths.indices.contains { path in
        nodes.look(plan.paths[path], from: node, plan).map { takenBy[Int($0)] == plan.lines[number].number } ?? false
      }
    }
    guard let missing else {
      fhir.keep(attempt.fhir)
      return true
    }
    undo(attempt, node, around.scope)
    failures[node] = .incomplete(line: plan.lines[missing].line)
    return false
  }

  /// Keeps an empty leaf, which says nothing that could be put anywhere, if a line speaks of it.
  mutating func keepsEmpty(_ node: NodeID, _ line: PlanLine, _ carrier: Carrier) -> Bool {
    switch line.target {
    case .leaf, .split, .reference: break
    case .block where nodes.first(node) == SourceNodes.none: break
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

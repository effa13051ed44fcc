// A document into FHIR: each line takes nodes of the source, and what no line takes is carried.

internal import FHIRCore
internal import FHIRDefinitions
internal import SourceTree
internal import Terminology

/// The work of reading one document.
struct MappedReading {
  /// A resource that was made.
  struct Resource {
    let id: ElementID
    /// The number of the plan's resource.
    let rule: Int
    let scope: Int
    /// What the block around it is about.
    let around: ElementID
  }

  /// Why a zone does not tell what a time was.
  enum ClockFault { case gap, overlap }

  enum State: UInt8 { case free, mapped, kept, ignored, unmapped }

  /// Where what is carried goes: a resource or an item of a list, and the element that it was made of.
  struct Carrier {
    let owner: ElementID
    let element: NodeID
  }

  /// What is carried of an element.
  struct Note {
    enum Kind {
      /// A node that no line took.
      case node(NodeID)
      /// The order of the children.
      case order([Int])
      /// Another spelling than the first.
      case spelling(NodeID, path: Int, as: Int)
    }

    let kind: Kind
    let element: NodeID
    let carrier: Carrier
    let isKept: Bool
  }

  /// Why a line could not take a node that it speaks of.
  enum Failure {
    case unreadable(line: Int32)
    case surplus(line: Int32)
    case incomplete(line: Int32)
  }

  /// A reference by key, which is filled when all resources are there.
  struct Reference {
    let element: ElementID
    let rule: Int
    let key: String
    let scope: Int
  }

  /// What is around a node: what the block is about, which names count, and who carries what is left.
  struct Around {
    var focus: ElementID
    var scope: Int
    var carrier: Carrier
  }

  let plan: Plan
  let nodes: SourceNodes
  var fhir: Elements
  /// Carries what of the document stands outside of all resources.
  let provenance: ElementID
  var scopes: Scopes
  var references: [Reference] = []
  var resources: [Resource] = []
  var accounts: [MappedLeaf] = []
  var targets: [ElementID] = []
  var states: [State]
  /// The number of the line that took a node.
  var takenBy: [Int32]
  /// The elements whose rest has been carried.
  var swept: [Bool]
  /// What is to be carried, when it is known where everything else goes.
  var notes: [Note] = []
  /// The resources that elements became.
  var made: [NodeID: ElementID] = [:]
  /// The texts by which alternatives of nodes were chosen, by the paths at which they stand.
  var labels: [NodeID: [Int: String?]] = [:]
  /// Times of the clock that the zone does not tell the moment of.
  var clocks: [(node: NodeID, kind: ClockFault)] = []
  /// Which codes and units of the document got a standard code.
  var coding = CodingReport()
  /// Why no line could take a node that one speaks of.
  var failures: [NodeID: Failure] = [:]

  init(_ tree: SourceTree, _ plan: Plan) {
    self.plan = plan
    nodes = SourceNodes(tree, plan)
    scopes = Scopes(plan)
    fhir = Elements(reserving: tree.count * 3)
    provenance = fhir.add(resource: KnownType.provenance)
    states = Array(repeating: .free, count: tree.count)
    takenBy = Array(repeating: 0, count: tree.count)
    swept = Array(repeating: false, count: tree.count)
  }

  /// Reads the document; false if its root is none that a line knows.
  mutating func run() -> Bool {
    guard let root = nodes.tree.root else { return false }
    let around = Around(focus: .none, scope: 0, carrier: Carrier(owner: provenance, element: 0))
    for line in plan.lines(of: plan.root) { apply(line, 0, around) }
    return states[Int(root.id)] != .free
  }

  // MARK: Blocks

  mutating func block(_ block: Int, _ element: NodeID, _ around: Around) {
    lines(of: block, element, around)
    sweep(element, around.carrier)
  }

  /// Runs the lines of a block, and leaves what is left.
  mutating func lines(of block: Int, _ element: NodeID, _ around: Around) {
    var optional: [(line: Int, id: ElementID)] = []
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
    for (line, id) in optional where !fhir.isEmpty(id) {
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
        if case .text = step, hasSeveralTexts(element) { return }
        if offer(node, to: line, repeats, count, element, around) { count += 1 }
      }
    }
  }

  /// A path of several steps, or several spellings.
  private mutating func applyLong(
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
  private mutating func offer(
    _ node: NodeID, to line: PlanLine, _ repeats: Bool, _ count: Int, _ element: NodeID, _ around: Around
  ) -> Bool {
    guard count == 0 || repeats else {
      failures[node] = .surplus(line: line.line)
      return false
    }
    var inner = around
    if repeats, opensScope(line.target) { inner.scope = scopes.add(inside: around.scope) }
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
  private func testedAttribute(of line: PlanLine, _ node: NodeID) -> NodeID? {
    guard case .node(let paths, _) = line.source, let last = plan.paths[paths.first].steps.indices.last,
      case .element(_, let test?) = plan.pathSteps[last]
    else { return nil }
    let path = plan.paths[plan.tests[test].path]
    guard path.steps.count == 1, case .attribute = plan.pathSteps[path.steps.first] else { return nil }
    return nodes.look(path, from: node, plan)
  }

  /// Whether names may be given below a line.
  private func opensScope(_ target: PlanLine.Target) -> Bool {
    switch target {
    case .block, .resource, .at, .choose: true
    default: false
    }
  }

  /// Lets a line take a node; false if it stays free.
  mutating func take(_ line: PlanLine, _ node: NodeID, _ around: Around) -> Bool {
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
  private mutating func takeItem(_ number: Int, _ block: Int, _ node: NodeID, _ around: Around) -> Bool {
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
  private mutating func isComplete(_ node: NodeID, _ block: Int) -> Bool {
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
  private mutating func keepsEmpty(_ node: NodeID, _ line: PlanLine, _ carrier: Carrier) -> Bool {
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

  private func hasAttributes(_ node: NodeID) -> Bool {
    let first = nodes.first(node)
    return first != SourceNodes.none && nodes.kind(first) == .attribute
  }

  // MARK: Looking

  /// The free nodes that a path may mean.
  func candidates(_ path: PlanPath, _ element: NodeID) -> [NodeID] {
    var found = [element]
    for number in path.steps.indices {
      let isLast = number == path.steps.indices.last
      let step = plan.pathSteps[number]
      var inside: [NodeID] = []
      for around in found {
        var next = nodes.first(around)
        while next != SourceNodes.none {
          if nodes.isMeant(next, by: step), !isLast || states[Int(next)] == .free, nodes.holds(step, next, plan) {
            inside.append(next)
          }
          next = nodes.next(next)
        }
      }
      found = inside
    }
    if let last = path.steps.indices.last, case .text = plan.pathSteps[last], found.count > 1 { return [] }
    return found
  }

  /// Text between elements is several texts, of which none is the element's own.
  private func hasSeveralTexts(_ element: NodeID) -> Bool {
    var count = 0
    var next = nodes.first(element)
    while next != SourceNodes.none {
      if nodes.isMeant(next, by: .text), states[Int(next)] == .free { count += 1 }
      next = nodes.next(next)
    }
    return count > 1
  }

  /// Where a place begins: at the resource that it names, or at what the block is about.
  func base(of place: Int, _ focus: ElementID, _ scope: Int) -> ElementID {
    plan.places[place].resource.map { scopes[scope, $0] } ?? focus
  }

  /// Marks the elements between a node and the one that the line began at.
  mutating func mark(from node: NodeID, to element: NodeID, _ line: PlanLine) {
    var around = nodes.parent(node)
    while around != element, around != SourceNodes.none {
      if states[Int(around)] == .free {
        states[Int(around)] = .mapped
        takenBy[Int(around)] = line.number
      }
      around = nodes.parent(around)
    }
  }

  mutating func markLeaf(_ node: NodeID, _ line: PlanLine, from first: Int) {
    states[Int(node)] = .mapped
    var next = nodes.first(node)
    while next != SourceNodes.none {
      if nodes.isText(next) { states[Int(next)] = .mapped }
      next = nodes.next(next)
    }
    accounts.append(
      MappedLeaf(node: node, state: .mapped, line: line.line, reason: nil, targets: PlanPart(first..<targets.count)))
  }
}

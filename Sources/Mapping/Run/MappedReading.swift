// A document into FHIR: each line takes nodes of the source, and what no line takes is carried.

internal import FHIRCore
internal import FHIRDefinitions
internal import SourceTree
internal import Terminology

/// The work of reading one document.
final class MappedReading {
  /// A resource that was made.
  struct Resource {
    let draft: Draft
    let rule: MappedResource
    let scope: Scope
    /// What the block around it is about.
    let around: Draft?
  }

  enum State: UInt8 { case free, mapped, kept, ignored, unmapped }

  /// Where what is carried goes: a resource or an item of a list, and the element that it was made of.
  struct Carrier {
    let draft: Draft
    let element: SourceNode
  }

  /// What is carried of an element: a node, or the order of its children.
  struct Note {
    enum Kind {
      case node(SourceNode)
      case order([Int])
    }

    let kind: Kind
    let element: SourceNode
    let carrier: Carrier
    let isKept: Bool
  }

  /// Why a line could not take a node that it speaks of.
  enum Failure {
    case unreadable(line: Int)
    case surplus(line: Int)
  }

  /// What became of a leaf.
  struct Account {
    let node: SourceNode
    let state: Ledger.State
    let line: Int?
    let reason: String?
    let targets: [Draft]
  }

  /// A reference by key, which is filled when all resources are there.
  struct Reference {
    let element: Draft
    let rule: MappedReference
    let key: String
    let scope: Scope
  }

  let tree: SourceTree
  /// Carries what of the document stands outside of all resources.
  let provenance = Draft(resource: Definitions.r4.type("Provenance") ?? .unknown)
  var references: [Reference] = []
  var resources: [Resource] = []
  var accounts: [Account] = []
  var states: [State]
  /// The number of the line that took a node.
  var takenBy: [Int]
  var swept: Set<UInt32> = []
  /// What is to be carried, when it is known where everything else goes.
  var notes: [Note] = []
  /// The resources that elements became.
  var made: [UInt32: Draft] = [:]
  /// Why no line could take a node that one speaks of.
  var failures: [UInt32: Failure] = [:]
  let positions: SourcePositions

  init(_ tree: SourceTree) {
    self.tree = tree
    positions = SourcePositions(tree)
    states = Array(repeating: .free, count: tree.count)
    takenBy = Array(repeating: 0, count: tree.count)
  }

  /// Reads the document; false if its root is none that a line knows.
  func run(_ lines: [MappedLine]) -> Bool {
    guard let root = tree.root else { return false }
    let scope = Scope()
    let carrier = Carrier(draft: provenance, element: tree.document)
    for line in lines { apply(line, tree.document, nil, scope, carrier) }
    return states[Int(root.id)] != .free
  }

  // MARK: Blocks

  func block(
    _ lines: [MappedLine], _ element: SourceNode, _ focus: Draft?, _ scope: Scope, _ carrier: Carrier
  ) {
    var optional: [(MappedLine, MappedResource, Draft)] = []
    for line in lines {
      guard case .none = line.source, case .resource(let rule) = line.target else { continue }
      let draft = Draft(resource: rule.type)
      if let name = rule.name { scope[name] = draft }
      optional.append((line, rule, draft))
    }
    for line in lines { apply(line, element, focus, scope, carrier) }
    for (line, rule, draft) in optional where !draft.children.isEmpty {
      for child in line.children { derive(child, draft, scope) }
      resources.append(Resource(draft: draft, rule: rule, scope: scope, around: focus))
    }
    // Defaults alone make no element.
    if let focus, focus.flags.contains(.resource) || !focus.children.isEmpty {
      for line in lines { derive(line, focus, scope) }
    }
    sweep(element, carrier)
  }

  func apply(
    _ line: MappedLine, _ element: SourceNode, _ focus: Draft?, _ scope: Scope, _ carrier: Carrier
  ) {
    switch line.source {
    case .none, .label: return
    case .joined(let paths, let separators): join(line, paths, separators, element, focus, scope)
    case .node(let paths, let repeats, _):
      guard let source = paths.first else { return }
      var hasTaken = false
      for (node, chain) in candidates(source, element) {
        guard !hasTaken || repeats else {
          failures[node.id] = .surplus(line: line.line)
          continue
        }
        let inner = repeats ? Scope(scope) : scope
        guard keepsEmpty(node, line, carrier) || take(line, node, chain, focus, inner, carrier, repeats: repeats) else {
          failures[node.id] = .unreadable(line: line.line)
          continue
        }
        mark(chain, line)
        hasTaken = true
      }
    }
  }

  /// Lets a line take a node; false if it stays free.
  func take(
    _ line: MappedLine, _ node: SourceNode, _ chain: [SourceNode], _ focus: Draft?, _ scope: Scope,
    _ carrier: Carrier, repeats: Bool
  ) -> Bool {
    switch line.target {
    case .leaf(let places, let codecs):
      guard let text = leafText(node), let stored = store(text, places, codecs, focus, scope) else { return false }
      markLeaf(node, line, stored)
    case .split(let texts, let places):
      guard let text = leafText(node), let stored = split(text, texts, places, focus, scope) else { return false }
      markLeaf(node, line, stored)
    case .reference(let rule):
      guard let text = leafText(node), !text.isEmpty, let base = scope.base(of: rule.place, focus),
        let around = base.make(rule.place.steps.dropLast()), let last = rule.place.steps.last,
        last.repeats || around.find(last) == nil, let element = around.add(last.key)
      else { return false }
      references.append(Reference(element: element, rule: rule, key: text, scope: scope))
      markLeaf(node, line, [element])
    case .constant(let text):
      guard leafText(node) == text else { return false }
      markLeaf(node, line, [])
    case .keep(let reason):
      carry(node, carrier, .kept, line.line, reason)
    case .ignore(let reason): note(node, .ignored, line.line, reason)
    case .resource(let rule):
      guard node.kind == .element else { return false }
      states[Int(node.id)] = .mapped
      let draft = Draft(resource: rule.type)
      if let name = rule.name { scope[name] = draft }
      resources.append(Resource(draft: draft, rule: rule, scope: scope, around: focus))
      made[node.id] = draft
      block(line.children, node, draft, scope, Carrier(draft: draft, element: node))
    case .at(let place):
      guard node.kind == .element, let base = scope.base(of: place, focus), let last = place.steps.last else {
        return false
      }
      let around = base.make(place.steps.dropLast())
      guard let inside = last.item == .each ? around?.add(last.key) : around?.make(last) else { return false }
      states[Int(node.id)] = .mapped
      let (accounted, noted) = (accounts.count, notes.count)
      // An item carries what is its own: others may go, and it may stand elsewhere then.
      block(
        line.children, node, inside, scope, last.item == .each ? Carrier(draft: inside, element: node) : carrier)
      // What nothing was put into is no element, and what it was made of no part of it.
      guard !inside.children.isEmpty || inside.hasValue else {
        around?.remove(inside)
        accounts.removeLast(accounts.count - accounted)
        notes.removeLast(notes.count - noted)
        free(node)
        return false
      }
    case .block:
      guard node.kind == .element else { return false }
      states[Int(node.id)] = .mapped
      block(line.children, node, focus, scope, carrier)
    case .literal, .unit, .table: return false
    }
    takenBy[Int(node.id)] = line.number
    return true
  }

  /// Keeps an empty leaf, which says nothing that could be put anywhere, if a line speaks of it.
  func keepsEmpty(_ node: SourceNode, _ line: MappedLine, _ carrier: Carrier) -> Bool {
    switch line.target {
    case .leaf, .split, .reference: break
    default: return false
    }
    guard leafText(node) == "", node.attributes.isEmpty else { return false }
    carry(node, carrier, .kept, line.line, "it is empty")
    return true
  }

  /// Makes a node as if no line had taken it.
  private func free(_ node: SourceNode) {
    states[Int(node.id)] = .free
    takenBy[Int(node.id)] = 0
    swept.remove(node.id)
    for child in node.children { free(child) }
  }

  // MARK: Looking

  /// The free nodes that a path may mean, each with the elements on the way to it.
  func candidates(_ path: SourcePath, _ element: SourceNode) -> [(node: SourceNode, chain: [SourceNode])] {
    var found: [(node: SourceNode, chain: [SourceNode])] = [(element, [])]
    for (index, step) in path.steps.enumerated() {
      let isLast = index == path.steps.count - 1
      found = found.flatMap { around, chain in
        around.children.filter { node in
          guard !isLast || states[Int(node.id)] == .free else { return false }
          switch step {
          case .element(let name, _): return node.kind == .element && node.name.qualified == name
          case .attribute(let name): return node.kind == .attribute && node.name.qualified == name
          case .text: return (node.kind == .text || node.kind == .cdata) && !node.isBlank
          case .children, .parent: return false
          }
        }.map { ($0, index == 0 ? [] : chain + [around]) }
      }
    }
    guard case .text? = path.steps.last else { return found }
    // Text between elements is several texts, of which none is the element's own.
    return found.count == 1 ? found : []
  }

  func mark(_ chain: [SourceNode], _ line: MappedLine) {
    for element in chain where states[Int(element.id)] == .free {
      states[Int(element.id)] = .mapped
      takenBy[Int(element.id)] = line.number
    }
  }

  func markLeaf(_ node: SourceNode, _ line: MappedLine, _ targets: [Draft]) {
    states[Int(node.id)] = .mapped
    for text in node.children where text.kind == .text || text.kind == .cdata { states[Int(text.id)] = .mapped }
    accounts.append(Account(node: node, state: .mapped, line: line.line, reason: nil, targets: targets))
  }
}

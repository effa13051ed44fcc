// The nodes of a document as a plan looks at them: by numbers.

internal import SourceTree

/// The number of a node in its document.
typealias NodeID = UInt32

/// The nodes of a document, with the numbers that a plan has for their names.
struct SourceNodes {
  let tree: SourceTree
  private let records: [SourceRecord]
  private let values: [UInt8]
  /// For each name of the document, its number in the plan; 0 for one that no line has.
  private let names: [UInt16]

  static let none = SourceRecord.none

  init(_ tree: SourceTree, _ plan: Plan) {
    self.tree = tree
    records = tree.records
    values = tree.values
    var numbers: [String: UInt16] = [:]
    for (number, name) in plan.names.enumerated() { numbers[name] = UInt16(truncatingIfNeeded: number) }
    names = tree.names.map { numbers[$0.qualified] ?? 0 }
  }

  var count: Int { records.count }

  @inline(__always)
  func kind(_ id: NodeID) -> SourceKind { records[Int(id)].kind }
  /// The plan's number of the node's name.
  @inline(__always)
  func name(_ id: NodeID) -> UInt16 { names[Int(records[Int(id)].name)] }
  @inline(__always)
  func first(_ id: NodeID) -> NodeID { records[Int(id)].firstChild }
  @inline(__always)
  func next(_ id: NodeID) -> NodeID { records[Int(id)].nextSibling }
  @inline(__always)
  func parent(_ id: NodeID) -> NodeID { records[Int(id)].parent }
  func node(_ id: NodeID) -> SourceNode { SourceNode(tree: tree, id: id) }

  func value(_ id: NodeID) -> ArraySlice<UInt8> {
    let record = records[Int(id)]
    return values[Int(record.valueStart)..<Int(record.valueStart) + Int(record.valueCount)]
  }

  func string(_ id: NodeID) -> String { String(decoding: value(id), as: UTF8.self) }

  /// Whether it is text or CDATA.
  @inline(__always)
  func isText(_ id: NodeID) -> Bool { kind(id) == .text || kind(id) == .cdata }

  /// Whether it is white space alone.
  func isBlank(_ id: NodeID) -> Bool {
    value(id).allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
  }

  /// Whether a node is part of the data: comments and processing instructions are not, nor are blanks between elements.
  func isData(_ id: NodeID) -> Bool {
    switch kind(id) {
    case .element, .attribute, .cdata: true
    case .text: !isBlank(id) || !hasElements(parent(id))
    default: false
    }
  }

  func hasElements(_ id: NodeID) -> Bool {
    var next = first(id)
    while next != Self.none {
      if kind(next) == .element { return true }
      next = self.next(next)
    }
    return false
  }

  /// The text of a leaf: an attribute's value, or that of an element which holds nothing else; nil for other nodes.
  func leafText(_ id: NodeID) -> String? {
    switch kind(id) {
    case .document: return nil
    case .element: break
    default: return string(id)
    }
    var text: String?
    var next = first(id)
    while next != Self.none {
      switch kind(next) {
      case .element: return nil
      case .text, .cdata: text = text.map { $0 + string(next) } ?? string(next)
      default: break
      }
      next = self.next(next)
    }
    return text ?? ""
  }

  /// The node that holds the whole text of a leaf; nil if it is in pieces, or the node no leaf.
  func plainLeaf(_ id: NodeID) -> NodeID? {
    guard kind(id) == .element else { return kind(id) == .document ? nil : id }
    let first = first(id)
    guard first != Self.none, isText(first), next(first) == Self.none else { return nil }
    return first
  }

  // MARK: Paths

  /// Whether a node is what a step of a path means; tests come later.
  @inline(__always)
  func isMeant(_ id: NodeID, by step: PlanPathStep) -> Bool {
    switch step {
    case .element(let name, _): kind(id) == .element && self.name(id) == name
    case .attribute(let name): kind(id) == .attribute && self.name(id) == name
    case .text: isText(id) && !isBlank(id)
    case .children, .parent: false
    }
  }

  /// The first node that a path leads to, whatever lines have taken; nil if there is none.
  func look(_ path: PlanPath, from id: NodeID, _ plan: Plan) -> NodeID? {
    var found = id
    for step in path.steps.indices {
      let step = plan.pathSteps[step]
      if case .parent = step {
        found = parent(found)
        continue
      }
      var next = first(found)
      while next != Self.none, !isMeant(next, by: step) || !holds(step, next, plan) { next = self.next(next) }
      guard next != Self.none else { return nil }
      found = next
    }
    return found
  }

  /// The text that a path leads to: of a leaf, or the names of the children; nil if there is none.
  func label(_ path: PlanPath, from id: NodeID, _ plan: Plan) -> String? {
    guard let last = path.steps.indices.last else { return nil }
    guard case .children = plan.pathSteps[last] else { return look(path, from: id, plan).flatMap { leafText($0) } }
    let around = PlanPath(steps: PlanPart(path.steps.indices.dropLast()), text: path.text)
    return look(around, from: id, plan).map { element in
      node(element).elements.map(\.name.qualified).joined(separator: " ")
    }
  }

  /// Whether the test of a step holds for a node.
  func holds(_ step: PlanPathStep, _ id: NodeID, _ plan: Plan) -> Bool {
    guard case .element(_, let test?) = step else { return true }
    let wanted = plan.tests[test]
    return label(plan.paths[wanted.path], from: id, plan) == plan.texts[wanted.value]
  }
}

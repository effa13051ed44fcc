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

    /// Where in the document it stands.
    var position: NodeID {
      switch kind {
      case .node(let node), .spelling(let node, _, _): node
      case .order: element
      }
    }
  }

  /// Why a line could not take a node that it speaks of.
  enum Failure {
    case unreadable(line: Int32)
    case surplus(line: Int32)
    case incomplete(line: Int32)
    case deep
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
  /// How many blocks are around.
  var depth = 0
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
  func hasSeveralTexts(_ element: NodeID) -> Bool {
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

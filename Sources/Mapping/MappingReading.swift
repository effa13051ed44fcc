// What came of reading a document by a mapping.

public import FHIRCore
internal import SourceTree
public import Terminology

extension Mapping {
  /// What came of reading a document.
  public struct Reading: Sendable {
    /// A Bundle with all that the document says.
    public let bundle: ElementTree
    /// How many notes the Bundle carries of how the document differs from what the lines alone would write.
    public let exceptions: Int
    /// The first place where writing the Bundle does not give the document again; nil if it does.
    public let difference: Diagnostic?
    /// Which codes and units of the document got a standard code.
    public let coding: CodingReport
    /// What else is wrong with the document.
    public let findings: [Diagnostic]

    let source: SourceTree
    let dialect: String
    let account: MappedLeaves

    /// Whether writing the Bundle gives the document again, but for what the mapping leaves out.
    public var isEqual: Bool { difference == nil }

    /// How many leaves of the document are in each state.
    public var totals: Ledger.Totals { Ledger.Totals(account.leaves.lazy.map(\.state)) }

    /// What became of each leaf of the document; made when it is asked for, for it is larger than the document.
    public var ledger: Ledger {
      let positions = SourcePositions(source)
      let paths = ElementPaths(bundle)
      // An attribute stands where its element begins, so the places only go forth.
      let leaves = account.leaves
      let places = source.source.places(of: leaves.map { SourceNode(tree: source, id: $0.node).offset })
      return Ledger(
        rows: zip(leaves, places).map { leaf, place in
          var place = place
          place.path = positions.path(of: SourceNode(tree: source, id: leaf.node))
          return Ledger.Row(
            leaf.state, at: place, rule: leaf.line.map { "\(dialect):\($0)" }, reason: leaf.reason,
            targets: leaf.targets.indices.map { paths.path(account.targets[$0]) })
        })
    }

    /// What no line of the mapping takes: each path once, with its count and its first place.
    public var unmapped: [Diagnostic] {
      var counts: [String: Int] = [:]
      var first: [(leaf: MappedLeaf, path: String)] = []
      for leaf in account.leaves where leaf.state == .unmapped {
        let path = SourceNode(tree: source, id: leaf.node).pathOfNames
        counts[path, default: 0] += 1
        if counts[path] == 1 { first.append((leaf, path)) }
      }
      return first.map { leaf, path in
        let place = source.source.place(of: SourceNode(tree: source, id: leaf.node).offset, path: path)
        let count = counts[path, default: 0]
        let message =
          "expected " + (leaf.reason == nil ? "a line for this" : "a line that can take this")
          + "; it is carried as it is" + (count > 1 ? ", \(count) times" : "")
        return Diagnostic(MappingRule.carried, message, at: place, hint: leaf.reason)
      }
    }
  }
}

/// What became of a leaf of a document.
struct MappedLeaf: Sendable {
  /// The number of the node.
  let node: UInt32
  let state: Ledger.State
  /// The line of the mapping.
  let line: Int32?
  let reason: String?
  /// Which of the targets of all leaves are its own.
  let targets: PlanPart
}

/// What became of the leaves of a document, in its order.
struct MappedLeaves: Sendable {
  let leaves: [MappedLeaf]
  /// The numbers of the elements of the Bundle that leaves went to.
  let targets: [UInt32]
}

/// The paths of elements, each found in a few steps: a Bundle may have a hundred thousand entries.
struct ElementPaths {
  private let tree: ElementTree
  /// The position of an item in its list.
  private var positions: [UInt32: Int] = [:]

  init(_ tree: ElementTree) {
    self.tree = tree
    var next = tree.root.firstChild
    var count = 0
    while let entry = next {
      if entry.flags.contains(.repeats) {
        positions[entry.id] = count
        count += 1
      }
      next = entry.nextSibling
    }
  }

  /// The path of an element from the root.
  func path(_ id: UInt32) -> String {
    var steps: [String] = []
    var node = Node(tree: tree, id: id)
    while let parent = node.parent {
      var step = node.nameString
      if node.flags.contains(.repeats) {
        let position = positions[node.id] ?? parent.children.prefix { $0.id != node.id }.count { $0.name == node.name }
        step += "[\(position)]"
      }
      steps.append(step)
      node = parent
    }
    steps.append(node.nameString)
    return steps.reversed().joined(separator: ".")
  }
}

extension SourceNode {
  /// The path without positions: `/Befund/Wert/@Alt`.
  fileprivate var pathOfNames: String {
    guard let parent else { return "" }
    let step =
      switch kind {
      case .attribute: "@\(name.qualified)"
      case .element: name.qualified
      case .text, .cdata: "text()"
      default: "node()"
      }
    return "\(parent.pathOfNames)/\(step)"
  }
}

// The tree of legacy documents: what stands in any XML, with its place.

public import FHIRCore

/// An immutable tree of a document that is no FHIR, in one arena, with every value as it was written.
///
/// Elements, attributes, text, CDATA sections, comments and processing instructions are nodes, in the order of the document;
/// the attributes of an element are its first children. It knows no dialect and no consumer: what a consumer remembers of a
/// node lies in an array of its own.
public final class SourceTree: Sendable {
  package let records: [SourceRecord]
  package let values: [UInt8]
  package let names: [SourceName]
  /// Where the nodes stand.
  public let source: SourceMap
  /// The encoding that the document was read with.
  public let encoding: String
  /// What was found when it was read, and did not keep it from being read.
  public let findings: [Diagnostic]

  init(
    records: [SourceRecord], values: [UInt8], names: [SourceName], source: SourceMap, encoding: String,
    findings: [Diagnostic]
  ) {
    self.records = records
    self.values = values
    self.names = names
    self.source = source
    self.encoding = encoding
    self.findings = findings
  }

  /// The tree with more findings.
  package func with(_ more: [Diagnostic]) -> SourceTree {
    SourceTree(
      records: records, values: values, names: names, source: source, encoding: encoding, findings: findings + more)
  }

  /// The document, whose children are the root element and what stands beside it.
  public var document: SourceNode { SourceNode(tree: self, id: 0) }

  /// The root element.
  public var root: SourceNode? { document.children.first { $0.kind == .element } }

  /// The number of nodes, the document included.
  public var count: Int { records.count }
}

/// What a node is.
public enum SourceKind: UInt8, Sendable, Hashable, BitwiseCopyable {
  /// The document itself.
  case document
  case element
  case attribute
  /// Characters between tags.
  case text
  /// Characters in a CDATA section.
  case cdata
  case comment
  case processingInstruction
  /// A document type declaration: its name, and its identifiers as value.
  case doctype
}

/// The name of an element or attribute.
public struct SourceName: Sendable, Hashable {
  /// The prefix as written; empty if there is none.
  public let prefix: String
  /// The name without the prefix.
  public let local: String
  /// The namespace; empty if there is none.
  public let namespace: String

  /// Makes a name.
  public init(prefix: String = "", local: String, namespace: String = "") {
    self.prefix = prefix
    self.local = local
    self.namespace = namespace
  }

  /// The name as written.
  public var qualified: String { prefix.isEmpty ? local : "\(prefix):\(local)" }
}

/// What the arena stores for one node, in 28 bytes.
package struct SourceRecord: BitwiseCopyable, Sendable {
  /// No node.
  package static var none: UInt32 { .max }

  package var kind: SourceKind
  package var name: UInt32
  package var parent: UInt32
  package var firstChild = none
  package var nextSibling = none
  package var valueStart: UInt32 = 0
  package var valueCount: UInt32 = 0
  /// Where it begins, in the text as it was decoded.
  package var source: UInt32
}

/// A node of a tree; convenient, and keeps the tree alive.
public struct SourceNode: Sendable {
  /// The tree that holds the node.
  public let tree: SourceTree
  /// The position in the arena, by which consumers keep what they remember.
  public let id: UInt32

  /// The node at a position of the arena.
  package init(tree: SourceTree, id: UInt32) {
    self.tree = tree
    self.id = id
  }

  var record: SourceRecord { tree.records[Int(id)] }

  /// What it is.
  public var kind: SourceKind { record.kind }
  /// The name of an element, an attribute or a processing instruction; an empty one for the others.
  public var name: SourceName { tree.names[Int(record.name)] }
  /// The value of an attribute, text, comment or processing instruction; empty for the others.
  public var value: String {
    let start = Int(record.valueStart)
    return String(decoding: tree.values[start..<start + Int(record.valueCount)], as: UTF8.self)
  }
  /// The node around it; nil for the document.
  public var parent: SourceNode? {
    record.parent == SourceRecord.none ? nil : SourceNode(tree: tree, id: record.parent)
  }
  /// Its attributes, then what it contains, in the order of the document.
  public var children: [SourceNode] {
    var children: [SourceNode] = []
    var next = record.firstChild
    while next != SourceRecord.none {
      children.append(SourceNode(tree: tree, id: next))
      next = tree.records[Int(next)].nextSibling
    }
    return children
  }
  /// Its attributes.
  public var attributes: [SourceNode] { children.filter { $0.kind == .attribute } }
  /// The elements that it contains.
  public var elements: [SourceNode] { children.filter { $0.kind == .element } }
  /// All text below it, in order.
  public var text: String {
    children.map { child in
      switch child.kind {
      case .text, .cdata: child.value
      case .element: child.text
      default: ""
      }
    }.joined()
  }

  /// The path, with the position among the elements of the same name: `/lab[1]/test[2]/@unit`.
  public var path: String {
    var steps: [String] = []
    var node = self
    while let parent = node.parent {
      let same = parent.children.filter { $0.kind == node.kind && $0.name == node.name }
      let index = same.firstIndex { $0.id == node.id }.map { $0 + 1 } ?? 1
      switch node.kind {
      case .attribute: steps.append("@\(node.name.qualified)")
      case .element: steps.append("\(node.name.qualified)[\(index)]")
      case .text, .cdata: steps.append("text()[\(index)]")
      case .comment: steps.append("comment()[\(index)]")
      default: steps.append("processing-instruction()[\(index)]")
      }
      node = parent
    }
    return "/" + steps.reversed().joined(separator: "/")
  }

  /// Where the node begins, in the text as it was decoded.
  package var offset: Int { Int(record.source) }

  /// Where the node stands: an attribute where its element begins.
  public var place: Place { tree.source.place(of: Int(record.source), path: path) }
}

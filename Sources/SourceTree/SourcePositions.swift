// Where nodes stand among their siblings, counted once: a document may have a hundred thousand under one element.

/// The positions of all nodes of a tree.
package struct SourcePositions: Sendable {
  private var same: [UInt32]
  private var content: [UInt32]

  /// Counts, in one pass.
  package init(_ tree: SourceTree) {
    same = Array(repeating: 0, count: tree.count)
    content = Array(repeating: 0, count: tree.count)
    var counts: [Key: UInt32] = [:]
    var contents: [UInt32: UInt32] = [:]
    for id in tree.records.indices.dropFirst() {
      let record = tree.records[id]
      let key = Key(parent: record.parent, name: record.name, kind: record.kind)
      counts[key, default: 0] += 1
      same[id] = counts[key, default: 0]
      let node = SourceNode(tree: tree, id: UInt32(id))
      guard record.kind != .attribute, node.isData || record.kind == .processingInstruction else { continue }
      content[id] = contents[record.parent, default: 0]
      contents[record.parent, default: 0] += 1
    }
  }

  private struct Key: Hashable {
    let parent: UInt32
    let name: UInt32
    let kind: SourceKind
  }

  /// The position among the siblings of the same kind and name, from 1.
  package func number(of node: SourceNode) -> Int { Int(same[Int(node.id)]) }

  /// The position among the elements, texts and processing instructions of the parent, from 0.
  package func position(of node: SourceNode) -> Int { Int(content[Int(node.id)]) }

  /// The path, as ``SourceNode/path`` has it.
  package func path(of node: SourceNode) -> String {
    guard let parent = node.parent else { return "" }
    let step =
      switch node.kind {
      case .attribute: "@\(node.name.qualified)"
      case .element: "\(node.name.qualified)[\(number(of: node))]"
      case .text, .cdata: "text()[\(number(of: node))]"
      default: "node()[\(number(of: node))]"
      }
    return "\(path(of: parent))/\(step)"
  }
}

extension SourceNode {
  /// Whether it is text of white space alone, which stands between elements for people.
  package var isBlank: Bool { value.utf8.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 } }

  /// Whether it is part of the data: comments and processing instructions are not.
  package var isData: Bool {
    switch kind {
    case .element, .attribute: true
    // Blanks alone in an element are its text.
    case .text: !isBlank || parent?.hasElements == false
    case .cdata: true
    default: false
    }
  }

  private var hasElements: Bool {
    var next = record.firstChild
    while next != SourceRecord.none {
      if tree.records[Int(next)].kind == .element { return true }
      next = tree.records[Int(next)].nextSibling
    }
    return false
  }
}

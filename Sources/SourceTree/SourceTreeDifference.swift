// Where two documents differ, by what counts in a comparison.

extension SourceTree {
  /// The first node that another document does not have so, as canonical XML compares them; nil if they are equal.
  public func firstDifference(from other: SourceTree) -> SourceNode? {
    guard canonical != other.canonical else { return nil }
    guard let root, let otherRoot = other.root else { return document }
    return Self.firstDifference(root, otherRoot)
  }

  private static func firstDifference(_ node: SourceNode, _ other: SourceNode) -> SourceNode {
    guard node.name.qualified == other.name.qualified, attributes(node) == attributes(other) else { return node }
    let children = node.elements
    let others = other.elements
    for (child, twin) in zip(children, others) where child.canonical != twin.canonical {
      return firstDifference(child, twin)
    }
    return children.count > others.count ? children[others.count] : node
  }

  private static func attributes(_ node: SourceNode) -> [String: String] {
    Dictionary(node.attributes.map { ($0.name.qualified, $0.value) }, uniquingKeysWith: { first, _ in first })
  }
}

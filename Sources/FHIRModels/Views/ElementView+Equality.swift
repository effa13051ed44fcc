// Equality of views: what was stated, to the letter, wherever it stands.

internal import FHIRCore

extension ElementView {
  /// Whether both have the same content; resources of any type also have to be of the same.
  ///
  /// Values are compared as they are written: `1.00` is not `1.0`. The order of repeating elements counts, the order of
  /// differently named ones does not, and neither does where the elements stand.
  public static func == (left: Self, right: Self) -> Bool {
    // A view is of one type already, except where a `code` is looked at as text.
    (typeID != R4.Types.resource || left.node.type == right.node.type) && left.node.hasSameContent(as: right.node)
  }

  /// Feeds the content, in time in proportion to its size.
  public func hash(into hasher: inout Hasher) { hasher.combine(node.contentHash) }
}

extension Node {
  /// Whether values and children are the same, apart from the name, the type and the flags of the two themselves.
  func hasSameContent(as other: Node) -> Bool {
    if tree === other.tree, id == other.id { return true }
    // A stack of our own: trees may be deeper than the program's.
    var pending = [(id, other.id)]
    while let (left, right) = pending.popLast() {
      guard pairChildren(of: left, with: right, in: other.tree, into: &pending) else { return false }
    }
    return true
  }

  /// Compares two values and pushes the pairs of children that have to be equal; false if there can be none.
  private func pairChildren(
    of left: UInt32, with right: UInt32, in other: ElementTree, into pending: inout [(UInt32, UInt32)]
  ) -> Bool {
    let (leftRecord, rightRecord) = (tree.records[Int(left)], other.records[Int(right)])
    guard leftRecord.kind == rightRecord.kind, tree.lexeme(left) == other.lexeme(right) else { return false }
    var (nextLeft, nextRight) = (leftRecord.firstChild, rightRecord.firstChild)
    // Nearly always the children stand in the same order.
    while nextLeft != ElementRecord.none, nextRight != ElementRecord.none {
      let (a, b) = (tree.records[Int(nextLeft)], other.records[Int(nextRight)])
      guard tree.names.isSame(a.name, as: b.name, in: other.names) else { break }
      guard a.type == b.type else { return false }
      pending.append((nextLeft, nextRight))
      (nextLeft, nextRight) = (a.nextSibling, b.nextSibling)
    }
    if nextLeft == ElementRecord.none, nextRight == ElementRecord.none { return true }
    return pairByName(from: nextLeft, with: nextRight, in: other, into: &pending)
  }

  /// Pairs the children from two siblings on by name, the first with the first of that name and so on.
  private func pairByName(
    from left: UInt32, with right: UInt32, in other: ElementTree, into pending: inout [(UInt32, UInt32)]
  ) -> Bool {
    var waiting: [Name: [UInt32]] = [:]
    var count = 0
    var next = left
    while next != ElementRecord.none {
      waiting[tree.records[Int(next)].name, default: []].append(next)
      count += 1
      next = tree.records[Int(next)].nextSibling
    }
    var used: [Name: Int] = [:]
    next = right
    while next != ElementRecord.none {
      let record = other.records[Int(next)]
      guard let name = tree.names.name(other.names.string(record.name)), let partners = waiting[name] else {
        return false
      }
      let index = used[name, default: 0]
      guard index < partners.count else { return false }
      guard tree.records[Int(partners[index])].type == record.type else { return false }
      pending.append((partners[index], next))
      used[name] = index + 1
      count -= 1
      next = record.nextSibling
    }
    return count == 0
  }

  /// A hash of names and values that does not depend on the order of children, for equality mostly does not either.
  var contentHash: Int {
    var sum = 0
    var nodes = SubtreeSequence(self)
    while let node = nodes.next() {
      var hasher = Hasher()
      if node.id != id { hasher.combine(node.nameString) }
      hasher.combine(node.kind)
      for byte in node.lexeme { hasher.combine(byte) }
      sum &+= hasher.finalize()
    }
    return sum
  }
}

/// An element and everything below it, parents before children.
struct SubtreeSequence: Sequence, IteratorProtocol {
  private let tree: ElementTree
  private let top: UInt32
  private var upcoming: UInt32

  init(_ node: Node) {
    tree = node.tree
    top = node.id
    upcoming = node.id
  }

  mutating func next() -> Node? {
    guard upcoming != ElementRecord.none else { return nil }
    let current = Node(tree: tree, id: upcoming)
    upcoming = successor(of: upcoming)
    return current
  }

  private func successor(of id: UInt32) -> UInt32 {
    var record = tree.records[Int(id)]
    if record.firstChild != ElementRecord.none { return record.firstChild }
    var current = id
    while current != top {
      if record.nextSibling != ElementRecord.none { return record.nextSibling }
      current = record.parent
      record = tree.records[Int(current)]
    }
    return ElementRecord.none
  }
}

// A cursor on one element. Convenient; engines loop over ids and records instead, which is four times as fast.

/// An element of a tree.
///
/// ```swift
/// let status = tree.root.child("status")?.string   // "final"
/// let place = tree.root.child("status")?.place     // observation.json:3:13, Observation.status
/// for category in tree.root.children("category") { … }
/// ```
///
/// It holds on to the whole tree. A look-up by name walks the children, and one by spelling first looks the name up: in
/// loops, use a `Name`.
public struct Node: Sendable {
  /// The tree that holds the element, and keeps it alive.
  public let tree: ElementTree
  package let id: UInt32

  @inline(__always)
  package init(tree: ElementTree, id: UInt32) {
    self.tree = tree
    self.id = id
  }

  @inline(__always)
  package var record: ElementRecord { tree.records[Int(id)] }

  /// The interned name.
  public var name: Name { record.name }
  /// The name as it is spelt: `value` for `valueQuantity`, and the type's name for a root.
  public var nameString: String { tree.names.string(record.name) }
  /// The type, by number.
  public var type: TypeID { record.type }
  /// What kind of value stands here.
  public var kind: ValueKind { record.kind }
  /// What else is known.
  public var flags: ElementFlags { record.flags }

  /// The element that this one belongs to; nil for the root.
  public var parent: Node? { link(record.parent) }
  /// The first child in source order.
  public var firstChild: Node? { link(record.firstChild) }
  /// The next child of the same parent.
  public var nextSibling: Node? { link(record.nextSibling) }

  /// The children in source order.
  public var children: ChildSequence { ChildSequence(next: firstChild) }

  /// The first child of a name.
  public func child(_ name: Name) -> Node? {
    var next = record.firstChild
    while next != ElementRecord.none {
      let record = tree.records[Int(next)]
      if record.name == name { return Node(tree: tree, id: next) }
      next = record.nextSibling
    }
    return nil
  }

  /// The first child of a name.
  public func child(_ name: String) -> Node? { tree.names.name(name).flatMap { child($0) } }

  /// All children of a name, in order.
  public func children(_ name: Name) -> [Node] { children.filter { $0.name == name } }

  /// All children of a name, in order.
  public func children(_ name: String) -> [Node] { tree.names.name(name).map { children($0) } ?? [] }

  /// The value as it was written, if there is one: text without its escapes, a number to the letter.
  public var string: String? { record.kind == .none ? nil : String(decoding: tree.lexeme(id), as: UTF8.self) }

  /// The value's bytes; empty if there is none.
  package var lexeme: ArraySlice<UInt8> { tree.lexeme(id) }

  private func link(_ id: UInt32) -> Node? { id == ElementRecord.none ? nil : Node(tree: tree, id: id) }
}

/// The children of an element, in source order.
public struct ChildSequence: Sequence, IteratorProtocol, Sendable {
  private var upcoming: Node?

  init(next: Node?) { upcoming = next }

  /// The next child.
  public mutating func next() -> Node? {
    defer { upcoming = upcoming?.nextSibling }
    return upcoming
  }
}

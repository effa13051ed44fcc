// The one way to make a tree, whoever makes it: readers, views, mappings.

/// Builds a tree from the root down; elements are opened, given values, and closed.
///
/// ```swift
/// var builder = Definitions.r4.treeBuilder()
/// try builder.open("Coding", type: coding)
/// try builder.leaf("code", type: code, .string, "2857-1")
/// builder.close()
/// let tree = builder.finish()
/// ```
///
/// Nothing is checked against the definitions, and a lexeme is taken as it is: that of a number has to be one of JSON's
/// grammar, that of a boolean `true` or `false`. A root that is a resource has the flag `resource`; the flags of everything
/// else say how its definition lets it stand. A builder that has thrown is of no more use.
///
/// Readers that know where a value stands in their text hand that text over at the beginning and refer to it
/// (`ElementRecord.setValue`), so that nothing is copied.
public struct TreeBuilder: ~Copyable {
  @usableFromInline package var records: [ElementRecord] = []
  package var decoded: [UInt8] = []
  package var names: NameTable
  package let text: [UInt8]
  private let source: SourceMap?
  private let limits: Limits
  private var openElements: [UInt32] = []

  package init(names: NameTable, text: [UInt8] = [], source: SourceMap? = nil, limits: Limits = Limits()) {
    self.names = names
    self.text = text
    self.source = source
    self.limits = limits
  }

  /// The number of elements so far.
  public var count: Int { records.count }

  /// Opens an element below the one that is open; the first is the root.
  ///
  /// - Precondition: There is no root yet, or an element is open.
  @discardableResult
  public mutating func open(
    _ name: String, type: TypeID, flags: ElementFlags = []
  ) throws(TreeLimit) -> UInt32 {
    try open(intern(name), type: type, flags: flags)
  }

  /// Opens an element below the one that is open; the first is the root.
  ///
  /// - Precondition: There is no root yet, or an element is open.
  @discardableResult
  public mutating func open(_ name: Name, type: TypeID, flags: ElementFlags = []) throws(TreeLimit) -> UInt32 {
    guard openElements.count < limits.depth else { throw .depth }
    guard records.count < Self.mostElements else { throw .size }
    let parent = openElements.last ?? ElementRecord.none
    precondition(parent != ElementRecord.none || records.isEmpty, "a tree has one root")
    let last = parent == ElementRecord.none ? parent : records[Int(parent)].lastChild
    let id = append(ElementRecord(name: name, type: type, flags: flags, parent: parent), after: last)
    if parent != ElementRecord.none { records[Int(parent)].lastChild = id }
    openElements.append(id)
    return id
  }

  /// Closes the element that was opened last.
  public mutating func close() { openElements.removeLast() }

  /// Closes an element of a complex type; one without children is an object without members.
  package mutating func closeObject() {
    let id = Int(openElements.removeLast())
    if records[id].kind == .none, records[id].firstChild == ElementRecord.none {
      records[id].flags.insert(.emptyObject)
    }
  }

  /// Gives the open element a value, which is copied.
  public mutating func value(_ kind: ValueKind, _ lexeme: some Collection<UInt8>) throws(TreeLimit) {
    guard let id = openElements.last else { preconditionFailure("a value needs an open element") }
    let start = decoded.count
    decoded.append(contentsOf: lexeme)
    guard decoded.count <= limits.size else { throw .size }
    records[Int(id)].setValue(kind, start: start, count: decoded.count - start, decoded: true)
  }

  /// Adds an element that has a value and no children.
  public mutating func leaf(
    _ name: String, type: TypeID, flags: ElementFlags = [], _ kind: ValueKind, _ lexeme: String
  ) throws(TreeLimit) {
    try open(name, type: type, flags: flags)
    try value(kind, lexeme.utf8)
    close()
  }

  /// Copies an element with everything below it, under another name, type and flags if wanted.
  ///
  /// The other tree may spell its names with other numbers, but must be of the same definitions, whose types are copied by
  /// number. The copy keeps no reference to the other tree's text. Its elements have no place in a source.
  public mutating func copy(
    _ node: Node, as name: Name? = nil, type: TypeID? = nil, flags: ElementFlags? = nil
  ) throws(TreeLimit) {
    let tree = node.tree
    let sameNames = tree.names.known === names.known
    let knownCount = names.known.count
    var translated: [Name: Name] = [:]
    let bottom = openElements.count
    var next = node.id
    while true {
      let record = tree.records[Int(next)]
      let isTop = next == node.id
      var copied = record.name
      if isTop, let name {
        copied = name
      } else if !(sameNames && Int(copied.rawValue) < knownCount) {
        if let known = translated[copied] {
          copied = known
        } else {
          copied = try intern(tree.names.string(record.name))
          translated[record.name] = copied
        }
      }
      let kept = (isTop ? flags ?? record.flags : record.flags).subtracting(.decoded)
      try open(copied, type: isTop ? type ?? record.type : record.type, flags: kept)
      if record.kind != .none { try value(record.kind, tree.lexeme(next)) }
      if record.firstChild != ElementRecord.none {
        next = record.firstChild
        continue
      }
      // Up until an element has a sibling still to be copied.
      var finished = record
      var finishedID = next
      close()
      while finishedID != node.id, finished.nextSibling == ElementRecord.none {
        finishedID = finished.parent
        finished = tree.records[Int(finishedID)]
        close()
      }
      if finishedID == node.id { break }
      next = finished.nextSibling
    }
    precondition(openElements.count == bottom)
  }

  /// The tree, when at least a root has been opened and everything is closed.
  public consuming func finish() -> ElementTree {
    precondition(openElements.isEmpty, "every element that was opened is closed")
    return ElementTree(records: records, text: text, decoded: decoded, names: names, source: source)
  }

  /// Interns a name.
  public mutating func intern(_ name: String) throws(TreeLimit) -> Name {
    guard let name = names.intern(name) else { throw .names }
    return name
  }

  // MARK: For readers, which keep their own stack

  /// The most elements that a tree holds.
  package static let mostElements = Int(UInt32.max) - 1

  /// Grows the arena, which is full, by what the text up to `offset` says is to come, so that a large one is not copied
  /// again and again.
  package mutating func grow(at offset: Int) {
    let count = records.count
    let left = max(0, text.count - offset)
    guard offset > 65_536 else { return records.reserveCapacity(max(16, count * 2, min(left / 24, 4_096))) }
    let toCome = Double(left) / Double(offset) * 1.05
    records.reserveCapacity(count + max(count / 8, Int(Double(count) * toCome)))
    decoded.reserveCapacity(decoded.count + Int(Double(decoded.count) * toCome))
  }

  /// Adds an element behind `last`, the last child of its parent so far, or as the first child if there is none.
  ///
  /// Whoever calls keeps count of the limit, and notes the parent's last child in the end.
  @inlinable @inline(__always)
  package mutating func append(_ record: ElementRecord, after last: UInt32) -> UInt32 {
    let id = UInt32(truncatingIfNeeded: records.count)
    records.append(record)
    if last != ElementRecord.none {
      records[Int(last)].nextSibling = id
    } else if record.parent != ElementRecord.none {
      records[Int(record.parent)].firstChild = id
    }
    return id
  }
}

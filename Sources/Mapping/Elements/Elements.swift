// Elements of FHIR in an arena: made when a document is read, looked into when one is written.

internal import FHIRCore
internal import FHIRDefinitions

/// The number of an element in its arena.
struct ElementID: Hashable, BitwiseCopyable, Sendable {
  let raw: UInt32

  static let none = ElementID(raw: ElementRecord.none)
  var exists: Bool { raw != ElementRecord.none }
}

/// Elements of FHIR that can be added, changed and taken back.
///
/// The same records as those of an `ElementTree`, so a tree is looked into as it is, and what was made becomes one.
struct Elements {
  private(set) var records: [ElementRecord] = []
  private let text: [UInt8]
  private var decoded: [UInt8]

  private var journal = Journal<ElementRecord>()

  /// Begins without elements.
  ///
  /// - Parameter count: how many there may be, or more.
  init(reserving count: Int) {
    text = []
    decoded = []
    records.reserveCapacity(count)
    decoded.reserveCapacity(count * 8)
  }

  /// Looks into a tree.
  init(_ tree: ElementTree) {
    records = tree.records
    text = tree.text
    decoded = tree.decoded
  }

  // MARK: Looking

  @inline(__always)
  subscript(_ id: ElementID) -> ElementRecord { records[Int(id.raw)] }

  func hasValue(_ id: ElementID) -> Bool { id.exists && self[id].kind != .none }

  /// The value of an element; empty if it has none.
  func value(_ id: ElementID) -> ArraySlice<UInt8> {
    let record = self[id]
    let (start, end) = (Int(record.valueStart), Int(record.valueStart) + Int(record.valueCount))
    return record.flags.contains(.decoded) ? decoded[start..<end] : text[start..<end]
  }

  /// The value of an element as text; empty if it has none.
  func string(_ id: ElementID) -> String { String(decoding: value(id), as: UTF8.self) }

  /// Whether the value of an element is a text.
  func says(_ id: ElementID, _ text: String) -> Bool {
    hasValue(id) && value(id).elementsEqual(text.utf8)
  }

  /// The first child of a name.
  func child(_ id: ElementID, _ name: Name) -> ElementID {
    guard id.exists else { return .none }
    var next = self[id].firstChild
    while next != ElementRecord.none {
      if records[Int(next)].name == name { break }
      next = records[Int(next)].nextSibling
    }
    return ElementID(raw: next)
  }

  /// The children of an element, in their order.
  func children(_ id: ElementID) -> ElementChildren {
    ElementChildren(elements: self, next: id.exists ? self[id].firstChild : ElementRecord.none)
  }

  func firstChild(_ id: ElementID) -> ElementID { ElementID(raw: id.exists ? self[id].firstChild : ElementRecord.none) }
  func nextSibling(_ id: ElementID) -> ElementID { ElementID(raw: self[id].nextSibling) }
  func parent(_ id: ElementID) -> ElementID { ElementID(raw: self[id].parent) }
  func isEmpty(_ id: ElementID) -> Bool { self[id].firstChild == ElementRecord.none && self[id].kind == .none }

  /// The resource that an element belongs to.
  func resource(of id: ElementID) -> ElementID {
    var id = id
    while !self[id].flags.contains(.resource), parent(id).exists { id = parent(id) }
    return id
  }

  /// Whether two elements say the same, themselves and below.
  func isSame(_ left: ElementID, _ right: ElementID) -> Bool {
    guard self[left].name == self[right].name, self[left].type == self[right].type, self[left].kind == self[right].kind,
      value(left) == value(right)
    else { return false }
    return children(left).elementsEqual(children(right), by: isSame)
  }

  // MARK: Making

  /// Adds a resource, which stands in nothing.
  mutating func add(resource type: TypeID) -> ElementID {
    records.append(ElementRecord(name: Definitions.r4.name(of: type), type: type, flags: .resource))
    return ElementID(raw: UInt32(truncatingIfNeeded: records.count - 1))
  }

  /// Adds a child behind those that are there.
  @discardableResult
  mutating func add(_ name: Name, _ type: TypeID, _ flags: ElementFlags, to parent: ElementID) -> ElementID {
    let id = UInt32(truncatingIfNeeded: records.count)
    records.append(ElementRecord(name: name, type: type, flags: flags, parent: parent.raw))
    willChange(parent)
    let last = self[parent].lastChild
    if last == ElementRecord.none {
      records[Int(parent.raw)].firstChild = id
    } else {
      willChange(ElementID(raw: last))
      records[Int(last)].nextSibling = id
    }
    records[Int(parent.raw)].lastChild = id
    return ElementID(raw: id)
  }

  /// Adds a child.
  @discardableResult
  mutating func add(_ known: KnownElement, to parent: ElementID) -> ElementID {
    add(known.name, known.type, known.flags, to: parent)
  }

  /// Adds a child with a value.
  @discardableResult
  mutating func add(_ known: KnownElement, _ value: String, to parent: ElementID) -> ElementID {
    let id = add(known, to: parent)
    set(value, of: id)
    return id
  }

  /// Adds a child by its name in JSON, if the parent can have it.
  @discardableResult
  mutating func add(_ key: String, _ value: String? = nil, to parent: ElementID) -> ElementID {
    guard parent.exists, let member = Definitions.r4.member(spelt: key, in: self[parent].type) else { return .none }
    let id = add(member.name, member.type, ElementFlags(member), to: parent)
    if let value { set(value, of: id) }
    return id
  }

  /// Puts a resource into an element.
  mutating func place(_ resource: ElementID, as known: KnownElement, in parent: ElementID) {
    let made = add(known.name, self[resource].type, .resource, to: parent)
    // The new record takes the content over, and the resource is known by its old number no more.
    var child = self[resource].firstChild
    records[Int(made.raw)].firstChild = child
    records[Int(made.raw)].lastChild = self[resource].lastChild
    while child != ElementRecord.none {
      records[Int(child)].parent = made.raw
      child = records[Int(child)].nextSibling
    }
  }

  /// Gives an element a value, written as FHIR does.
  mutating func set(_ value: String, of id: ElementID) {
    let start = decoded.count
    decoded.append(contentsOf: value.utf8)
    setValue(of: id, from: start)
  }

  /// Gives an element a value.
  mutating func set(_ value: ArraySlice<UInt8>, of id: ElementID) {
    let start = decoded.count
    decoded.append(contentsOf: value)
    setValue(of: id, from: start)
  }

  private mutating func setValue(of id: ElementID, from start: Int) {
    willChange(id)
    let kind = Definitions.r4.valueKind(self[id].type)
    records[Int(id.raw)].setValue(
      kind == .none ? .string : kind, start: start, count: decoded.count - start, decoded: true)
  }

  // MARK: Attempts

  /// What there was before an attempt.
  struct Mark {
    fileprivate let records: Journal<ElementRecord>.Mark
    fileprivate let decoded: Int
  }

  /// Begins an attempt, which ends with ``keep(_:)`` or ``restore(_:)``.
  mutating func mark() -> Mark { Mark(records: journal.mark(records.count), decoded: decoded.count) }

  /// Ends an attempt that has succeeded.
  mutating func keep(_ mark: Mark) { journal.keep(mark.records) }

  /// Ends an attempt that has failed: nothing of it is left.
  mutating func restore(_ mark: Mark) {
    journal.restore(mark.records, &records)
    decoded.removeLast(decoded.count - mark.decoded)
  }

  private mutating func willChange(_ id: ElementID) { journal.note(id.raw, records[Int(id.raw)]) }

  // MARK: The tree

  /// The elements as a tree, the children of each in the order of its definition.
  ///
  /// - Parameter root: the element that becomes the root.
  /// - Returns: the tree, and the number that each element has in it.
  /// - Throws: the limit of a tree that the elements exceed.
  func tree(_ root: ElementID) throws(TreeLimit) -> (tree: ElementTree, numbers: [UInt32]) {
    // A value is known by a place of 32 bits.
    guard decoded.count <= Limits().size else { throw .size }
    var order = ElementOrder(self)
    try order.append(root, below: ElementRecord.none, depth: 0)
    let tree = ElementTree(
      records: order.records, text: text, decoded: decoded, names: NameTable(known: Definitions.r4.names), source: nil)
    return (tree, order.numbers)
  }
}

/// The children of an element, in their order.
struct ElementChildren: Sequence, IteratorProtocol {
  private let records: [ElementRecord]
  private var upcoming: UInt32

  fileprivate init(elements: Elements, next: UInt32) {
    records = elements.records
    upcoming = next
  }

  mutating func next() -> ElementID? {
    guard upcoming != ElementRecord.none else { return nil }
    defer { upcoming = records[Int(upcoming)].nextSibling }
    return ElementID(raw: upcoming)
  }
}

/// Brings elements into the order of their definitions.
private struct ElementOrder {
  private let source: [ElementRecord]
  private(set) var records: [ElementRecord] = []
  private(set) var numbers: [UInt32]

  init(_ elements: Elements) {
    source = elements.records
    records.reserveCapacity(source.count)
    numbers = Array(repeating: ElementRecord.none, count: source.count)
  }

  @discardableResult
  mutating func append(_ id: ElementID, below parent: UInt32, depth: Int) throws(TreeLimit) -> UInt32 {
    guard depth < Limits().depth else { throw .depth }
    guard records.count < TreeBuilder.mostElements else { throw .size }
    let number = UInt32(truncatingIfNeeded: records.count)
    numbers[Int(id.raw)] = number
    var record = source[Int(id.raw)]
    let first = record.firstChild
    record.parent = parent
    record.firstChild = ElementRecord.none
    record.lastChild = ElementRecord.none
    record.nextSibling = ElementRecord.none
    if first == ElementRecord.none, record.kind == .none { record.flags.insert(.emptyObject) }
    records.append(record)
    var last = ElementRecord.none
    func link(_ child: UInt32) {
      if last == ElementRecord.none {
        records[Int(number)].firstChild = child
      } else {
        records[Int(last)].nextSibling = child
      }
      last = child
    }
    if isInOrder(first, of: record.type) {
      var next = first
      while next != ElementRecord.none {
        link(try append(ElementID(raw: next), below: number, depth: depth + 1))
        next = source[Int(next)].nextSibling
      }
    } else {
      for child in sorted(first, of: record.type) {
        link(try append(ElementID(raw: child), below: number, depth: depth + 1))
      }
    }
    records[Int(number)].lastChild = last
    return number
  }

  private func ordinal(_ id: UInt32, in type: TypeID) -> Int {
    let definitions = Definitions.r4
    return definitions.member(named: source[Int(id)].name, in: type).map { Int(definitions.member($0).ordinal) } ?? .max
  }

  private func isInOrder(_ first: UInt32, of type: TypeID) -> Bool {
    var (next, before) = (first, -1)
    var name = Name.none
    while next != ElementRecord.none {
      let record = source[Int(next)]
      if record.name != name {
        let ordinal = ordinal(next, in: type)
        guard ordinal >= before else { return false }
        (before, name) = (ordinal, record.name)
      }
      next = record.nextSibling
    }
    return true
  }

  private func sorted(_ first: UInt32, of type: TypeID) -> [UInt32] {
    var children: [(ordinal: Int, id: UInt32)] = []
    var next = first
    while next != ElementRecord.none {
      children.append((ordinal(next, in: type), next))
      next = source[Int(next)].nextSibling
    }
    let indices = children.indices.sorted { (children[$0].ordinal, $0) < (children[$1].ordinal, $1) }
    return indices.map { children[$0].id }
  }
}

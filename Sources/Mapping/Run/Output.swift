// A document that is being written.

internal import FHIRCore
internal import SourceTree

/// The number of a node in a document that is being written.
struct OutputID: Hashable, BitwiseCopyable, Sendable {
  let raw: UInt32
  static let none = OutputID(raw: .max)
  var exists: Bool { raw != UInt32.max }
}

/// Nodes that were printed, in the order of the lines; they can be taken back, and what was carried is put between them.
struct Output {
  enum Kind: UInt8 { case element, attribute, text, carried }

  struct Record: BitwiseCopyable {
    var kind: Kind
    /// The name, by its number in `names`.
    var name: UInt32 = 0
    var parent = OutputID.none
    var first = OutputID.none
    var last = OutputID.none
    var next = OutputID.none
    /// The text of a leaf; for a carried node its number.
    var start: UInt32 = 0
    var count: UInt32 = 0
    /// Who carries what is not as the lines have it: a resource, an item of a list; of the element whose path begins there.
    var owner = ElementID.none
    /// Whether paths begin at this element, for it became its owner.
    var isOwn = false
  }

  private(set) var records: [Record] = []
  private var texts: [UInt8] = []
  private var carried: [SourceNode] = []
  private(set) var names: [String]
  private var numbers: [String: UInt32] = [:]

  private var journal = Journal<Record>()

  /// Begins with the names that a plan knows, by its numbers.
  init(_ plan: Plan) {
    names = plan.names
    for (number, name) in names.enumerated() { numbers[name] = UInt32(truncatingIfNeeded: number) }
  }

  @inline(__always)
  subscript(_ id: OutputID) -> Record { records[Int(id.raw)] }

  /// Whether all texts are where their numbers of 32 bits say.
  var isWhole: Bool { texts.count <= Int(UInt32.max) && records.count <= Int(UInt32.max) }

  // MARK: Printing

  /// An element that will stand in another, and does not yet; a resource, or an item of a list, carries what is its own.
  mutating func element(_ name: UInt32, in parent: OutputID, owner: ElementID, isOwn: Bool) -> OutputID {
    records.append(Record(kind: .element, name: name, parent: parent, owner: owner, isOwn: isOwn))
    return OutputID(raw: UInt32(truncatingIfNeeded: records.count - 1))
  }

  /// Puts a node at the end of an element.
  mutating func append(_ id: OutputID, to parent: OutputID) {
    let last = self[parent].last
    willChange(id)
    willChange(parent)
    records[Int(id.raw)].parent = parent
    if last.exists { willChange(last) }
    if last.exists { records[Int(last.raw)].next = id } else { records[Int(parent.raw)].first = id }
    records[Int(parent.raw)].last = id
  }

  /// Prints a leaf at a path below an element.
  mutating func put(_ text: String, at path: PlanPath, _ plan: Plan, in element: OutputID) -> OutputID {
    put(Array(text.utf8)[...], at: path, plan, in: element)
  }

  /// Prints a leaf at a path below an element.
  mutating func put(_ text: ArraySlice<UInt8>, at path: PlanPath, _ plan: Plan, in element: OutputID) -> OutputID {
    var around = element
    for number in path.steps.indices {
      switch plan.pathSteps[number] {
      case .element(let name, _):
        guard number == path.steps.indices.last else {
          around = self.element(UInt32(name), in: around)
          continue
        }
        let leaf = self.element(UInt32(name), in: around, owner: self[around].owner, isOwn: false)
        append(leaf, to: around)
        add(.text, 0, text, to: leaf)
        return leaf
      case .attribute(let name): return add(.attribute, UInt32(name), text, to: around)
      case .text: return add(.text, 0, text, to: around)
      case .children, .parent: return .none
      }
    }
    return around
  }

  /// The element in which a path ends, made as far as it is not there.
  mutating func around(_ path: PlanPath, _ plan: Plan, in element: OutputID) -> OutputID {
    var around = element
    for number in path.steps.indices.dropLast() {
      guard case .element(let name, _) = plan.pathSteps[number] else { return around }
      around = self.element(UInt32(name), in: around)
    }
    return around
  }

  /// Adds an attribute or a text.
  @discardableResult
  mutating func add(_ kind: Kind, _ name: UInt32, _ text: String, to parent: OutputID) -> OutputID {
    add(kind, name, Array(text.utf8)[...], to: parent)
  }

  /// Adds an attribute or a text.
  @discardableResult
  mutating func add(_ kind: Kind, _ name: UInt32, _ text: ArraySlice<UInt8>, to parent: OutputID) -> OutputID {
    var record = Record(kind: kind, name: name)
    record.start = UInt32(truncatingIfNeeded: texts.count)
    texts.append(contentsOf: text)
    record.count = UInt32(truncatingIfNeeded: texts.count) - record.start
    records.append(record)
    let id = OutputID(raw: UInt32(truncatingIfNeeded: records.count - 1))
    append(id, to: parent)
    return id
  }

  /// Gives an empty leaf its text.
  mutating func fill(_ id: OutputID, _ text: String) {
    guard self[id].kind == .element else {
      willChange(id)
      records[Int(id.raw)].start = UInt32(truncatingIfNeeded: texts.count)
      texts.append(contentsOf: text.utf8)
      records[Int(id.raw)].count = UInt32(truncatingIfNeeded: texts.count) - self[id].start
      return
    }
    add(.text, 0, text, to: id)
  }

  /// Says who carries what is an element's own.
  mutating func own(_ id: OutputID, _ owner: ElementID) {
    willChange(id)
    records[Int(id.raw)].owner = owner
    records[Int(id.raw)].isOwn = true
  }

  // MARK: Looking

  /// The first child element of a name, made if it is not there.
  mutating func element(_ name: UInt32, in parent: OutputID) -> OutputID {
    let found = child(name, .element, 1, of: parent)
    if found.exists { return found }
    let made = element(name, in: parent, owner: self[parent].owner, isOwn: false)
    append(made, to: parent)
    return made
  }

  /// The n-th child of a name and kind, from 1.
  func child(_ name: UInt32, _ kind: Kind, _ number: Int, of parent: OutputID) -> OutputID {
    var count = 0
    var next = self[parent].first
    while next.exists {
      if self[next].kind == kind, self[next].name == name {
        count += 1
        if count == number { break }
      }
      next = self[next].next
    }
    return next
  }

  /// What a path leads to, if it has been printed.
  func look(_ path: PlanPath, _ plan: Plan, in element: OutputID) -> OutputID {
    var found = element
    for number in path.steps.indices {
      guard found.exists else { return found }
      switch plan.pathSteps[number] {
      case .element(let name, _): found = child(UInt32(name), .element, 1, of: found)
      case .attribute(let name): found = child(UInt32(name), .attribute, 1, of: found)
      case .text: found = child(0, .text, 1, of: found)
      case .parent: found = self[found].parent
      case .children: return .none
      }
    }
    return found
  }

  func children(of parent: OutputID) -> [OutputID] {
    var children: [OutputID] = []
    var next = self[parent].first
    while next.exists {
      children.append(next)
      next = self[next].next
    }
    return children
  }

  /// The text of an attribute or text, or of a leaf.
  func text(_ id: OutputID) -> String {
    let record = self[id]
    guard record.kind == .element else {
      return String(decoding: texts[Int(record.start)..<Int(record.start + record.count)], as: UTF8.self)
    }
    return children(of: id).filter { self[$0].kind == .text }.map(text).joined()
  }

  func name(_ id: OutputID) -> String { names[Int(self[id].name)] }

  /// The number of a name, given now if it had none.
  mutating func number(of name: String) -> UInt32 {
    if let number = numbers[name] { return number }
    names.append(name)
    numbers[name] = UInt32(truncatingIfNeeded: names.count - 1)
    return UInt32(truncatingIfNeeded: names.count - 1)
  }

  /// The path of an element from the one that became its owner: `PID[1]/PID.3[2]`.
  func path(of id: OutputID) -> String {
    var steps: [String] = []
    var (node, around) = (id, self[id].parent)
    while !self[node].isOwn, around.exists {
      var number = 1
      var next = self[around].first
      while next.exists, next != node {
        if self[next].kind == .element, self[next].name == self[node].name { number += 1 }
        next = self[next].next
      }
      steps.append("\(name(node))[\(number)]")
      (node, around) = (around, self[around].parent)
    }
    return steps.reversed().joined(separator: "/")
  }

  // MARK: What is not as the lines have it

  /// Takes a child out of its parent.
  mutating func remove(_ id: OutputID) {
    guard id.exists, self[id].parent.exists else { return }
    let parent = self[id].parent
    setContent(of: parent, children(of: parent).filter { $0 != id })
    willChange(id)
    records[Int(id.raw)].parent = .none
  }

  /// Gives an element other children.
  mutating func setContent(of parent: OutputID, _ children: [OutputID]) {
    willChange(parent)
    children.forEach { willChange($0) }
    records[Int(parent.raw)].first = children.first ?? .none
    records[Int(parent.raw)].last = children.last ?? .none
    for (child, next) in zip(children, children.dropFirst() + [.none]) {
      records[Int(child.raw)].next = next
      records[Int(child.raw)].parent = parent
    }
  }

  /// A carried node that stands nowhere yet.
  mutating func carry(_ node: SourceNode) -> OutputID {
    carried.append(node)
    var record = Record(kind: .carried)
    record.start = UInt32(truncatingIfNeeded: carried.count - 1)
    records.append(record)
    return OutputID(raw: UInt32(truncatingIfNeeded: records.count - 1))
  }

  /// A text that stands nowhere yet.
  mutating func text(_ text: String) -> OutputID {
    var record = Record(kind: .text)
    record.start = UInt32(truncatingIfNeeded: texts.count)
    texts.append(contentsOf: text.utf8)
    record.count = UInt32(truncatingIfNeeded: texts.count) - record.start
    records.append(record)
    return OutputID(raw: UInt32(truncatingIfNeeded: records.count - 1))
  }

  func carriedNode(_ id: OutputID) -> SourceNode { carried[Int(self[id].start)] }

  // MARK: Attempts

  /// What there was before an attempt.
  struct Mark {
    fileprivate let records: Journal<Record>.Mark
    fileprivate let texts: Int
  }

  /// Begins an attempt, which ends with ``keep(_:)`` or ``restore(_:)``.
  mutating func mark() -> Mark { Mark(records: journal.mark(records.count), texts: texts.count) }

  /// Ends an attempt that has succeeded.
  mutating func keep(_ mark: Mark) { journal.keep(mark.records) }

  /// Ends an attempt that has failed: nothing of it is left.
  mutating func restore(_ mark: Mark) {
    journal.restore(mark.records, &records)
    texts.removeLast(texts.count - mark.texts)
  }

  private mutating func willChange(_ id: OutputID) { journal.note(id.raw, records[Int(id.raw)]) }

  /// The text of an attribute or text, in UTF-8.
  func bytes(_ id: OutputID) -> ArraySlice<UInt8> {
    texts[Int(self[id].start)..<Int(self[id].start + self[id].count)]
  }
}

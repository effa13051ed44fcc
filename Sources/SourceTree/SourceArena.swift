// The one way in which nodes are added to a tree, whether it is read or made.

internal import FHIRCore

/// Nodes in the order of the document, their values and names.
struct SourceArena {
  private(set) var records = [SourceRecord(kind: .document, name: 0, parent: SourceRecord.none, source: 0)]
  private(set) var values: [UInt8] = []
  private(set) var names = [SourceName.none]
  private var numbers: [SourceName: UInt32] = [:]
  private var open: [(id: UInt32, last: UInt32)] = [(0, SourceRecord.none)]

  /// The node that was added last to the open element; nil if there is none.
  var last: UInt32? {
    let last = open[open.count - 1].last
    return last == SourceRecord.none ? nil : last
  }

  /// Adds a node to the open element.
  @discardableResult
  mutating func add(_ kind: SourceKind, _ name: SourceName, _ value: ArraySlice<UInt8>, at offset: Int) -> UInt32 {
    add(kind, number: number(of: name), value.span, at: offset)
  }

  /// Adds a node to the open element, by the number of its name.
  @discardableResult
  mutating func add(_ kind: SourceKind, number: UInt32, _ value: borrowing Span<UInt8>, at offset: Int) -> UInt32 {
    let id = UInt32(records.count)
    let top = open.count - 1
    var record = SourceRecord(
      kind: kind, name: number, parent: open[top].id, source: UInt32(truncatingIfNeeded: offset))
    record.valueStart = UInt32(truncatingIfNeeded: values.count)
    values.append(value)
    record.valueCount = UInt32(truncatingIfNeeded: values.count) - record.valueStart
    records.append(record)
    if open[top].last == SourceRecord.none {
      records[Int(open[top].id)].firstChild = id
    } else {
      records[Int(open[top].last)].nextSibling = id
    }
    open[top].last = id
    return id
  }

  /// Adds an element, to which nodes are added from now on.
  mutating func open(number: UInt32, at offset: Int) {
    open.append((add(.element, number: number, [UInt8]().span, at: offset), SourceRecord.none))
  }

  /// Closes the element that was opened last.
  mutating func close() { open.removeLast() }

  /// Adds to the value of the node that was added last of all.
  mutating func extend(_ id: UInt32, by value: Span<UInt8>) {
    values.append(value)
    records[Int(id)].valueCount += UInt32(value.count)
  }

  /// The number of a name, given now if it had none.
  mutating func number(of name: SourceName) -> UInt32 {
    if name == names[0] { return 0 }
    if let number = numbers[name] { return number }
    let number = UInt32(names.count)
    names.append(name)
    numbers[name] = number
    return number
  }
}

extension SourceName {
  /// What has no name.
  static let none = SourceName(local: "")
}

// The work of writing one tree: a loop over elements, and a stack of what is open.

internal import FHIRCore
internal import FHIRDefinitions

struct JSONWriting {
  /// An object or array that has not been closed.
  private struct Open {
    enum Kind {
      /// The children of `element`.
      case object
      /// Siblings of one name and type from `next` on; with `isTwin`, only what belongs to their `_x`.
      case array
      /// The items of a bare list.
      case list
    }

    var kind: Kind
    /// The element whose children are written; in an array the first item, which tells name and type.
    var element: UInt32
    /// The child or item that comes next.
    var next: UInt32
    var isEmpty = true
    var isTwin = false
    /// The list of values is followed by that of what belongs to their `_x`.
    var hasOtherHalf = false
    /// Which items belong together, of an element whose lists are scattered.
    var lists: ScatteredLists?
  }

  private let tree: ElementTree
  private let definitions: Definitions?
  private let isPretty: Bool
  private var open: [Open] = []

  init(tree: ElementTree, definitions: Definitions?, isPretty: Bool) {
    self.tree = tree
    self.definitions = definitions
    self.isPretty = isPretty
    open.reserveCapacity(16)
  }

  mutating func write(_ root: UInt32, to output: inout [UInt8]) {
    item(root, to: &output)
    while let top = open.indices.last {
      switch open[top].kind {
      case .object: member(top, to: &output)
      case .array: arrayItem(top, to: &output)
      case .list: listItem(top, to: &output)
      }
    }
  }

  // MARK: Objects

  /// Writes the next member of the innermost object, or its end.
  @inline(__always)
  private mutating func member(_ top: Int, to output: inout [UInt8]) {
    let id = open[top].next
    guard id != ElementRecord.none else {
      close(ASCII.braceClose, to: &output)
      return
    }
    let record = tree.records[Int(id)]
    open[top].next = record.nextSibling
    if record.flags.contains(.repeats) {
      list(id, record, top, to: &output)
    } else if record.kind != .none {
      key(record, isTwin: false, top, to: &output)
      value(record, to: &output)
      if hasTwin(record) {
        key(record, isTwin: true, top, to: &output)
        object(id, record, to: &output)
      }
    } else if isPrimitive(record) {
      guard hasTwin(record) else { return }
      key(record, isTwin: true, top, to: &output)
      object(id, record, to: &output)
    } else {
      key(record, isTwin: false, top, to: &output)
      item(id, to: &output)
    }
  }

  /// Opens the list that begins with `id`.
  private mutating func list(_ id: UInt32, _ record: ElementRecord, _ top: Int, to output: inout [UInt8]) {
    if isScattered(open[top].element) {
      if open[top].lists == nil { open[top].lists = ScatteredLists(of: open[top].element, in: tree) }
      guard open[top].lists?.begins(id) == true else { return }
    }
    // Of what has no type, later items may be primitives: a list may begin with one that is not what it should be.
    guard isPrimitive(record) || record.type == .unknown else {
      key(record, isTwin: false, top, to: &output)
      begin(ASCII.bracketOpen, Open(kind: .array, element: id, next: id), to: &output)
      return
    }
    var hasValues = false
    var hasTwins = false
    var next = id
    while next != ElementRecord.none {
      let item = tree.records[Int(next)]
      let isPrimitive = isPrimitive(item)
      if item.kind != .none || !isPrimitive { hasValues = true }
      if isPrimitive, hasTwin(item) { hasTwins = true }
      next = following(next, like: record, top)
    }
    if hasValues || !hasTwins {
      key(record, isTwin: false, top, to: &output)
      begin(ASCII.bracketOpen, Open(kind: .array, element: id, next: id, hasOtherHalf: hasTwins), to: &output)
    } else {
      beginTwins(id, record, top, to: &output)
    }
  }

  /// Opens the list of what belongs to the `_x` of the items from `id` on.
  private mutating func beginTwins(_ id: UInt32, _ record: ElementRecord, _ top: Int, to output: inout [UInt8]) {
    key(record, isTwin: true, top, to: &output)
    begin(ASCII.bracketOpen, Open(kind: .array, element: id, next: id, isTwin: true), to: &output)
  }

  /// Writes the next item of the innermost array, or its end.
  private mutating func arrayItem(_ top: Int, to output: inout [UInt8]) {
    let element = open[top].element
    let first = tree.records[Int(element)]
    let id = open[top].next
    guard id != ElementRecord.none else {
      let hasOtherHalf = open[top].hasOtherHalf
      close(ASCII.bracketClose, to: &output)
      if hasOtherHalf {
        beginTwins(element, first, top - 1, to: &output)
      } else {
        open[top - 1].next = afterList(element, first, top - 1)
      }
      return
    }
    open[top].next = following(id, like: first, top - 1)
    separate(top, to: &output)
    let record = tree.records[Int(id)]
    if open[top].isTwin {
      if isPrimitive(record), hasTwin(record) {
        object(id, record, to: &output)
      } else {
        output.append(contentsOf: "null".utf8)
      }
    } else if record.kind == .none, isPrimitive(record) {
      output.append(contentsOf: "null".utf8)
    } else {
      item(id, to: &output)
    }
  }

  /// The next item of a list after `id`; `top` is the object that has the list.
  @inline(__always)
  private func following(_ id: UInt32, like first: ElementRecord, _ top: Int) -> UInt32 {
    if let lists = open[top].lists { return lists.following(id) }
    let next = tree.records[Int(id)].nextSibling
    return next != ElementRecord.none && tree.records[Int(next)].isItem(ofListOf: first) ? next : ElementRecord.none
  }

  /// The sibling that is written after the list that begins with `id`.
  private func afterList(_ id: UInt32, _ first: ElementRecord, _ top: Int) -> UInt32 {
    // Of scattered lists, the items that were written with the first of them are passed over one by one.
    if open[top].lists != nil { return first.nextSibling }
    var next = first.nextSibling
    while next != ElementRecord.none, tree.records[Int(next)].isItem(ofListOf: first) {
      next = tree.records[Int(next)].nextSibling
    }
    return next
  }

  private func isScattered(_ element: UInt32) -> Bool { tree.records[Int(element)].flags.contains(.scattered) }

  /// Writes the next item of a bare list, or its end.
  private mutating func listItem(_ top: Int, to output: inout [UInt8]) {
    let id = open[top].next
    guard id != ElementRecord.none else {
      close(ASCII.bracketClose, to: &output)
      return
    }
    open[top].next = tree.records[Int(id)].nextSibling
    separate(top, to: &output)
    item(id, to: &output)
  }

  /// Writes a value, or opens an object or a bare list.
  private mutating func item(_ id: UInt32, to output: inout [UInt8]) {
    let record = tree.records[Int(id)]
    if record.kind != .none {
      value(record, to: &output)
    } else if record.flags.contains(.list) {
      begin(ASCII.bracketOpen, Open(kind: .list, element: id, next: record.firstChild), to: &output)
    } else {
      object(id, record, to: &output)
    }
  }

  private mutating func object(_ id: UInt32, _ record: ElementRecord, to output: inout [UInt8]) {
    var frame = Open(kind: .object, element: id, next: record.firstChild)
    if record.flags.contains(.resource), let definitions {
      frame.isEmpty = false
      begin(ASCII.braceOpen, frame, to: &output)
      if isPretty { newLine(open.count, to: &output) }
      output.append(contentsOf: (isPretty ? "\"resourceType\": \"" : "\"resourceType\":\"").utf8)
      definitions.names.append(definitions.name(of: record.type), to: &output)
      output.append(ASCII.quote)
    } else {
      begin(ASCII.braceOpen, frame, to: &output)
    }
  }

  // MARK: Pieces

  @inline(__always)
  private func isPrimitive(_ record: ElementRecord) -> Bool { definitions?.isPrimitive(record.type) ?? false }

  /// Whether something of a primitive is written under `_x`.
  @inline(__always)
  private func hasTwin(_ record: ElementRecord) -> Bool {
    record.firstChild != ElementRecord.none || record.flags.contains(.emptyObject)
  }

  private mutating func begin(_ bracket: UInt8, _ frame: Open, to output: inout [UInt8]) {
    output.append(bracket)
    open.append(frame)
  }

  private mutating func close(_ bracket: UInt8, to output: inout [UInt8]) {
    let frame = open.removeLast()
    if isPretty, !frame.isEmpty { newLine(open.count, to: &output) }
    output.append(bracket)
  }

  @inline(__always)
  private mutating func separate(_ top: Int, to output: inout [UInt8]) {
    if open[top].isEmpty { open[top].isEmpty = false } else { output.append(ASCII.comma) }
    if isPretty { newLine(top + 1, to: &output) }
  }

  @inline(__always)
  private mutating func key(_ record: ElementRecord, isTwin: Bool, _ top: Int, to output: inout [UInt8]) {
    separate(top, to: &output)
    output.append(ASCII.quote)
    if isTwin { output.append(ASCII.underscore) }
    if Int(record.name.rawValue) < tree.names.known.count {
      tree.names.append(record.name, to: &output)
      if record.flags.contains(.choice), let definitions {
        let typeStart = output.count
        definitions.names.append(definitions.name(of: record.type), to: &output)
        if 0x61...0x7A ~= output[typeStart] { output[typeStart] &-= 0x20 }
      }
    } else {
      let name = Array(tree.names.string(record.name).utf8)
      escape(name.span, 0, name.count, to: &output)
    }
    output.append(ASCII.quote)
    output.append(ASCII.colon)
    if isPretty { output.append(ASCII.space) }
  }

  @inline(__always)
  private func value(_ record: ElementRecord, to output: inout [UInt8]) {
    let start = Int(record.valueStart)
    let count = Int(record.valueCount)
    if record.kind == .string {
      output.append(ASCII.quote)
      if record.flags.contains(.decoded) {
        // Nothing ends a string among the decoded ones, so without a bound each would be looked at to the end of all.
        let decoded = tree.decoded
        escape(decoded.span.extracting(start..<(start &+ count)), 0, count, to: &output)
      } else {
        let text = tree.text
        escape(text.span, start, count, to: &output)
      }
      output.append(ASCII.quote)
    } else if record.flags.contains(.decoded) {
      output.append(contentsOf: tree.decoded[start..<(start &+ count)])
    } else {
      output.append(contentsOf: tree.text[start..<(start &+ count)])
    }
  }

  /// Appends text; only `"`, `\` and control characters are escaped (RFC 8259, section 7).
  @inline(__always)
  private func escape(_ bytes: borrowing Span<UInt8>, _ start: Int, _ count: Int, to output: inout [UInt8]) {
    let end = start &+ count
    var at = start
    while true {
      let plain = min(JSONScanner.plainEnd(bytes, at), end)
      output.append(bytes, at..<plain)
      guard plain < end else { return }
      output.appendJSONEscape(bytes[plain])
      at = plain &+ 1
    }
  }

  private func newLine(_ level: Int, to output: inout [UInt8]) {
    output.append(ASCII.lineFeed)
    output.append(contentsOf: repeatElement(ASCII.space, count: level * 2))
  }
}

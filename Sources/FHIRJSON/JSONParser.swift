// From bytes to tree, without recursion: a loop over values, and a stack of the objects and arrays that are open.

internal import FHIRCore
internal import FHIRDefinitions

struct JSONParser: ~Copyable {
  let definitions: Definitions?
  var builder: TreeBuilder
  var findings: RecordFindings
  var memory: JSONMemory
  var resourceTypes = ResourceTypes()
  /// The innermost object or array that is open, and those around it.
  ///
  /// There is always one more: the text itself.
  var frame = Frame(
    kind: .text, element: ElementRecord.none, type: .unknown,
    slot: Slot(parent: ElementRecord.none, name: .none, type: .unknown))
  var outer: [Frame] = []
  let depth: Int

  init(
    definitions: Definitions?, builder: consuming TreeBuilder, findings: RecordFindings, memory: JSONMemory, depth: Int
  ) {
    self.definitions = definitions
    self.builder = builder
    self.findings = findings
    self.memory = memory
    self.depth = depth
    outer.reserveCapacity(16)
  }

  /// Reads the one value that `bytes` hold from `start` on.
  mutating func parse(_ bytes: borrowing Span<UInt8>, from start: Int, root: Slot) throws(JSONFault) {
    var at = JSONScanner.skipWhiteSpace(bytes, start)
    guard at < bytes.count else { throw JSONFault(.empty, at: at) }
    var slot = root
    while true {
      // `at` is at the first byte of a value, and `slot` says where it belongs.
      switch bytes[at] {
      case ASCII.braceOpen: at = try openObject(bytes, at, slot)
      case ASCII.bracketOpen: at = try openArray(bytes, at, slot)
      default: at = try scalar(bytes, at, slot)
      }
      guard try advance(bytes, &at, to: &slot) else { return }
    }
  }

  /// From behind a value, or behind an opening bracket, to the next value, closing what ends; false at the end.
  @inline(__always)
  private mutating func advance(
    _ bytes: borrowing Span<UInt8>, _ at: inout Int, to slot: inout Slot
  ) throws(JSONFault) -> Bool {
    while true {
      at = JSONScanner.skipWhiteSpace(bytes, at)
      guard at < bytes.count else {
        guard frame.kind == .text else { throw JSONFault(.truncated, at: bytes.count) }
        return false
      }
      let byte = bytes[at]
      let isFirst = frame.count == 0
      guard frame.kind == .object else {
        guard frame.kind != .text else { throw JSONFault(.trailingContent, at: at) }
        if byte == ASCII.bracketClose {
          close()
          at &+= 1
          continue
        }
        if !isFirst {
          guard byte == ASCII.comma else { throw JSONFault(.expectedCommaOrBracket, at: at) }
          at = JSONScanner.skipWhiteSpace(bytes, at &+ 1)
          guard at < bytes.count else { throw JSONFault(.truncated, at: at) }
        }
        nextItem(into: &slot)
        return true
      }
      if byte == ASCII.braceClose {
        memory.seenKeys.close(frame.keys)
        close()
        at &+= 1
        continue
      }
      if !isFirst {
        guard byte == ASCII.comma else { throw JSONFault(.expectedCommaOrBrace, at: at) }
        at = JSONScanner.skipWhiteSpace(bytes, at &+ 1)
      }
      frame.count &+= 1
      if try member(bytes, &at, into: &slot) { return true }
    }
  }

  /// The tree, once everything has been read.
  consuming func finish() -> ElementTree { builder.finish() }

  // MARK: Objects

  private mutating func openObject(_ bytes: borrowing Span<UInt8>, _ at: Int, _ slot: Slot) throws(JSONFault) -> Int {
    guard outer.count < depth else { throw JSONFault(.limit(.depth), at: at) }
    var content = JSONScanner.skipWhiteSpace(bytes, at &+ 1)
    var slot = slot
    if slot.type != .unknown { try checkObject(&slot, at: at) }
    var object = Frame(kind: .object, element: slot.existing, type: slot.type, slot: slot)
    if slot.isResource, !slot.isTwin {
      object.type = resourceType(bytes, &content, at, slot, &object)
    }
    if object.element == ElementRecord.none {
      var record = ElementRecord(
        name: slot.name, type: object.type, flags: slot.flags, parent: slot.parent,
        source: UInt32(truncatingIfNeeded: at))
      if object.hasResourceType { record.flags.insert(.resource) }
      if slot.parent == ElementRecord.none, let definitions { record.name = definitions.name(of: object.type) }
      object.element = try append(record, at: at)
    } else {
      object.lastChild = builder.records[Int(object.element)].lastChild
    }
    if content < bytes.count, bytes[content] == ASCII.braceClose, object.count == 0 {
      builder.records[Int(object.element)].flags.insert(.emptyObject)
      if slot.type != .unknown { report(JSONRule.empty, "expected content, found an empty object", at: at, slot) }
    }
    object.keys = memory.seenKeys.open()
    outer.append(frame)
    frame = object
    return content
  }

  // MARK: Arrays

  private mutating func openArray(_ bytes: borrowing Span<UInt8>, _ at: Int, _ slot: Slot) throws(JSONFault) -> Int {
    guard outer.count < depth else { throw JSONFault(.limit(.depth), at: at) }
    let content = JSONScanner.skipWhiteSpace(bytes, at &+ 1)
    let isEmpty = content < bytes.count && bytes[content] == ASCII.bracketClose
    let isBare = slot.parent == ElementRecord.none || slot.flags.contains(.repeats)
    var slot = slot
    if slot.type != .unknown { try checkArray(&slot, isBare: isBare, isEmpty: isEmpty, at: at) }
    var array = Frame(kind: .array, element: slot.parent, type: .unknown, slot: slot)
    if isBare || isEmpty {
      // FHIR has no such lists; they become an element of their own, so that they can be written again.
      array.kind = .list
      array.element = try append(
        ElementRecord(
          name: slot.name, type: slot.isPrimitive ? .unknown : slot.type, flags: slot.flags.union(.list),
          parent: slot.parent, source: UInt32(truncatingIfNeeded: at)),
        at: at)
      array.slot = Slot(parent: array.element, name: .none, type: .unknown)
    } else {
      array.lastChild = frame.lastChild
    }
    array.slot.flags.insert(.repeats)
    outer.append(frame)
    frame = array
    return content
  }

  @inline(__always)
  private mutating func nextItem(into slot: inout Slot) {
    if frame.count > 0, frame.slot.existing != ElementRecord.none {
      frame.slot.existing = otherHalf(from: builder.records[Int(frame.slot.existing)].nextSibling, of: frame.slot)
    }
    frame.count &+= 1
    slot = frame.slot
  }

  // MARK: Elements

  /// Closes the innermost object or array.
  @inline(__always)
  private mutating func close() {
    let closed = frame
    frame = outer.removeLast()
    if closed.kind == .array {
      // Its items are children of the object around it.
      frame.lastChild = closed.lastChild
    } else {
      builder.records[Int(closed.element)].lastChild = closed.lastChild
    }
  }

  /// Adds an element as the next child of the element that the innermost frame belongs to.
  @inline(__always)
  mutating func append(_ record: ElementRecord, at: Int) throws(JSONFault) -> UInt32 {
    if builder.records.count == builder.records.capacity { try reserve(at) }
    let id = builder.append(record, after: frame.lastChild)
    frame.lastChild = id
    return id
  }

  // MARK: Scalars

  @inline(__always)
  private mutating func scalar(_ bytes: borrowing Span<UInt8>, _ at: Int, _ slot: Slot) throws(JSONFault) -> Int {
    let kind: ValueKind
    var start = at
    var end: Int
    let behind: Int
    var isDecoded = false
    switch bytes[at] {
    case ASCII.quote:
      kind = .string
      start = at &+ 1
      (end, isDecoded) = try JSONScanner.string(bytes, start)
      behind = end &+ 1
      if isDecoded {
        let from = builder.decoded.count
        try JSONUnescape.append(bytes, from: start, to: end, to: &builder.decoded)
        start = from
        end = builder.decoded.count
      }
    case ASCII.minus, ASCII.zero...ASCII.nine:
      kind = .number
      end = try JSONScanner.number(bytes, at)
      behind = end
    case UInt8(ascii: "t"):
      kind = .boolean
      end = try JSONScanner.word(bytes, at, "true")
      behind = end
    case UInt8(ascii: "f"):
      kind = .boolean
      end = try JSONScanner.word(bytes, at, "false")
      behind = end
    case UInt8(ascii: "n"):
      kind = .null
      end = try JSONScanner.word(bytes, at, "null")
      behind = end
    default: throw JSONFault(.expectedValue, at: at)
    }
    var slot = slot
    // `null` pairs a list of primitives with the list of their extensions: an element without a value of its own.
    let isPlaceholder = kind == .null && slot.isPrimitive && slot.flags.contains(.repeats)
    if slot.type != .unknown, !isPlaceholder { try checkScalar(kind, &slot, at: at) }
    if slot.existing == ElementRecord.none {
      var record = ElementRecord(
        name: slot.name, type: slot.type, flags: slot.flags, parent: slot.parent,
        source: UInt32(truncatingIfNeeded: at))
      if !isPlaceholder { record.setValue(kind, start: start, count: end &- start, decoded: isDecoded) }
      _ = try append(record, at: at)
    } else if !isPlaceholder {
      builder.records[Int(slot.existing)].setValue(kind, start: start, count: end &- start, decoded: isDecoded)
    }
    return behind
  }

  @inline(never)
  private mutating func reserve(_ at: Int) throws(JSONFault) {
    guard builder.records.count < TreeBuilder.mostElements else { throw JSONFault(.limit(.size), at: at) }
    builder.grow(at: at)
  }
}

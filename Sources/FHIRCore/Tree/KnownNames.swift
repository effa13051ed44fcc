// The names that a definition table brings along: looked up in place, nothing is built at start.

/// A table of names inside a `ByteTable`, with a hash index.
///
/// ```
/// offset  size        what
/// 0       u32         n, the number of names; name 0 is the empty one
/// 4       u32         s, the number of hash slots, a power of two greater than n
/// 8       u32 × n+1   where the bytes of each name begin, counted from the end of the slots
/// …       u16 × s     hash slots: 0 is free, else a name; linear probing from `hash(bytes) & (s - 1)`
/// …       bytes       the names, one after the other
/// ```
@usableFromInline
package final class KnownNames: Sendable {
  @usableFromInline let table: ByteTable
  /// The number of names, the empty one included.
  @usableFromInline package let count: Int
  @usableFromInline let offsets: Int
  @usableFromInline let slots: Int
  @usableFromInline let mask: UInt32
  @usableFromInline let bytes: Int

  /// No names but the empty one: for reading without definitions.
  package static let none = KnownNames(ByteTable(copying: KnownNames.encode([])), at: 0)

  /// Looks into the section of `table` that begins at `start`.
  package init(_ table: ByteTable, at start: Int) {
    self.table = table
    count = Int(table.uint32(start))
    let slotCount = table.uint32(start + 4)
    mask = slotCount &- 1
    offsets = start + 8
    slots = offsets + 4 * (count + 1)
    bytes = slots + 2 * Int(slotCount)
  }

  /// The section for `names`; the empty name is added in front.
  package static func encode(_ names: [String]) -> [UInt8] {
    let all = [""] + names
    precondition(all.count <= Int(UInt16.max), "a name table holds at most 65,534 names")
    var slotCount = 4
    while slotCount < all.count * 2 { slotCount *= 2 }
    var slots = [UInt16](repeating: 0, count: slotCount)
    var starts: [UInt32] = []
    var text: [UInt8] = []
    for (index, name) in all.enumerated() {
      starts.append(UInt32(text.count))
      let encoded = Array(name.utf8)
      text += encoded
      guard index > 0 else { continue }
      var slot = Int(NameHash.of(encoded.span, 0, encoded.count)) & (slotCount - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slotCount - 1) }
      slots[slot] = UInt16(index)
    }
    starts.append(UInt32(text.count))
    var section: [UInt8] = []
    for number in [UInt32(all.count), UInt32(slotCount)] + starts {
      for shift in [0, 8, 16, 24] { section.append(UInt8(truncatingIfNeeded: number >> UInt32(shift))) }
    }
    for slot in slots { section += [UInt8(truncatingIfNeeded: slot), UInt8(truncatingIfNeeded: slot >> 8)] }
    return section + text
  }

  /// The name that these bytes spell, if it is known.
  package func name(_ span: borrowing Span<UInt8>, _ start: Int, _ length: Int) -> Name? {
    guard length > 0 else { return Name.none }
    var slot = NameHash.of(span, start, length) & mask
    while true {
      let candidate = table.uint16(slots + 2 * Int(slot))
      if candidate == 0 { return nil }
      if matches(Name(rawValue: candidate), span, start, length) { return Name(rawValue: candidate) }
      slot = (slot &+ 1) & mask
    }
  }

  /// Whether these bytes spell `name`.
  @inlinable @inline(__always)
  package func matches(_ name: Name, _ span: borrowing Span<UInt8>, _ start: Int, _ length: Int) -> Bool {
    let (offset, count) = range(name)
    return count == length && table.matches(offset, count, span, from: start)
  }

  /// Appends the bytes of `name`.
  @inlinable @inline(__always)
  package func append(_ name: Name, to output: inout [UInt8]) {
    let (offset, count) = range(name)
    table.append(offset, count, to: &output)
  }

  /// The spelling of `name`.
  package func string(_ name: Name) -> String {
    let (offset, count) = range(name)
    return table.string(offset, count)
  }

  @inlinable @inline(__always)
  func range(_ name: Name) -> (offset: Int, count: Int) {
    let entry = offsets &+ 4 &* Int(name.rawValue)
    let start = table.uint32(entry)
    return (bytes &+ Int(start), Int(table.uint32(entry &+ 4) &- start))
  }
}

/// FNV-1a over bytes: short, and good enough for names that no attacker chooses; unknown names go to a `Dictionary`.
@usableFromInline
package enum NameHash {
  /// The hash of `length` bytes from `start`.
  @inlinable @inline(__always)
  package static func of(_ span: borrowing Span<UInt8>, _ start: Int, _ length: Int) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for index in start..<(start &+ length) { hash = (hash ^ UInt32(span[index])) &* 16_777_619 }
    return hash
  }
}

// The look-ups on the path of readers and writers: a few loads each, no allocation.

public import FHIRCore

extension Definitions {
  /// The rows of a type's members, in the order of its definition; empty for the unknown type.
  @inlinable @inline(__always)
  package func members(of type: TypeID) -> Range<Int> {
    let row = row(type)
    let first = Int(table.uint16(row &+ 10))
    return first..<(first &+ Int(table.uint16(row &+ 12)))
  }

  /// One member.
  @inlinable @inline(__always)
  package func member(_ row: Int) -> Member {
    let (names, rest) = table.twoWords(members &+ 16 &* row)
    return Member(
      key: Name(rawValue: UInt16(truncatingIfNeeded: names)),
      name: Name(rawValue: UInt16(truncatingIfNeeded: names &>> 16)),
      type: TypeID(rawValue: UInt16(truncatingIfNeeded: names &>> 32)),
      owner: TypeID(rawValue: UInt16(truncatingIfNeeded: names &>> 48)),
      ordinal: UInt8(truncatingIfNeeded: rest &>> 40),
      flags: MemberFlags(rawValue: UInt8(truncatingIfNeeded: rest &>> 48)),
      valueKind: ValueKind(rawValue: UInt8(truncatingIfNeeded: rest &>> 56)) ?? .none)
  }

  /// The length of a member's key, if the bytes from `start` begin with it.
  @inlinable @inline(__always)
  package func keyLength(_ row: Int, in span: borrowing Span<UInt8>, at start: Int) -> Int? {
    let key = members &+ 16 &* row
    let count = Int(table.byte(key &+ 12))
    return table.matches(Int(table.uint32(key &+ 8)), count, span, from: start) ? count : nil
  }

  /// The row of the member with a key: the one of `valueQuantity` in Observation.
  package func member(key: Name, in owner: TypeID) -> Int? {
    find(owner, key, .unknown) { $0.key == key }
  }

  /// The row of the member with a name in the tree and a type: the one of `value` as Quantity in Observation.
  ///
  /// An element that is no choice is found whatever the type.
  package func member(named name: Name, type: TypeID, in owner: TypeID) -> Int? {
    find(owner, name, type) { $0.name == name && $0.type == type && $0.flags.contains(.choice) }
      ?? find(owner, name, .unknown) { $0.key == name }
  }

  /// The row of the first member with a name in the tree.
  package func member(named name: Name, in owner: TypeID) -> Int? {
    find(owner, name, .unknown) { $0.name == name }
  }

  /// Follows the hash index until `isWanted` or a free slot.
  @inline(__always)
  private func find(_ owner: TypeID, _ name: Name, _ type: TypeID, _ isWanted: (Member) -> Bool) -> Int? {
    var slot = MemberHash.of(owner, name, type, shift: slotShift)
    while true {
      let entry = table.uint16(slots &+ 2 &* slot)
      if entry == 0 { return nil }
      let row = Int(entry) &- 1
      let member = member(row)
      if member.owner == owner, isWanted(member) { return row }
      slot = (slot &+ 1) & slotMask
    }
  }
}

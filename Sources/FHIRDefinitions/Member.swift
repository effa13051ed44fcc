// The row that readers and writers live on: one JSON key of a type.

public import FHIRCore

/// What may stand under one JSON key of a type.
@usableFromInline
package struct Member: BitwiseCopyable, Sendable {
  /// The key in JSON and the tag in XML: `valueQuantity`.
  @usableFromInline package var key: Name
  /// The name in the tree: `value`.
  @usableFromInline package var name: Name
  /// The type: `Quantity`.
  @usableFromInline package var type: TypeID
  /// The type that has the element.
  @usableFromInline package var owner: TypeID
  /// The position of the element among those of its owner.
  @usableFromInline package var ordinal: UInt8
  @usableFromInline package var flags: MemberFlags
  /// What the value of a primitive is in JSON; `none` if the type is not primitive.
  @usableFromInline package var valueKind: ValueKind

  @inlinable @inline(__always)
  init(
    key: Name, name: Name, type: TypeID, owner: TypeID, ordinal: UInt8, flags: MemberFlags, valueKind: ValueKind
  ) {
    self.key = key
    self.name = name
    self.type = type
    self.owner = owner
    self.ordinal = ordinal
    self.flags = flags
    self.valueKind = valueKind
  }
}

/// What is known of a member.
@usableFromInline
package struct MemberFlags: OptionSet, Sendable, BitwiseCopyable {
  @usableFromInline package let rawValue: UInt8

  @inlinable @inline(__always)
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Whether all bits of `other` are set.
  @inlinable @inline(__always)
  package func contains(_ other: MemberFlags) -> Bool { rawValue & other.rawValue == other.rawValue }

  /// May stand more than once: a list in JSON.
  @inlinable package static var repeats: MemberFlags { MemberFlags(rawValue: 1) }
  /// One of the types of a `[x]` element.
  @inlinable package static var choice: MemberFlags { MemberFlags(rawValue: 2) }
  /// Has a value.
  @inlinable package static var primitive: MemberFlags { MemberFlags(rawValue: 4) }
  /// Any resource may stand here.
  @inlinable package static var resource: MemberFlags { MemberFlags(rawValue: 8) }
  /// An attribute in XML.
  @inlinable package static var attribute: MemberFlags { MemberFlags(rawValue: 16) }
  /// Narrative, which XML does not escape.
  @inlinable package static var xhtml: MemberFlags { MemberFlags(rawValue: 32) }
}

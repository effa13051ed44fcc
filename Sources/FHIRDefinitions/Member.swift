// The row that readers and writers live on: one JSON key of a type.

package import FHIRCore

/// What may stand under one JSON key of a type.
package struct Member: BitwiseCopyable, Sendable {
  /// The key in JSON and the tag in XML: `valueQuantity`.
  package var key: Name
  /// The name in the tree: `value`.
  package var name: Name
  /// The type: `Quantity`.
  package var type: TypeID
  /// The type that has the element.
  package var owner: TypeID
  /// The position of the element among those of its owner.
  package var ordinal: UInt8
  package var flags: MemberFlags
  /// What the value of a primitive is in JSON; `none` if the type is not primitive.
  package var valueKind: ValueKind
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

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
package struct MemberFlags: OptionSet, Sendable, BitwiseCopyable {
  package let rawValue: UInt8

  @inline(__always)
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// May stand more than once: a list in JSON.
  package static let repeats = MemberFlags(rawValue: 1)
  /// One of the types of a `[x]` element.
  package static let choice = MemberFlags(rawValue: 2)
  /// Has a value.
  package static let primitive = MemberFlags(rawValue: 4)
  /// Any resource may stand here.
  package static let resource = MemberFlags(rawValue: 8)
  /// An attribute in XML.
  package static let attribute = MemberFlags(rawValue: 16)
  /// Narrative, which XML does not escape.
  package static let xhtml = MemberFlags(rawValue: 32)
}

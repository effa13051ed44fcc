// One element of the tree, in 36 bytes and without references.

/// What the arena stores for one element.
///
/// Links are indices into the arena; `none` stands for no element. What a consumer wants to remember about an element
/// goes into a side array of its own, indexed like the arena: a node that carries its consumers' state grows for ever.
/// `@usableFromInline`, here and where it is handled: readers and writers in other modules live on it.
@usableFromInline
package struct ElementRecord: BitwiseCopyable, Sendable {
  @inlinable
  package static var none: UInt32 { .max }

  @usableFromInline package var name: Name
  @usableFromInline package var type: TypeID
  @usableFromInline package var kind: ValueKind
  @usableFromInline package var flags: ElementFlags
  @usableFromInline package var parent: UInt32
  @usableFromInline package var firstChild: UInt32 = none
  @usableFromInline package var lastChild: UInt32 = none
  @usableFromInline package var nextSibling: UInt32 = none
  /// Where the lexeme begins, in the tree's text or, with the flag `decoded`, in its decoded strings.
  @usableFromInline package var valueStart: UInt32 = 0
  @usableFromInline package var valueCount: UInt32 = 0
  /// The offset in the source where the element begins; `none` if it has no source.
  @usableFromInline package var source: UInt32

  @inlinable @inline(__always)
  package init(
    name: Name, type: TypeID, flags: ElementFlags = [], parent: UInt32 = none, source: UInt32 = none
  ) {
    self.name = name
    self.type = type
    self.kind = .none
    self.flags = flags
    self.parent = parent
    self.source = source
  }

  /// Gives the element a value that stands in the tree's text or among its decoded strings.
  @inlinable @inline(__always)
  package mutating func setValue(_ kind: ValueKind, start: Int, count: Int, decoded: Bool) {
    self.kind = kind
    valueStart = UInt32(truncatingIfNeeded: start)
    valueCount = UInt32(truncatingIfNeeded: count)
    if decoded { flags.insert(.decoded) }
  }
}

/// What kind of value an element has itself, beside its children.
public enum ValueKind: UInt8, Sendable, BitwiseCopyable {
  /// No value: a complex element, or a primitive that has only extensions.
  case none
  /// Text.
  case string
  /// A number, kept as its lexeme.
  case number
  /// `true` or `false`.
  case boolean
  /// JSON's `null` where FHIR has no use for it; kept so that it can be reported.
  case null
}

/// What else is known of an element.
public struct ElementFlags: OptionSet, Sendable, BitwiseCopyable {
  /// The bits.
  public let rawValue: UInt8

  /// Wraps bits.
  @inlinable @inline(__always)
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Whether all bits of `other` are set.
  @inlinable @inline(__always)
  public func contains(_ other: ElementFlags) -> Bool { rawValue & other.rawValue == other.rawValue }

  /// Sets the bits of `other`.
  @inlinable @inline(__always)
  public mutating func insert(_ other: ElementFlags) { self = ElementFlags(rawValue: rawValue | other.rawValue) }

  /// May repeat: one of a list, even if it is alone in it.
  @inlinable public static var repeats: ElementFlags { ElementFlags(rawValue: 1) }
  /// The chosen type of a `[x]` element: named `value`, typed `Quantity`, written `valueQuantity`.
  @inlinable public static var choice: ElementFlags { ElementFlags(rawValue: 2) }
  /// A resource: the root, one contained, or one in a Bundle's entry.
  @inlinable public static var resource: ElementFlags { ElementFlags(rawValue: 4) }
  /// The lexeme lies among the tree's decoded strings, not in its text.
  @inlinable public static var decoded: ElementFlags { ElementFlags(rawValue: 8) }
  /// A bare list, which FHIR does not have: an empty array, an array in an array, or a file that is an array.
  ///
  /// Its children are the items.
  @inlinable public static var list: ElementFlags { ElementFlags(rawValue: 16) }
  /// An object without members; else an element without value and children would have to be guessed at.
  @inlinable public static var emptyObject: ElementFlags { ElementFlags(rawValue: 32) }
  /// Children of one name do not all stand together, so a writer has to gather them.
  @inlinable public static var scattered: ElementFlags { ElementFlags(rawValue: 64) }
}

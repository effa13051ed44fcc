// One element of the tree, in 36 bytes and without references.

/// What the arena stores for one element.
///
/// Links are indices into the arena; `none` stands for no element. What a consumer wants to remember about an element
/// goes into a side array of its own, indexed like the arena: a node that carries its consumers' state grows for ever.
package struct ElementRecord: BitwiseCopyable, Sendable {
  package static let none = UInt32.max

  package var name: Name
  package var type: TypeID
  package var kind: ValueKind
  package var flags: ElementFlags
  package var parent: UInt32
  package var firstChild: UInt32 = none
  package var lastChild: UInt32 = none
  package var nextSibling: UInt32 = none
  /// Where the lexeme begins, in the tree's text or, with the flag `decoded`, in its decoded strings.
  package var valueStart: UInt32 = 0
  package var valueCount: UInt32 = 0
  /// The offset in the source where the element begins; `none` if it has no source.
  package var source: UInt32

  @inline(__always)
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
  @inline(__always)
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// May repeat: one of a list, even if it is alone in it.
  public static let repeats = ElementFlags(rawValue: 1)
  /// The chosen type of a `[x]` element: named `value`, typed `Quantity`, written `valueQuantity`.
  public static let choice = ElementFlags(rawValue: 2)
  /// A resource: the root, one contained, or one in a Bundle's entry.
  public static let resource = ElementFlags(rawValue: 4)
  /// The lexeme lies among the tree's decoded strings, not in its text.
  public static let decoded = ElementFlags(rawValue: 8)
  /// A bare list, which FHIR does not have: an empty array, an array in an array, or a file that is an array.
  /// Its children are the items.
  public static let list = ElementFlags(rawValue: 16)
  /// An object without members; else an element without value and children would have to be guessed at.
  public static let emptyObject = ElementFlags(rawValue: 32)
  /// Children of one name do not all stand together, so a writer has to gather them.
  public static let scattered = ElementFlags(rawValue: 64)
}

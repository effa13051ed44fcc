// Element names as small numbers.

/// The interned name of an element, such as `status`; only meaningful together with its tree's `NameTable`.
public struct Name: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
  /// The position in the name table.
  public let rawValue: UInt16

  /// Wraps a position in a name table.
  @inlinable @inline(__always)
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The empty name, which items of a bare JSON array have.
  @inlinable public static var none: Name { Name(rawValue: 0) }
}

/// The type of an element as a small number, to be looked up in the definitions that the tree was read with.
public struct TypeID: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
  /// The position in the table of types.
  public let rawValue: UInt16

  /// Wraps a position in a table of types.
  @inlinable @inline(__always)
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The type of what the definitions do not know.
  @inlinable public static var unknown: TypeID { TypeID(rawValue: 0) }
}

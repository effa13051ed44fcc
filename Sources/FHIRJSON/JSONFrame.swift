// What the parser remembers about the values that are open, and about the one that comes next.

internal import FHIRCore

/// Where a value that comes next belongs.
struct Slot {
  /// The element that gets it; `none` at the root.
  var parent: UInt32
  var name: Name
  var type: TypeID
  var flags: ElementFlags = []
  /// The definitions say that a primitive stands here.
  var isPrimitive = false
  /// The JSON token that a primitive has by the definitions.
  var valueKind = ValueKind.none
  /// The definitions say that any resource stands here.
  var isResource = false
  /// The definitions say that a list stands here.
  var isList = false
  /// The key began with `_`: what comes are the children of a primitive.
  var isTwin = false
  /// The element that `x` made when `_x` comes, or the other way round.
  var existing = ElementRecord.none
}

/// An object or array whose end has not been reached.
struct Frame {
  enum Kind { case object, array, list, text }

  var kind: Kind
  /// The element of an object or a bare list; for an array the element that its items belong to.
  var element: UInt32
  /// The type of an object, whose members are expected.
  var type: TypeID
  /// In an array, what its items are.
  var slot: Slot
  /// The last child of `element` so far; noted in the tree when the frame closes.
  var lastChild = ElementRecord.none
  /// The members or items so far.
  var count = 0
  /// The row of the member read last; `none` at the beginning.
  var previous = Successors.none
  /// The members that have been seen, by ordinal, and those with `_`.
  var seen: UInt64 = 0
  var seenTwins: UInt64 = 0
  /// The other keys of this object.
  var keys = SeenKeys.Mark()
  /// The object is a resource of a known type.
  var hasResourceType = false
  /// The key `resourceType` has been passed.
  var resourceTypePassed = false
}

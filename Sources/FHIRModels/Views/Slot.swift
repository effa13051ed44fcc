// A property of a view, found in the definitions by its position.

internal import FHIRCore
internal import FHIRDefinitions

/// Where a property's content stands among the children of an element.
///
/// Generated code knows a property by its position among the members of its type, a small number that a change
/// elsewhere in the definitions does not move.
struct Slot {
  var name: Name
  var type: TypeID
  var flags: ElementFlags
  /// The position of the element in its type's definition.
  var ordinal: Int
  /// Any resource may stand here, so the content brings its own type.
  var takesAnyResource: Bool
  var isPrimitive: Bool

  init(_ member: Member) {
    name = member.name
    type = member.type
    ordinal = Int(member.ordinal)
    takesAnyResource = member.flags.contains(.resource)
    isPrimitive = member.flags.contains(.primitive)
    flags = []
    if member.flags.contains(.repeats) { flags.insert(.repeats) }
    if member.flags.contains(.choice) { flags.insert(.choice) }
    if takesAnyResource { flags.insert(.resource) }
  }

  /// The member at a position of a type.
  init(_ index: Int, of type: TypeID) {
    let definitions = Definitions.r4
    self.init(definitions.member(definitions.members(of: type).lowerBound + index))
  }

  /// The value of an extension, for one of the types that it may have.
  init?(valueOfExtension type: TypeID) {
    let definitions = Definitions.r4
    for row in definitions.members(of: R4.Extension.typeID) {
      let member = definitions.member(row)
      guard member.flags.contains(.choice), member.type == type else { continue }
      self.init(member)
      return
    }
    return nil
  }

  /// The element of a name that is no choice.
  init?(named name: String, of type: TypeID) {
    let definitions = Definitions.r4
    let bytes = Array(name.utf8)
    guard let name = definitions.names.name(bytes.span, 0, bytes.count),
      let row = definitions.member(named: name, in: type), !definitions.member(row).flags.contains(.choice)
    else { return nil }
    self.init(definitions.member(row))
  }
}

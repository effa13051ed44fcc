// Types by name and number.

public import FHIRCore

extension Definitions {
  /// The type of a name, such as `Observation`, `Quantity`, `dateTime` or `Observation.component`.
  public func type(_ name: String) -> TypeID? {
    let bytes = Array(name.utf8)
    guard let name = names.name(bytes.span, 0, bytes.count) else { return nil }
    let type = type(named: name)
    return type == .unknown ? nil : type
  }

  /// The type of an interned name; unknown if it names none.
  @inlinable @inline(__always)
  package func type(named name: Name) -> TypeID {
    guard Int(name.rawValue) < names.count else { return .unknown }
    return TypeID(rawValue: table.uint16(namedTypes &+ 2 &* Int(name.rawValue)))
  }

  /// The name of a type; empty for the unknown one.
  public func typeName(_ type: TypeID) -> String { names.string(name(of: type)) }

  /// The interned name of a type; the empty one for the unknown type.
  @inlinable @inline(__always)
  package func name(of type: TypeID) -> Name { Name(rawValue: table.uint16(row(type))) }

  /// What sort of type it is; nil for the unknown one.
  public func kind(_ type: TypeID) -> TypeKind? { TypeKind(rawValue: table.byte(row(type) + 2)) }

  /// Whether it is a primitive.
  @inlinable @inline(__always)
  package func isPrimitive(_ type: TypeID) -> Bool { table.byte(row(type) &+ 2) == TypeKind.primitive.rawValue }

  /// Whether no element can be of just this type.
  public func isAbstract(_ type: TypeID) -> Bool { table.byte(row(type) + 3) & FlatLayout.TypeFlag.abstract != 0 }

  /// Whether any resource may stand where this type is asked for: Resource and DomainResource.
  @inlinable @inline(__always)
  package func isAnyResource(_ type: TypeID) -> Bool {
    table.byte(row(type) &+ 3) & FlatLayout.TypeFlag.anyResource != 0
  }

  /// What the value of a primitive is in JSON; `none` for what is not primitive.
  @inlinable @inline(__always)
  package func valueKind(_ type: TypeID) -> ValueKind { ValueKind(rawValue: table.byte(row(type) &+ 4)) ?? .none }

  /// The type that this one specialises: DomainResource for Observation; unknown for Element and Resource.
  public func base(_ type: TypeID) -> TypeID { TypeID(rawValue: table.uint16(row(type) + 6)) }

  /// Whether a type is another or specialises it, directly or through others.
  public func isA(_ type: TypeID, _ other: TypeID) -> Bool {
    var type = type
    while type != other {
      guard type != .unknown else { return false }
      type = base(type)
    }
    return true
  }

  /// The names of the resources that can stand in a file, sorted.
  public var resourceTypeNames: [String] {
    allTypes.filter { kind($0) == .resource && !isAbstract($0) }.map { typeName($0) }
  }

  /// All types, sorted by name.
  public var allTypes: [TypeID] { (1..<max(1, typeCount)).map { TypeID(rawValue: UInt16($0)) } }

  /// The offset of a type's row; that of the unknown type for what these definitions do not have.
  @inlinable @inline(__always)
  func row(_ type: TypeID) -> Int {
    let number = Int(type.rawValue)
    return types &+ (number < typeCount ? 20 &* number : 0)
  }
}

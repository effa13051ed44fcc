// Looking up children by the definitions' names, in trees that were read with them and in others.

internal import FHIRCore
internal import FHIRDefinitions

extension Node {
  /// The first child that has a name of the definitions.
  func child(_ name: Name, of definitions: Definitions) -> Node? {
    if tree.names.known === definitions.names { return child(name) }
    return child(definitions.names.string(name))
  }

  /// All children that have a name of the definitions, in order, but no empty or nested list, which is none in FHIR.
  func children(_ name: Name, of definitions: Definitions) -> [Node] {
    let all =
      tree.names.known === definitions.names ? children(name) : children(definitions.names.string(name))
    return all.contains { $0.flags.contains(.list) } ? all.filter { !$0.flags.contains(.list) } : all
  }

  /// The value, if it is one of its type.
  func primitive<Value: PrimitiveValue>() -> Value? {
    guard kind == Value.kind, let string else { return nil }
    return Value(lexeme: string)
  }

  /// The type of a resource as it is written in `resourceType`.
  var resourceType: String {
    type == .unknown ? child("resourceType")?.string ?? nameString : Definitions.r4.typeName(type)
  }
}

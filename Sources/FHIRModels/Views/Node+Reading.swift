// Looking up children by the definitions' names, in trees that were read with them and in others.

import FHIRCore
import FHIRDefinitions

extension Node {
  /// The first child that has a name of the definitions.
  func child(_ name: Name, of definitions: Definitions) -> Node? {
    if tree.names.known === definitions.names { return child(name) }
    return child(definitions.names.string(name))
  }

  /// All children that have a name of the definitions, in order.
  func children(_ name: Name, of definitions: Definitions) -> [Node] {
    if tree.names.known === definitions.names { return children(name) }
    return children(definitions.names.string(name))
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

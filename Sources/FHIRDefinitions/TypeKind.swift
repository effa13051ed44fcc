// The few closed vocabularies of definitions.

/// What sort of type a type is.
public enum TypeKind: UInt8, Sendable, CaseIterable {
  /// A value with perhaps an id and extensions, such as `dateTime`.
  case primitive = 1
  /// A data type, such as `Quantity`.
  case complex
  /// A resource, such as `Observation`.
  case resource
  /// The elements inside one element of another type, such as `Observation.component`.
  case backbone
}

/// How strictly an element is bound to a set of codes.
public enum BindingStrength: UInt8, Sendable, CaseIterable {
  /// One of these codes.
  case required = 1
  /// One of these codes if any of them fits.
  case extensible
  /// Better one of these codes.
  case preferred
  /// Codes such as these.
  case example
}

// What a text of the source says, before it has a place in FHIR.

/// A value between a text of the source and elements of FHIR.
enum CodecValue: Hashable, Sendable {
  /// The value of a primitive, as it is written in FHIR, and its type where an element leaves that open.
  case primitive(String, type: String)
  /// A number, and R4's comparator if it is a bound.
  case quantity(String, comparator: String?)
  /// A titre: one to so many.
  case ratio(String, String)
  /// Codes for one thing, the source's own first.
  case concept([Code])
  /// Nothing that FHIR can hold there but the text itself.
  case textOnly

  /// A code and its system.
  struct Code: Hashable, Sendable {
    let system: String?
    let code: String
  }

  /// The type that an element left open takes.
  var openType: String {
    switch self {
    case .primitive(_, let type): type
    case .quantity: "Quantity"
    case .ratio: "Ratio"
    case .concept: "CodeableConcept"
    case .textOnly: "string"
    }
  }
}

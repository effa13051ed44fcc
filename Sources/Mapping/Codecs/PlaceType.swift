// What a place can hold, as far as codecs ask.

internal import FHIRCore
internal import FHIRDefinitions

/// What an element can hold.
enum PlaceType: Sendable, BitwiseCopyable {
  /// A choice: what the value is decides.
  case open
  case quantity, ratio, range, concept
  case decimal, whole, boolean
  case date, dateTime, instant
  case code, uri, base64
  /// Any other text.
  case text
  /// What has no value of its own.
  case structure

  /// By the name of the type; an empty one is left open.
  init(_ type: String) {
    self =
      switch type {
      case "": .open
      case "Quantity": .quantity
      case "Ratio": .ratio
      case "Range": .range
      case "CodeableConcept": .concept
      case "decimal": .decimal
      case "integer", "positiveInt", "unsignedInt": .whole
      case "boolean": .boolean
      case "date": .date
      case "dateTime": .dateTime
      case "instant": .instant
      case "code": .code
      case "uri", "url", "canonical", "id", "oid", "uuid": .uri
      case "base64Binary": .base64
      case "string", "markdown", "time", "xhtml": .text
      default: .structure
      }
  }

  var takesNumbers: Bool {
    switch self {
    case .open, .quantity, .decimal, .whole: true
    default: false
    }
  }
}

extension PlaceType {
  /// What an element of a type can hold.
  init(_ type: TypeID) {
    let number = Int(type.rawValue)
    self = number < Self.byType.count ? Self.byType[number] : .structure
  }

  private static let byType: [PlaceType] = {
    let definitions = Definitions.r4
    let count = (definitions.allTypes.last.map { Int($0.rawValue) } ?? 0) + 1
    return (0..<count).map { PlaceType(definitions.typeName(TypeID(rawValue: UInt16(truncatingIfNeeded: $0)))) }
  }()
}

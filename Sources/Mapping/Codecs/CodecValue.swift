// What a text of the source says, before it has a place in FHIR.

internal import FHIRCore

/// A value between a text of the source and elements of FHIR.
enum CodecValue: Hashable, Sendable {
  /// The value of a primitive, as it is written in FHIR, and its type where an element leaves that open.
  case primitive(String, type: String)
  /// A number, and R4's comparator if it is a bound.
  case quantity(String, comparator: String?)
  /// A titre: one to so many.
  case ratio(String, String)
  /// The bounds of a range, of which one may be open.
  case range(low: String?, high: String?)
  /// Codes for one thing, the source's own first.
  case concept([Code])
  /// Nothing that FHIR can hold there but the text itself.
  case textOnly

  /// A code and its system.
  struct Code: Hashable, Sendable {
    let system: String?
    let code: String
  }
}

extension CodecValue {
  /// Whether a text is a value of the type, as far as mappings write it: codes and URIs have no blanks around them.
  static func isLegal(_ text: String, for type: PlaceType) -> Bool {
    guard !text.isEmpty else { return false }
    switch type {
    case .code:
      return text.split(separator: " ", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }
        && text.utf8.allSatisfy { $0 >= 0x20 }
    case .uri: return !text.contains { $0.isWhitespace }
    case .base64:
      let signs = text.utf8.filter { $0 > 0x20 }
      let body = signs.prefix { $0 != UInt8(ascii: "=") }
      return signs.count % 4 == 0 && signs.count - body.count <= 2
        && body.allSatisfy {
          $0 &- 48 < 10 || ($0 | 0x20) &- 97 < 26 || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/")
        }
        && signs.dropFirst(body.count).allSatisfy { $0 == UInt8(ascii: "=") }
    case .boolean: return text == "true" || text == "false"
    case .date: return FHIRDate(text: text) != nil
    case .dateTime: return FHIRDateTime(text: text) != nil
    case .instant: return FHIRInstant(text: text) != nil
    case .decimal: return (try? FHIRDecimal.check(text.utf8.span)) != nil
    case .whole: return Int32(text) != nil
    default: return true
    }
  }
}

// The value spaces of R4's primitive types (FHIR R4, 2.24.0.1), each by a scanner that looks at every byte once.

internal import FHIRCore

/// The form that a primitive's value must have.
enum PrimitiveFormat: String {
  case base64Binary, boolean, canonical, code, date, dateTime, decimal, id, instant, integer, markdown, oid, positiveInt
  case string, time, unsignedInt, uri, url, uuid, xhtml

  /// Whether a value of it can point at something.
  var isURI: Bool { self == .uri || self == .url || self == .canonical }

  init?(type name: String) { self.init(rawValue: name) }

  /// What is wrong with a value: what was expected, and how to write it; nil if nothing is.
  func fault(in bytes: Span<UInt8>) -> FormatFault? {
    switch self {
    case .date, .dateTime, .instant, .time, .decimal: scannedFault(in: bytes)
    case .boolean: bytes.equals("true") || bytes.equals("false") ? nil : FormatFault("a boolean", "write true or false")
    case .integer: IntegerFormat.fault(in: bytes, from: -2_147_483_648, "an integer")
    case .unsignedInt: IntegerFormat.fault(in: bytes, from: 0, "an unsigned integer")
    case .positiveInt: IntegerFormat.fault(in: bytes, from: 1, "a positive integer")
    case .string, .markdown: TextFormat.fault(inString: bytes)
    case .code: TextFormat.fault(inCode: bytes)
    case .id: IdentifierFormat.fault(inID: bytes)
    case .uri, .url, .canonical: URIFormat.fault(in: bytes)
    case .oid: URIFormat.isOID(bytes) ? nil : FormatFault("an OID", "write urn:oid: and the numbers with points")
    case .uuid: URIFormat.isUUID(bytes) ? nil : FormatFault("a UUID", "write urn:uuid: and 36 characters in lower case")
    case .base64Binary: Base64Format.fault(in: bytes)
    case .xhtml: nil
    }
  }

  private func scannedFault(in bytes: Span<UInt8>) -> FormatFault? {
    do throws(ValueFailure) {
      switch self {
      case .date: try FHIRDate.check(bytes)
      case .dateTime: try FHIRDateTime.check(bytes)
      case .instant: try FHIRInstant.check(bytes)
      case .time: try FHIRTime.check(bytes)
      default: try FHIRDecimal.check(bytes)
      }
      return nil
    } catch { return FormatFault(error.expected, error.hint) }
  }
}

/// Why a value does not have its form, without anything of the value.
struct FormatFault {
  /// What was expected, with its article.
  let expected: String
  /// How to write it.
  let hint: String

  init(_ expected: String, _ hint: String) {
    self.expected = expected
    self.hint = hint
  }
}

extension Span<UInt8> {
  /// Whether the bytes are those of a text in ASCII.
  func equals(_ text: StaticString) -> Bool { count == text.utf8CodeUnitCount && starts(with: text) }

  /// Whether the bytes begin with those of a text in ASCII.
  func starts(with text: StaticString, from start: Int = 0) -> Bool {
    let length = text.utf8CodeUnitCount
    guard start + length <= count else { return false }
    return text.description.utf8.enumerated().allSatisfy { self[start + $0.offset] == $0.element }
  }
}

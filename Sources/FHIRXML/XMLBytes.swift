// Small things about bytes that reader and writer share.

internal import FHIRCore

/// The namespaces of FHIR XML.
enum FHIRNamespace {
  static let fhir = Array("http://hl7.org/fhir".utf8)
  static let xhtml = Array("http://www.w3.org/1999/xhtml".utf8)
  static let schemaInstance = Array("http://www.w3.org/2001/XMLSchema-instance".utf8)
}

/// Names and values that are looked for.
enum XMLNames {
  static let value = Array("value".utf8)
  static let schemaLocation = Array("schemaLocation".utf8)
  static let `true` = Array("true".utf8)
  static let `false` = Array("false".utf8)
}

extension Span<UInt8> {
  func equals(_ other: [UInt8]) -> Bool {
    guard count == other.count else { return false }
    for index in indices where self[index] != other[index] { return false }
    return true
  }

}

/// Characters that XML writes otherwise.
enum XMLEscape {
  /// The value of an attribute: line breaks and tabs as numbers, for a parser would make blanks of them.
  static func attribute(_ value: Span<UInt8>, to output: inout [UInt8]) {
    escape(value, to: &output) { byte in
      switch byte {
      case UInt8(ascii: "&"): "&amp;"
      case UInt8(ascii: "<"): "&lt;"
      case UInt8(ascii: "\""): "&quot;"
      case 0x09: "&#9;"
      case 0x0A: "&#10;"
      case 0x0D: "&#13;"
      default: nil
      }
    }
  }

  /// Text between tags.
  static func text(_ text: Span<UInt8>, to output: inout [UInt8]) {
    escape(text, to: &output) { byte in
      switch byte {
      case UInt8(ascii: "&"): "&amp;"
      case UInt8(ascii: "<"): "&lt;"
      case UInt8(ascii: ">"): "&gt;"
      case 0x0D: "&#13;"
      default: nil
      }
    }
  }

  /// Copies what stands between the characters that are written otherwise in runs.
  @inline(__always)
  private static func escape(_ bytes: Span<UInt8>, to output: inout [UInt8], _ reference: (UInt8) -> String?) {
    var start = 0
    for index in bytes.indices {
      guard let reference = reference(bytes[index]) else { continue }
      output.append(bytes, start..<index)
      output += reference.utf8
      start = index + 1
    }
    output.append(bytes, start..<bytes.count)
  }
}

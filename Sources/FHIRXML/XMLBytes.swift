// Small things about bytes that reader and writer share.

/// The namespaces of FHIR XML.
enum FHIRNamespace {
  static let fhir = Array("http://hl7.org/fhir".utf8)
  static let xhtml = Array("http://www.w3.org/1999/xhtml".utf8)
  static let schemaInstance = Array("http://www.w3.org/2001/XMLSchema-instance".utf8)
}

extension Span<UInt8> {
  func equals(_ other: [UInt8]) -> Bool {
    guard count == other.count else { return false }
    for index in indices where self[index] != other[index] { return false }
    return true
  }

  func append(to output: inout [UInt8]) {
    for index in indices { output.append(self[index]) }
  }

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return bytes
  }

  var string: String { String(decoding: bytes, as: UTF8.self) }
}

/// Characters that XML writes otherwise.
enum XMLEscape {
  /// The value of an attribute: line breaks and tabs as numbers, for a parser would make blanks of them.
  static func attribute(_ value: Span<UInt8>, to output: inout [UInt8]) {
    for index in value.indices {
      switch value[index] {
      case UInt8(ascii: "&"): output += Array("&amp;".utf8)
      case UInt8(ascii: "<"): output += Array("&lt;".utf8)
      case UInt8(ascii: "\""): output += Array("&quot;".utf8)
      case 0x09: output += Array("&#9;".utf8)
      case 0x0A: output += Array("&#10;".utf8)
      case 0x0D: output += Array("&#13;".utf8)
      default: output.append(value[index])
      }
    }
  }

  /// Text between tags.
  static func text(_ text: Span<UInt8>, to output: inout [UInt8]) {
    for index in text.indices {
      switch text[index] {
      case UInt8(ascii: "&"): output += Array("&amp;".utf8)
      case UInt8(ascii: "<"): output += Array("&lt;".utf8)
      case UInt8(ascii: ">"): output += Array("&gt;".utf8)
      case 0x0D: output += Array("&#13;".utf8)
      default: output.append(text[index])
      }
    }
  }
}

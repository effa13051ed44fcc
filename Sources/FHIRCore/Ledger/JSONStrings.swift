// JSON's strings, for what is written as JSON without being a tree, and for the writer of trees.

extension [UInt8] {
  /// Appends a text as a string of JSON, with its quotes.
  package mutating func appendJSONString(_ text: String) {
    append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        appendJSONEscape(byte)
      } else {
        append(byte)
      }
    }
    append(UInt8(ascii: "\""))
  }

  /// Appends the escape of a byte that cannot stand in a string of JSON as it is (RFC 8259, section 7).
  @inline(never)
  package mutating func appendJSONEscape(_ byte: UInt8) {
    append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
    case 0x08: append(UInt8(ascii: "b"))
    case 0x09: append(UInt8(ascii: "t"))
    case 0x0A: append(UInt8(ascii: "n"))
    case 0x0C: append(UInt8(ascii: "f"))
    case 0x0D: append(UInt8(ascii: "r"))
    default: append(contentsOf: ("u00" + [byte].hexText).utf8)
    }
  }
}

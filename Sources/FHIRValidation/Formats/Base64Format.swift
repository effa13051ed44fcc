// base64, by RFC 4648 with white space allowed between the characters.

/// `base64Binary`.
enum Base64Format {
  /// Groups of four characters, `=` only at the end.
  static func fault(in bytes: Span<UInt8>) -> FormatFault? {
    length(of: bytes) == nil ? FormatFault("base64", "groups of four characters, padded with '=' at the end") : nil
  }

  /// The number of bytes that are encoded; nil if it is no base64, or nothing.
  static func length(of bytes: Span<UInt8>) -> Int? {
    var characters = 0
    var padding = 0
    for index in bytes.indices {
      let byte = bytes[index]
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: continue
      case UInt8(ascii: "="): padding += 1
      case _
      where (byte | 0x20) &- 97 < 26 || byte &- 48 < 10 || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/"):
        guard padding == 0 else { return nil }
      default: return nil
      }
      characters += 1
    }
    guard characters > 0, characters % 4 == 0, padding <= 2 else { return nil }
    return characters / 4 * 3 - padding
  }
}

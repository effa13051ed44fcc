// Ids of resources and of elements.

/// `id`, and the ids of elements.
enum IdentifierFormat {
  /// 1 to 64 letters, digits, hyphens and points.
  static func fault(inID bytes: Span<UInt8>) -> FormatFault? {
    let hint = "1 to 64 letters of ASCII, digits, '-' and '.'"
    guard (1...64).contains(bytes.count) else { return FormatFault("an id", hint) }
    for index in bytes.indices where !isAllowed(bytes[index]) { return FormatFault("an id", hint) }
    return nil
  }

  static func isAllowed(_ byte: UInt8) -> Bool {
    byte &- 48 < 10 || (byte | 0x20) &- 97 < 26 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }
}

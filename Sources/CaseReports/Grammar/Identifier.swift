// What ids look like.

/// The forms of ids.
enum Identifier {
  /// Whether this can name an anchor or a statement: a letter, then letters, digits, `-`, `_` or `.`, all ASCII.
  static func isWord(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetter(first) else { return false }
    return text.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E }
  }

  /// Whether this can name an entry or a case: a lower-case letter, then lower-case letters, digits, single hyphens.
  static func isEntryID(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLowercase(first), text.utf8.last != 0x2D, !text.contains("--") else {
      return false
    }
    return text.utf8.allSatisfy { isLowercase($0) || isDigit($0) || $0 == 0x2D }
  }

  /// Whether this is an ASCII letter or digit.
  static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }

  private static func isLowercase(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool { isLowercase(byte | 0x20) }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

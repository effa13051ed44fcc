// Strings and codes.

/// `string`, `markdown` and `code`.
enum TextFormat {
  /// The most bytes that a string may have (FHIR R4, 2.24.0.1).
  static let mostBytes = 1_048_576

  /// Not empty, not white space alone, at most 1 MiB, no control characters but tab and line breaks.
  static func fault(inString bytes: Span<UInt8>) -> FormatFault? {
    if bytes.count > mostBytes { return FormatFault("a string", "a string has at most 1,048,576 bytes") }
    var isBlank = true
    for index in bytes.indices {
      let byte = bytes[index]
      if byte > 0x20 {
        isBlank = false
      } else if byte != 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D {
        return FormatFault("a string without control characters", "tab and line breaks are the only ones allowed")
      }
    }
    return isBlank ? FormatFault("a string with content", "leave the element out if there is nothing to say") : nil
  }

  /// Not empty, no white space but single blanks inside.
  static func fault(inCode bytes: Span<UInt8>) -> FormatFault? {
    if bytes.count == 0 { return FormatFault("a code", "leave the element out if there is none") }
    var wasBlank = true
    for index in bytes.indices {
      let isBlank = bytes[index] <= 0x20
      if isBlank, wasBlank || bytes[index] != 0x20 {
        return FormatFault("a code", "a code has no white space but single blanks inside")
      }
      wasBlank = isBlank
    }
    return wasBlank ? FormatFault("a code", "a code does not end with a blank") : nil
  }
}

// URIs, with the two kinds of URN that FHIR speaks of.

/// `uri`, `url`, `canonical`, `oid` and `uuid`.
enum URIFormat {
  /// Not empty, no white space, and a well-formed OID or UUID where it says that it is one.
  static func fault(in bytes: Span<UInt8>) -> FormatFault? {
    if bytes.count == 0 { return FormatFault("a URI", "leave the element out if there is none") }
    for index in bytes.indices where bytes[index] <= 0x20 {
      return FormatFault("a URI", "a URI has no white space")
    }
    if bytes.starts(with: "urn:uuid:"), !isUUID(bytes) {
      return FormatFault("a UUID", "write urn:uuid: and 36 characters in lower case")
    }
    if bytes.starts(with: "urn:oid:"), !isOID(bytes) {
      return FormatFault("an OID", "write urn:oid: and the numbers with points")
    }
    if bytes.starts(with: "oid:") || bytes.starts(with: "uuid:") {
      return FormatFault("a URI", "OIDs and UUIDs begin with urn:oid: and urn:uuid:")
    }
    return nil
  }

  /// `urn:oid:` and `[0-2](\.(0|[1-9][0-9]*))+`.
  static func isOID(_ bytes: Span<UInt8>) -> Bool {
    let prefix = 8
    guard bytes.starts(with: "urn:oid:"), bytes.count > prefix + 2, (48...50).contains(bytes[prefix]) else {
      return false
    }
    var index = prefix + 1
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "."), index + 1 < bytes.count else { return false }
      let start = index + 1
      index = start
      while index < bytes.count, bytes[index] &- 48 < 10 { index += 1 }
      guard index > start, bytes[start] != UInt8(ascii: "0") || index == start + 1 else { return false }
    }
    return true
  }

  /// `urn:uuid:` and 8-4-4-4-12 hexadecimal digits in lower case.
  static func isUUID(_ bytes: Span<UInt8>) -> Bool {
    let prefix = 9
    guard bytes.starts(with: "urn:uuid:"), bytes.count == prefix + 36 else { return false }
    for index in 0..<36 {
      let byte = bytes[prefix + index]
      switch index {
      case 8, 13, 18, 23: if byte != UInt8(ascii: "-") { return false }
      default: if !(byte &- 48 < 10 || byte &- 97 < 6) { return false }
      }
    }
    return true
  }

  /// Whether a URI has a scheme, such as `http:` or `urn:`.
  static func isAbsolute(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count > 0, (bytes[0] | 0x20) &- 97 < 26 else { return false }
    for index in 1..<max(1, bytes.count) {
      let byte = bytes[index]
      if byte == UInt8(ascii: ":") { return true }
      guard
        (byte | 0x20) &- 97 < 26 || byte &- 48 < 10 || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
          || byte == UInt8(ascii: ".")
      else { return false }
    }
    return false
  }
}

// UUIDs as bytes, and those of version 5, which are made of a name: the same name gives the same id in every run.

/// A UUID: 16 bytes, written in lower case.
///
/// ```swift
/// let id = UUIDBytes(version5: "www.example.com", in: .dns)
/// id.description  // 2ed6657d-e927-568b-95e1-2665a8aea6a2
/// ```
public struct UUIDBytes: Sendable, Hashable, CustomStringConvertible {
  private let high: UInt64
  private let low: UInt64

  /// The namespace of domain names (RFC 9562, section 6.6).
  public static let dns = UUIDBytes(high: 0x6ba7_b810_9dad_11d1, low: 0x80b4_00c0_4fd4_30c8)
  /// The namespace of URLs.
  public static let url = UUIDBytes(high: 0x6ba7_b811_9dad_11d1, low: 0x80b4_00c0_4fd4_30c8)
  /// The namespace of object identifiers.
  public static let oid = UUIDBytes(high: 0x6ba7_b812_9dad_11d1, low: 0x80b4_00c0_4fd4_30c8)
  /// The namespace of X.500 names.
  public static let x500 = UUIDBytes(high: 0x6ba7_b814_9dad_11d1, low: 0x80b4_00c0_4fd4_30c8)

  /// Makes the UUID of version 5 for a name in UTF-8.
  public init(version5 name: String, in namespace: UUIDBytes) {
    self.init(version5: name.utf8.span, in: namespace)
  }

  /// Makes the UUID of version 5 for a name's bytes: the SHA-1 of namespace and name.
  public init(version5 name: Span<UInt8>, in namespace: UUIDBytes) {
    var hash = SHA1()
    hash.update(namespace.bytes.span)
    hash.update(name)
    self.init(hash: hash.finish().span, version: 5)
  }

  /// Makes a UUID of version 8 of the first 16 bytes of a longer hash, such as an HMAC.
  ///
  /// - Precondition: The hash has at least 16 bytes.
  public init(version8 hash: Span<UInt8>) { self.init(hash: hash, version: 8) }

  /// Reads `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx` in either case, or gives nil.
  public init?(text: String) {
    var words: (high: UInt64, low: UInt64) = (0, 0)
    var count = 0
    for (index, byte) in text.utf8.enumerated() {
      if index == 8 || index == 13 || index == 18 || index == 23 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard count < 32, let digit = hexDigit(byte) else { return nil }
      words.high = words.high << 4 | words.low >> 60
      words.low = words.low << 4 | UInt64(digit)
      count += 1
    }
    guard count == 32 else { return nil }
    self.init(high: words.high, low: words.low)
  }

  private init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Takes 16 bytes of a hash and writes version and variant over six bits of them.
  private init(hash: Span<UInt8>, version: UInt64) {
    precondition(hash.count >= 16, "expected a hash of at least 16 bytes")
    var words: (high: UInt64, low: UInt64) = (0, 0)
    for index in 0..<8 {
      words.high = words.high << 8 | UInt64(hash[index])
      words.low = words.low << 8 | UInt64(hash[index + 8])
    }
    self.init(
      high: words.high & ~0xf000 | version << 12,
      low: words.low & ~(0b11 << 62) | 0b10 << 62)
  }

  /// The 16 bytes, the first of the text first.
  public var bytes: [UInt8] {
    [high, low].flatMap { word in stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> $0) } }
  }

  /// The UUID in lower case with hyphens, as FHIR wants it after `urn:uuid:`.
  public var description: String {
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for index in 0..<16 {
      if index == 4 || index == 6 || index == 8 || index == 10 { text.append(UInt8(ascii: "-")) }
      let word = index < 8 ? high : low
      let byte = UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * (index & 7)))
      text.append(Self.digit(byte >> 4))
      text.append(Self.digit(byte & 15))
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
  }
}

/// The value of a hexadecimal digit in either case.
package func hexDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}

// A hash that only the holder of a key can make, for ids that must not be found by trying record numbers.

/// The keyed hash HMAC of RFC 2104 with SHA-256, fed piece by piece.
///
/// ```swift
/// var code = HMACSHA256(key: key)
/// code.update(Array("record 17".utf8).span)
/// code.finish().hexText
/// ```
public struct HMACSHA256: Sendable {
  private var inner = SHA256()
  private var outer = SHA256()

  /// Starts a code with a key of any length; a key beyond 64 bytes is hashed first.
  public init(key: [UInt8]) {
    var block = key.count > 64 ? SHA256.hash(key) : key
    block += [UInt8](repeating: 0, count: 64 - block.count)
    // Locals, for spans of temporaries crash the compiler here (6.3.1: «Instruction does not dominate all uses»).
    let innerBlock = block.map { $0 ^ 0x36 }
    let outerBlock = block.map { $0 ^ 0x5c }
    inner.update(innerBlock.span)
    outer.update(outerBlock.span)
  }

  /// Authenticates bytes at once.
  public static func code(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
    var code = HMACSHA256(key: key)
    code.update(bytes.span)
    return code.finish()
  }

  /// Adds bytes.
  public mutating func update(_ bytes: Span<UInt8>) { inner.update(bytes) }

  /// The 32 bytes of the code; `self` may go on from where it was.
  public func finish() -> [UInt8] {
    var last = outer
    last.update(inner.finish().span)
    return last.finish()
  }
}

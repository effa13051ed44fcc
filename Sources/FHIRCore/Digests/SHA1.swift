// SHA-1, for name-based UUIDs only: RFC 9562 prescribes it there. Nothing secret may rest on it.

/// The hash function SHA-1 of FIPS 180-4, fed piece by piece.
///
/// ```swift
/// SHA1.hash(Array("abc".utf8)).hexText  // a9993e364706816aba3e25717850c26c9cd0d89d
/// ```
///
/// It is here because UUIDs of version 5 are defined by it. It does not resist forgery: use `SHA256` for anything else.
public struct SHA1: Sendable {
  private var state: InlineArray<5, UInt32> = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0]
  private var input = HashBlocks()

  /// Starts a hash.
  public init() {}

  /// Hashes bytes at once.
  public static func hash(_ bytes: [UInt8]) -> [UInt8] {
    var hash = SHA1()
    hash.update(bytes.span)
    return hash.finish()
  }

  /// Adds bytes.
  public mutating func update(_ bytes: Span<UInt8>) { input.append(bytes, to: &state, Self.compress) }

  /// The 20 bytes of the hash; `self` may go on from where it was.
  public func finish() -> [UInt8] {
    var last = self
    last.input.pad(to: &last.state, Self.compress)
    return bigEndianBytes(last.state.span)
  }

  private static func compress(_ state: inout InlineArray<5, UInt32>, _ words: InlineArray<16, UInt32>) {
    var schedule = words
    var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
    for round in 0..<80 {
      let slot = round & 15
      if round >= 16 {
        let mixed = schedule[(round + 13) & 15] ^ schedule[(round + 8) & 15] ^ schedule[(round + 2) & 15]
        schedule[slot] = rotatedLeft(mixed ^ schedule[slot], 1)
      }
      let (mix, constant): (UInt32, UInt32) =
        switch round {
        case ..<20: ((b & c) | (~b & d), 0x5a82_7999)
        case ..<40: (b ^ c ^ d, 0x6ed9_eba1)
        case ..<60: ((b & c) | (b & d) | (c & d), 0x8f1b_bcdc)
        default: (b ^ c ^ d, 0xca62_c1d6)
        }
      let next = rotatedLeft(a, 5) &+ mix &+ e &+ constant &+ schedule[slot]
      (a, b, c, d, e) = (next, a, rotatedLeft(b, 30), c, d)
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
    state[4] &+= e
  }
}

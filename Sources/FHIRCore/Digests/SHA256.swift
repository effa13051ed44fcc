// SHA-256, for ids made of content, for caches, and under HMAC for keyed ids.

/// The hash function SHA-256 of FIPS 180-4, fed piece by piece.
///
/// ```swift
/// SHA256.hash(Array("abc".utf8)).hexText.prefix(8)  // ba7816bf
/// ```
public struct SHA256: Sendable {
  private var state: InlineArray<8, UInt32> = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  private var input = HashBlocks()

  /// Starts a hash.
  public init() {}

  /// Hashes bytes at once.
  public static func hash(_ bytes: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(bytes.span)
    return hash.finish()
  }

  /// Adds bytes.
  public mutating func update(_ bytes: Span<UInt8>) { input.append(bytes, to: &state, Self.compress) }

  /// The 32 bytes of the hash; `self` may go on from where it was.
  public func finish() -> [UInt8] {
    var last = self
    last.input.pad(to: &last.state, Self.compress)
    return bigEndianBytes(last.state.span)
  }

  private static func compress(_ state: inout InlineArray<8, UInt32>, _ words: InlineArray<16, UInt32>) {
    var schedule = words
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for round in 0..<64 {
      let slot = round & 15
      if round >= 16 {
        let (early, late) = (schedule[(round + 1) & 15], schedule[(round + 14) & 15])
        let small0 = rotatedLeft(early, 25) ^ rotatedLeft(early, 14) ^ (early >> 3)
        let small1 = rotatedLeft(late, 15) ^ rotatedLeft(late, 13) ^ (late >> 10)
        schedule[slot] = schedule[slot] &+ small0 &+ schedule[(round + 9) & 15] &+ small1
      }
      let big1 = rotatedLeft(e, 26) ^ rotatedLeft(e, 21) ^ rotatedLeft(e, 7)
      let choice = (e & f) ^ (~e & g)
      let first = h &+ big1 &+ choice &+ constants[round] &+ schedule[slot]
      let big0 = rotatedLeft(a, 30) ^ rotatedLeft(a, 19) ^ rotatedLeft(a, 10)
      let majority = (a & b) ^ (a & c) ^ (b & c)
      (h, g, f, e) = (g, f, e, d &+ first)
      (d, c, b, a) = (c, b, a, first &+ big0 &+ majority)
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
    state[4] &+= e
    state[5] &+= f
    state[6] &+= g
    state[7] &+= h
  }

  /// The first 32 bits of the fractions of the cube roots of the first 64 primes.
  private static let constants: InlineArray<64, UInt32> = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
}

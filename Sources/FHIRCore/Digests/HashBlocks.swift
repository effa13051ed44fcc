// What SHA-1 and SHA-256 share: cutting the input into blocks of 64 bytes, and the padding at its end.

/// The part of the input that does not fill a block yet, and the number of bytes so far.
struct HashBlocks: Sendable {
  private var words: InlineArray<16, UInt32> = .init(repeating: 0)
  private var count: UInt64 = 0

  /// Adds bytes, handing each full block to `compress` as 16 big-endian words.
  mutating func append<State>(
    _ bytes: Span<UInt8>, to state: inout State, _ compress: (inout State, InlineArray<16, UInt32>) -> Void
  ) {
    for index in bytes.indices { append(bytes[index], to: &state, compress) }
  }

  /// Adds a one bit, zeros, and the number of bits in 64 bits, which ends the last block.
  mutating func pad<State>(to state: inout State, _ compress: (inout State, InlineArray<16, UInt32>) -> Void) {
    let bits = count &* 8
    append(0x80, to: &state, compress)
    while count & 63 != 56 { append(0, to: &state, compress) }
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: bits >> shift), to: &state, compress)
    }
  }

  @inline(__always)
  private mutating func append<State>(
    _ byte: UInt8, to state: inout State, _ compress: (inout State, InlineArray<16, UInt32>) -> Void
  ) {
    let word = Int(truncatingIfNeeded: count & 63) >> 2
    words[word] = words[word] << 8 | UInt32(byte)
    count &+= 1
    if count & 63 == 0 { compress(&state, words) }
  }
}

@inline(__always)
func rotatedLeft(_ word: UInt32, _ bits: UInt32) -> UInt32 { word << bits | word >> (32 &- bits) }

func bigEndianBytes(_ words: Span<UInt32>) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(words.count * 4)
  for index in words.indices {
    for shift in stride(from: UInt32(24), through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: words[index] >> shift))
    }
  }
  return bytes
}

extension Collection<UInt8> {
  /// The bytes in lower-case hexadecimal, two digits each.
  public var hexText: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(count * 2)
    for byte in self {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

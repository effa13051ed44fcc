// Gzip: whole, in pieces, in several members, damaged, cut.

import Testing

@testable import Gzip

struct GzipTests {
  /// `abc`, as gzip writes it without a name or time.
  static let abc: [UInt8] = [
    0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B, 0x4C, 0x4A, 0x06, 0, 0xC2, 0x41, 0x24, 0x35, 3, 0, 0, 0,
  ]

  @Test func membersFollowEachOther() throws {
    #expect(try Gzip.decompress(Self.abc, limit: 3) == Array("abc".utf8))
    #expect(try Gzip.decompress(Self.abc + Self.abc, limit: 6) == Array("abcabc".utf8))
  }

  @Test func whatIsCutOrDamagedIsRefused() {
    let two = Self.abc + Self.abc
    for count in two.indices where count != Self.abc.count {
      #expect(throws: GzipError.truncated) { try Gzip.decompress(Array(two[..<count]), limit: 6) }
    }
    #expect(throws: GzipError.tooLarge) { try Gzip.decompress(Self.abc, limit: 2) }
    #expect(throws: GzipError.damaged) { try Gzip.decompress(Self.abc + [0, 0], limit: 3) }
    // The last eight bytes are checksum and length.
    for offset in Self.abc.indices.suffix(8) {
      var damaged = Self.abc
      damaged[offset] ^= 1
      #expect(throws: GzipError.damaged, "byte \(offset)") { try Gzip.decompress(damaged, limit: 3) }
    }
  }

  @Test(arguments: [1, 2, 5, 23]) func piecesMayEndAnywhere(size: Int) throws {
    let input = Self.abc + Self.abc
    var decoder = GzipDecoder()
    var output: [UInt8] = []
    for start in stride(from: 0, to: input.count, by: size) {
      decoder.feed(Array(input[start..<min(start + size, input.count)]))
      while try decoder.decode(atMost: 2, to: &output) {}
    }
    try decoder.finish()
    #expect(output == Array("abcabc".utf8))
  }
}

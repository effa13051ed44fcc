// SHA-1, SHA-256, HMAC and UUIDs against published vectors.

import FHIRCore
import Testing

@Suite struct DigestTests {
  // FIPS 180-4's examples as NIST publishes them.
  static let hashes: [(String, String, String)] = [
    (
      "", "da39a3ee5e6b4b0d3255bfef95601890afd80709",
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    ),
    (
      "abc", "a9993e364706816aba3e25717850c26c9cd0d89d",
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    ),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "a49b2446a02c645bf419f995b67091253a04a259", "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ]

  @Test(arguments: hashes) func hashesTheStandardsExamples(text: String, sha1: String, sha256: String) {
    #expect(SHA1.hash(Array(text.utf8)).hexText == sha1)
    #expect(SHA256.hash(Array(text.utf8)).hexText == sha256)
  }

  @Test func hashesAMillionLetters() {
    let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 1000)
    var (sha1, sha256) = (SHA1(), SHA256())
    for _ in 0..<1000 {
      sha1.update(piece.span)
      sha256.update(piece.span)
    }
    #expect(sha1.finish().hexText == "34aa973cd4c4daa4f61eeb2bdbad27316534016f")
    #expect(sha256.finish().hexText == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test(arguments: [0, 1, 3, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 129, 200])
  func doesNotCareHowTheInputIsCut(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) }
    for cut in 0...count {
      var (sha1, sha256) = (SHA1(), SHA256())
      sha1.update(bytes.span.extracting(0..<cut))
      sha256.update(bytes.span.extracting(0..<cut))
      _ = sha1.finish()
      _ = sha256.finish()
      sha1.update(bytes.span.extracting(cut..<count))
      sha256.update(bytes.span.extracting(cut..<count))
      #expect(sha1.finish() == SHA1.hash(bytes))
      #expect(sha256.finish() == SHA256.hash(bytes))
    }
  }

  // RFC 4231, test cases 1 to 4, 6 and 7.
  static let codes: [([UInt8], [UInt8], String)] = [
    (
      .init(repeating: 0x0b, count: 20), Array("Hi There".utf8),
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      .init(repeating: 0xaa, count: 20), .init(repeating: 0xdd, count: 50),
      "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
    ),
    (
      Array(1...25), .init(repeating: 0xcd, count: 50),
      "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
    ),
    (
      .init(repeating: 0xaa, count: 131), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
    (
      .init(repeating: 0xaa, count: 131),
      Array(
        ("This is a test using a larger than block-size key and a larger than block-size data. "
          + "The key needs to be hashed before being used by the HMAC algorithm.").utf8),
      "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
    ),
  ]

  @Test(arguments: codes) func authenticatesTheExamplesOfRFC4231(key: [UInt8], data: [UInt8], code: String) {
    #expect(HMACSHA256.code(data, key: key).hexText == code)
  }

  // The first is RFC 9562, appendix A.4; the others follow from RFC 4122 and agree with Python's uuid module.
  static let names: [(String, UUIDBytes, String)] = [
    ("www.example.com", .dns, "2ed6657d-e927-568b-95e1-2665a8aea6a2"),
    ("http://hl7.org/fhir", .url, "02eb9c89-774d-59d4-99a0-af3e7660e3a0"),
    ("2.16.840.1.113883", .oid, "6f2c2c77-c99f-5e4d-aca1-3ce3cd42e87a"),
    ("", .x500, "b4bdf874-8c03-5bd8-8fd7-5e409dfd82c0"),
    ("患者・検査", .dns, "abd67c6c-0852-5dd2-9484-452736bce52f"),
  ]

  @Test(arguments: names) func makesTheSameUUIDOfTheSameName(name: String, namespace: UUIDBytes, text: String) {
    #expect(UUIDBytes(version5: name, in: namespace).description == text)
    #expect(UUIDBytes(version5: Array(name.utf8).span, in: namespace).description == text)
  }

  @Test func readsAndWritesUUIDs() {
    #expect(UUIDBytes(text: "6BA7B810-9DAD-11D1-80B4-00C04FD430C8") == .dns)
    #expect(UUIDBytes.url.description == "6ba7b811-9dad-11d1-80b4-00c04fd430c8")
    #expect(UUIDBytes(text: UUIDBytes.x500.description)?.bytes == UUIDBytes.x500.bytes)
    #expect(
      UUIDBytes(version8: SHA256.hash(Array("abc".utf8)).span).description == "ba7816bf-8f01-8fea-8141-40de5dae2223")
  }

  @Test(arguments: [
    "", "6ba7b810", "6ba7b8109dad11d180b400c04fd430c8", "6ba7b810-9dad-11d1-80b4-00c04fd430c",
    "6ba7b810-9dad-11d1-80b4-00c04fd430c80", "6ba7b810-9dad-11d1-80b4_00c04fd430c8",
    "6ba7b810-9dad-11d1-80b4-00c04fd430cg", "{6ba7b810-9dad-11d1-80b4-00c04fd430c8}",
  ])
  func refusesWhatIsNoUUID(text: String) { #expect(UUIDBytes(text: text) == nil) }
}

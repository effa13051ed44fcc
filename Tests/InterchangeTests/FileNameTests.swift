// Names of files keep their bytes on the way through text.

import Interchange
import Testing

struct FileNameTests {
  static let names: [([UInt8], String)] = [
    (Array("case.yaml".utf8), "case.yaml"),
    (Array("/tmp/症例 1.json".utf8), "/tmp/症例 1.json"),
    (Array("-".utf8), "-"),
    ([], ""),
    (Array("a\nb\u{1B}[31m".utf8), #"a\u{a}b\u{1b}[31m"#),
    ([0x61, 0xFF, 0x62], #"a\xFFb"#),
    ([0xE3, 0x81], #"\xE3\x81"#),
    ([0xC0, 0xAF], #"\xC0\xAF"#),
    ([0xED, 0xA0, 0x80], #"\xED\xA0\x80"#),
    // A character that stands for a byte in arguments, as a part of a name.
    (Array("\u{10FF80}".utf8), "\u{10FF80}"),
    (Array("\u{10FFFF}x".utf8) + [0x80], "\u{10FFFF}x\\x80"),
  ]

  @Test(arguments: names) func comesBackFromAnArgument(bytes: [UInt8], shown: String) {
    let argument = FileName.argument(bytes)
    #expect(FileName(text: argument).bytes == bytes)
    #expect(FileName(bytes: bytes).description == shown)
  }

  @Test func noTwoNamesBecomeOneArgument() {
    #expect(FileName.argument([0x80]) != FileName.argument(Array("\u{10FF80}".utf8)))
    #expect(FileName.argument([0xFF]) != FileName.argument([0xFE]))
  }

  static let endings: [(String, String)] = [
    ("a.json", "json"), ("a.JSON", "json"), ("a.b.ndjson", "ndjson"), ("a", ""), ("folder.xml/a", ""), (".json", ""),
    ("a.", ""),
  ]

  @Test(arguments: endings) func hasAnEnding(name: String, ending: String) {
    #expect(FileName(text: name).ending == ending)
  }
}

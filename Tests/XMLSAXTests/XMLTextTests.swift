// Encodings: what a document declares, what it is, and what is said where the two differ.

import FHIRCore
import Testing

@testable import XMLSAX

@Suite struct XMLTextTests {
  private static func bytes(_ head: String, _ body: [UInt8]) -> [UInt8] {
    Array("<?xml version='1.0' encoding='\(head)'?><a>".utf8) + body + Array("</a>".utf8)
  }

  private static func utf16(_ text: String, isBig: Bool, withMark: Bool) -> [UInt8] {
    ((withMark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit in
      isBig ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    }
  }

  static let texts: [(bytes: [UInt8], text: String)] = [
    (bytes("UTF-8", Array("é日".utf8)), "é日"), ([0xEF, 0xBB, 0xBF] + bytes("utf-8", Array("é".utf8)), "é"),
    (bytes("ISO-8859-1", [0xE9]), "é"), (bytes("Windows-1252", [0x80, 0x93]), "€“"),
    (bytes("Shift_JIS", [0x93, 0xFA, 0x5C, 0x7E]), "日\\~"), (bytes("Windows-31J", [0x93, 0xFA, 0x87, 0x40]), "日①"),
    (bytes("EUC-JP", [0xC6, 0xFC]), "日"),
    (bytes("ISO-2022-JP", [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x1B, 0x28, 0x42]), "日"),
    (utf16("<a>é日</a>", isBig: false, withMark: true), "é日"), (utf16("<a>é日</a>", isBig: true, withMark: true), "é日"),
    (utf16("<?xml version='1.0' encoding='UTF-16'?><a>é</a>", isBig: false, withMark: false), "é"),
  ]

  @Test(arguments: texts) func readsWhatIsDeclared(bytes: [UInt8], text: String) throws {
    let decoded = try XMLText(bytes, file: "x.xml")
    #expect(String(decoding: decoded.bytes, as: UTF8.self).hasSuffix("<a>\(text)</a>"))
    var parser = XMLParser(Recorder())
    try parser.feed(decoded.bytes.span)
    try parser.finish()
  }

  @Test func takesTheEncodingThatIsSaid() throws {
    let text = try XMLText(Self.bytes("UTF-8", [0x93, 0xFA]), file: "x.xml", encoding: "Shift_JIS")
    #expect(String(decoding: text.bytes, as: UTF8.self).contains("<a>日</a>"))
    #expect(text.encoding == "Shift_JIS")
  }

  static let refused: [(bytes: [UInt8], rule: Rule, place: String)] = [
    (bytes("UTF-8", [0xE9]), XMLRule.encoding, "x.xml:1:42"),
    (bytes("Shift_JIS", [0x93]), XMLRule.encoding, "x.xml:1:46"),
    // What only Windows-31J has.
    (bytes("Shift_JIS", [0x93, 0xFA, 0x87, 0x40]), XMLRule.encoding, "x.xml:1:48"),
    (bytes("EUC-JP", [0xFF]), XMLRule.encoding, "x.xml:1:43"), (bytes("UTF-16", []), XMLRule.encoding, "x.xml:1:1"),
    (bytes("klingon", []), XMLRule.encodingUnknown, "x.xml:1:1"),
    (bytes("a b", []), XMLRule.encodingUnknown, "x.xml:1:1"),
  ]

  @Test(arguments: refused) func saysWhereBytesContradictTheEncoding(bytes: [UInt8], rule: Rule, place: String) {
    do {
      _ = try XMLText(bytes, file: "x.xml")
      Issue.record("accepted")
    } catch {
      #expect(error.rule == rule)
      #expect(error.place.filePosition == place)
      #expect(error.hint?.contains("--encoding") == true || rule == XMLRule.encodingUnknown)
    }
  }
}

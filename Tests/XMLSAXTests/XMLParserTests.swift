// What a document is told as, where its parts stand, and what is refused.

import FHIRCore
import Foundation
import Testing

@testable import XMLSAX

/// Writes down everything that it is told.
final class Recorder: XMLHandler {
  var events: [String] = []
  var allowsDoctype = false

  private func text(_ span: Span<UInt8>) -> String {
    var bytes: [UInt8] = []
    for index in span.indices { bytes.append(span[index]) }
    return String(decoding: bytes, as: UTF8.self)
  }

  func start(_ name: Span<UInt8>, key: UInt, prefix: Span<UInt8>, namespace: Span<UInt8>, at offset: Int) {
    let prefixed = prefix.count == 0 ? text(name) : "\(text(prefix)):\(text(name))"
    events.append("<\(prefixed) \(text(namespace))@\(offset)")
  }

  func declare(prefix: Span<UInt8>, namespace: Span<UInt8>) {
    events.append("xmlns:\(text(prefix))=\(text(namespace))")
  }

  func attribute(_ name: Span<UInt8>, prefix: Span<UInt8>, namespace: Span<UInt8>, value: Span<UInt8>) {
    events.append("\(text(name))=\(text(value))")
  }

  func attributesEnd() {}
  func end(at offset: Int) { events.append("/@\(offset)") }
  func text(_ text: Span<UInt8>, isCDATA: Bool, at offset: Int) {
    events.append((isCDATA ? "cdata:" : "text:") + self.text(text))
  }
  func comment(_ text: Span<UInt8>, at offset: Int) { events.append("comment:\(self.text(text))") }
  func processingInstruction(_ target: Span<UInt8>, _ data: Span<UInt8>, at offset: Int) {
    events.append("pi:\(text(target)) \(text(data))")
  }
  func doctype(_ name: Span<UInt8>, publicID: Span<UInt8>, systemID: Span<UInt8>, at offset: Int) -> Bool {
    events.append("doctype:\(text(name))")
    return allowsDoctype
  }
}

/// Parses a document in pieces of a size.
func events(_ document: String, piece: Int = .max, limits: XMLLimits = XMLLimits(), allowsDoctype: Bool = false)
  throws(XMLFault) -> [String]
{
  let recorder = Recorder()
  recorder.allowsDoctype = allowsDoctype
  let bytes = Array(document.utf8)
  var parser = XMLParser(recorder, limits: limits)
  var at = 0
  while at < bytes.count {
    let end = piece == .max ? bytes.count : min(bytes.count, at + piece)
    try parser.feed(Array(bytes[at..<end]).span)
    at = end
  }
  try parser.finish()
  return recorder.events
}

@Suite struct XMLParserTests {
  @Test(arguments: [Int.max, 1, 3]) func tellsEverythingWithItsPlace(piece: Int) throws {
    let document =
      "<?xml version=\"1.0\"?><a xmlns=\"urn:x\" xmlns:y=\"urn:y\"><y:b c='1 &amp; 2&#10;&lt;'/><!--é--><?t d?></a>"
    let expected = [
      "<a urn:x@21", "xmlns:=urn:x", "xmlns:y=urn:y", "<y:b urn:y@54", "c=1 & 2\n<", "/@83", "comment:é", "pi:t d",
      "/@103",
    ]
    let found = try events(document, piece: piece)
    #expect(found == expected, "\(found)")
  }

  @Test func keepsWhatOnlyLooksLikeAnEscapedAmpersand() throws {
    #expect(try events("<a b='&amp;#38;&#38;amp;'/>")[1] == "b=&#38;&amp;")
  }

  @Test func readsAttributesOfManyMegabytes() throws {
    let value = String(repeating: "x", count: 12_000_000)
    #expect(try events("<a b='\(value)'/>")[1].utf8.count == value.utf8.count + 2)
  }

  @Test(
    "What is refused",
    arguments: [
      ("", "xml.empty", 0), ("   ", "xml.empty", 3), ("<a>", "xml.truncated", 3), ("<a", "xml.truncated", 2),
      ("<a></b>", "xml.syntax", 7),
      ("<a b=1/>", "xml.syntax", 5), ("<a b='1' b='2'/>", "xml.syntax", 14), ("<a>&nbsp;</a>", "xml.entity", 9),
      ("<a b='&nbsp;'/>", "xml.entity", 12), ("<a>\u{1}</a>", "xml.syntax", 3), ("<a/><b/>", "xml.syntax", 5),
      (" <?xml version='1.0'?><a/>", "xml.syntax", 6),
      ("<y:a/>", "xml.syntax", 4), ("<a>&</a>", "xml.syntax", 4),
      ("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>", "xml.doctype", 12),
      ("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "xml.doctype", 39),
    ])
  func refuses(document: String, rule: String, offset: Int) {
    do {
      _ = try events(document)
      Issue.record("accepted: \(document)")
    } catch {
      #expect(error.rule.id == rule, "\(document): \(error.message)")
      #expect(abs(error.offset - offset) <= 4, "\(document): \(error.offset)")
    }
  }

  @Test func replacesNoEntityAndLoadsNothingEvenWhereADoctypeIsAllowed() {
    for document in [
      "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
      "<!DOCTYPE a [<!ENTITY e 'x'><!ENTITY f '&e;&e;&e;&e;'>]><a>&f;</a>",
      "<!DOCTYPE a SYSTEM 'http://localhost:1/a.dtd'><a b='&e;'/>",
    ] {
      #expect(throws: XMLFault.self) { try events(document, allowsDoctype: true) }
    }
  }

  @Test func keepsToItsLimits() {
    let deep = String(repeating: "<a>", count: 100_000)
    #expect(throws: XMLFault.self) { try events(deep) }
    #expect(throws: XMLFault.self) { try events("<a><a><a/></a></a>", limits: XMLLimits(depth: 2)) }
    #expect(throws: XMLFault.self) { try events("<a b='' c=''/>", limits: XMLLimits(attributes: 1)) }
    let many = (0..<200_000).map { " a\($0)=\"\"" }.joined()
    for text in ["<a><b c='d'/><b\(many)/></a>", "<a b='\(many.replacing("\"", with: ""))'\(many)"] {
      let fault = #expect(throws: XMLFault.self) { try events(text) }
      #expect(fault?.rule == XMLRule.limit)
      #expect(fault?.message == "expected at most 10000 attributes")
    }
    for text in ["<a><!--\(many)--><![CDATA[\(many)]]>\(many)<?a \(many)?></a>", "<a b='\(many)' c='d'/>"] {
      #expect(throws: Never.self) { try events(text) }
    }
    #expect(throws: XMLFault.self) { try events("<abc/>", limits: XMLLimits(name: 2)) }
    #expect(throws: XMLFault.self, "\(XMLRule.limit.id)") { try events("<abc/>", limits: XMLLimits(size: 5)) }
    let wide = "<a " + (0..<20_000).map { "b\($0)=''" }.joined(separator: " ") + "/>"
    #expect(throws: XMLFault.self) { try events(wide) }
  }

  @Test func survivesTheEndAtEveryByte() throws {
    let document = "<?xml version='1.0'?><a xmlns='u' b='&amp;é'><![CDATA[x]]><!--c--><?p q?>t&#10;<c/></a>"
    let bytes = Array(document.utf8)
    for end in 0..<bytes.count - 0 {
      let text = String(decoding: bytes[..<end], as: UTF8.self)
      #expect(throws: XMLFault.self, "cut at \(end)") { try events(text) }
    }
    _ = try events(document)
  }

  /// A named pipe that nobody writes to blocks whoever opens it, so a parse that ends has not touched it.
  @Test(.timeLimit(.minutes(1))) func touchesNoOtherFile() throws {
    let pipe = FileManager.default.temporaryDirectory.appending(path: "canary-\(UUID().uuidString)")
    try #require(unsafe mkfifo(pipe.path, 0o600) == 0)
    defer { try? FileManager.default.removeItem(at: pipe) }
    for document in [
      "<!DOCTYPE a [<!ENTITY e SYSTEM '\(pipe.absoluteString)'>]><a>&e;</a>",
      "<!DOCTYPE a SYSTEM '\(pipe.absoluteString)'><a/>", "<!DOCTYPE a SYSTEM '\(pipe.path)'><a b='&e;'/>",
      "<!DOCTYPE a [<!ENTITY % p SYSTEM '\(pipe.absoluteString)'> %p;]><a/>",
      "<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='\(pipe.absoluteString)'/></a>",
      "<?xml-stylesheet href='\(pipe.absoluteString)'?><a/>",
    ] {
      _ = try? events(document, allowsDoctype: true)
      _ = try? events(document)
    }
  }
}

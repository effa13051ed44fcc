// Any XML: read with its places, written in any encoding, compared whatever its layout.

import FHIRCore
import SourceTree
import Testing

@Suite struct SourceTreeTests {
  private static let lab = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE lab SYSTEM "lab.dtd">
    <!-- a --><lab xmlns="urn:lab" xmlns:x="urn:x">
      <test code="Na" x:unit='mmol/L &amp; "x"&#10;'>138 &lt; 140<![CDATA[ <raw> ]]></test>
      <test/><?print now?>
    </lab>
    """

  @Test func keepsWhatStandsThere() throws {
    let tree = try SourceTree.read(xml: Array(Self.lab.utf8), file: "lab.xml")
    let root = try #require(tree.root)
    #expect(root.name == SourceName(prefix: "", local: "lab", namespace: "urn:lab"))
    #expect(tree.document.children.map(\.kind) == [.doctype, .comment, .element])
    let test = root.elements[0]
    #expect(test.attributes.map(\.name.qualified) == ["code", "x:unit"])
    #expect(test.attributes[1].value == "mmol/L & \"x\"\n")
    #expect(test.attributes[1].name.namespace == "urn:x")
    #expect(test.text == "138 < 140 <raw> ")
    #expect(test.children.map(\.kind) == [.attribute, .attribute, .text, .cdata])
    #expect(test.path == "/lab[1]/test[1]")
    #expect(test.attributes[0].path == "/lab[1]/test[1]/@code")
    #expect(test.place.filePosition == "lab.xml:4:3")
    #expect(root.children.contains { $0.kind == .processingInstruction && $0.value == "now" })
  }

  @Test func comesBackEqual() throws {
    let tree = try SourceTree.read(xml: Array(Self.lab.utf8))
    let again = try SourceTree.read(xml: tree.xml())
    #expect(again.canonical == tree.canonical)
    #expect(try again.xml() == tree.xml())
    let other = try SourceTree.read(
      xml: Array(
        "<lab xmlns:x='urn:x' xmlns='urn:lab'><test x:unit='mmol/L &#38; \"x\"&#xA;' code='Na'>138 &lt; 140 &lt;raw> </test><test></test><?print now?></lab>"
          .utf8))
    #expect(other.canonical == tree.canonical)
  }

  @Test(arguments: ["Shift_JIS", "EUC-JP", "ISO-2022-JP", "UTF-16", "ISO-8859-1", "Windows-1252", "US-ASCII"])
  func isWrittenInAnEncoding(name: String) throws {
    let tree = try SourceTree.read(xml: Array("<a b='日 é €'>日本 é €</a>".utf8))
    let bytes = try tree.xml(encoding: name)
    let again = try SourceTree.read(xml: bytes)
    #expect(again.canonical == tree.canonical)
    #expect(again.encoding == name || name == "UTF-16")
  }

  @Test func refusesWhatAnEncodingCannotHold() throws {
    let tree = try SourceTree.read(xml: Array("<a><!--日--></a>".utf8))
    #expect(throws: Diagnostic.self) { try tree.xml(encoding: "ISO-8859-1") }
    do { _ = try tree.xml(encoding: "ISO-8859-1") } catch { #expect(error.rule == SourceTreeRule.unwritable) }
    #expect(throws: Diagnostic.self) { try tree.xml(encoding: "klingon") }
  }

  @Test func refusesEntitiesAndWhatIsNotWellFormed() {
    for text in [
      "<a>", "", "<a>&nbsp;</a>", "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a b='&e;'/>",
      "<!DOCTYPE a [<!ENTITY e '<b/>'>]><a>&e;</a>", "<!DOCTYPE a [<!ENTITY e '&#60;b/>'>]><a>&e;</a>",
      "<!DOCTYPE a [<!ENTITY e 'x'><!ENTITY f '&e;&e;'>]><a>&f;</a>", "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&f;</a>",
      "<!DOCTYPE a [<!ENTITY e '&amp;'>]><a>&e;</a>", "<!DOCTYPE a [<!ENTITY % e 'x'>]><a>&e;</a>",
      "<!DOCTYPE a [<!-- <!ENTITY e 'x'> -->]><a>&e;</a>", "<!DOCTYPE a [<!ENTITY e 'x\ty'>]><a>&e;</a>",
      "<!DOCTYPE a [<!ENTITY e '%p;'>]><a>&e;</a>", "<a><!DOCTYPE a [<!ENTITY e 'x'>]>&e;</a>",
      "<!DOCTYPE a [<!ENTITY e SYSTEM 'x'><!ENTITY e 'x'>]><a>&e;</a>",
      "<!DOCTYPE a [<!ENTITY e '\(String(repeating: "x", count: 1_001))'>]><a>&e;</a>",
    ] {
      #expect(throws: Diagnostic.self, "\(text)") { try SourceTree.read(xml: Array(text.utf8)) }
    }
  }

  @Test func readsPlainEntitiesOfTheDocumentAsTheirCharacters() throws {
    let text = """
      <?xml version="1.0"?>
      <!-- <!DOCTYPE x [<!ENTITY micro "no">]> -->
      <!DOCTYPE lab [ <!ELEMENT lab ANY> <!ENTITY micro "&#181;"> <!ENTITY micro "second">
        <!ENTITY name 'M\u{fc}ller "&#xe9;"'> ]>
      <lab unit="&micro;mol &amp;micro;" name='&name;'>&micro; &name;<!-- &micro; --><![CDATA[&micro;]]>
      <test unit="a"/> <bad code="x"/></lab>
      """
    let tree = try SourceTree.read(xml: Array(text.utf8), file: "lab.xml")
    let lab = try #require(tree.root)
    #expect(lab.attributes.map(\.value) == ["\u{b5}mol &micro;", "M\u{fc}ller \"\u{e9}\""])
    #expect(lab.text.hasPrefix("\u{b5} M\u{fc}ller \"\u{e9}\"&micro;\n"))
    #expect(lab.elements.map { $0.place.filePosition } == ["lab.xml:6:1", "lab.xml:6:18"])
    #expect(tree.findings.map(\.rule) == [SourceTreeRule.entityReplaced])
    #expect(tree.findings.first?.place.filePosition == "lab.xml:5:12")
    #expect(try SourceTree.read(xml: tree.xml()).canonical == tree.canonical)
  }

  @Test func boundsWhatEntitiesAdd() {
    let text =
      "<!DOCTYPE a [<!ENTITY e '\(String(repeating: "x", count: 1_000))'>]><a>"
      + String(repeating: "&e;", count: 1_000) + "</a>"
    let fault = #expect(throws: Diagnostic.self) { try SourceTree.read(xml: Array(text.utf8), file: "a") }
    #expect(fault?.rule.id == "xml.limit")
  }

  @Test func anEncodingThatWritesMarkupOtherwiseIsNone() throws {
    for name in ["UTF-7", "utf-7"] {
      let text = "<?xml version=\"1.0\" encoding=\"\(name)\"?><a/>"
      let fault = #expect(throws: Diagnostic.self) { try SourceTree.read(xml: Array(text.utf8), file: "a") }
      #expect(fault?.rule.id == "xml.encoding.unknown")
      #expect(throws: Diagnostic.self) { try SourceTree.read(xml: Array("<a/>".utf8)).xml(encoding: name) }
    }
    for name in ["UTF-16", "UTF-16BE", "UTF-32", "ISO-2022-JP", "Shift_JIS", "GB18030", "ISO-8859-15", "IBM037"] {
      #expect(throws: Never.self) { try SourceTree.read(xml: Array("<a/>".utf8)).xml(encoding: name) }
    }
  }
}

// From the tree to FHIR XML, and what XML cannot hold.

import FHIRCore
import FHIRJSON
import TestSupport
import Testing

@testable import FHIRXML

@Suite struct XMLWriterTests {
  private func xml(_ json: String, _ style: XMLWriter.Style = .compact) throws -> String {
    var reader = JSONReader()
    let text = String(decoding: try XMLWriter(style: style).write(reader.read(Array(json.utf8)).root), as: UTF8.self)
    return String(text.split(separator: "\n", maxSplits: 1)[1])
  }

  @Test func writesInTheOrderOfTheDefinition() throws {
    #expect(
      try xml(#"{"birthDate":"1954","resourceType":"Patient","gender":"male","id":"p"}"#)
        == patient(#"<id value="p"/><gender value="male"/><birthDate value="1954"/>"#))
  }

  @Test func keepsWhiteSpaceInValues() throws {
    #expect(
      try xml(#"{"resourceType":"Patient","name":[{"text":"a\nb\tc\rd  e&<\">"}]}"#)
        == patient(#"<name><text value="a&#10;b&#9;c&#13;d  e&amp;&lt;&quot;>"/></name>"#))
  }

  @Test func laysOut() throws {
    #expect(
      try xml(
        #"{"resourceType":"Patient","contained":[{"resourceType":"Basic","id":"b","code":{"text":"c"}}],"name":[{"family":"x"}]}"#,
        .pretty)
          == """
          <Patient xmlns="http://hl7.org/fhir">
            <contained>
              <Basic>
                <id value="b"/>
                <code>
                  <text value="c"/>
                </code>
              </Basic>
            </contained>
            <name>
              <family value="x"/>
            </name>
          </Patient>

          """)
  }

  static let refused: [(json: String, finding: String)] = [
    (
      #"{"resourceType":"Patient","gender":"\u0001"}"#,
      "error: expected no control character but tab and line breaks [xml.unwritable]\n  at Patient.gender"
    ),
    (
      #"{"resourceType":"Patient","a b":"x"}"#,
      "error: expected a name that XML can have [xml.unwritable]\n  at Patient.(no name)"
    ),
    (
      #"{"resourceType":"Patient","x":[[1]]}"#,
      "error: expected an element or a value, found what only JSON has [xml.unwritable]\n  at Patient.x"
    ),
    (
      #"{"resourceType":"Patient","text":{"status":"empty","div":"<div>x</div>"}}"#,
      "error: expected narrative in a div [xml.narrative]\n  at Patient.text.div"
    ),
    (
      #"{"resourceType":"Patient","text":{"status":"empty","div":"<div xmlns='http://www.w3.org/1999/xhtml'>&nbsp;</div>"}}"#,
      "error: expected narrative that is well-formed XML [xml.narrative]\n  at Patient.text.div"
    ),
    (
      #"{"resourceType":"Patient","text":{"status":"empty","div":"<div xmlns='http://www.w3.org/1999/xhtml'/><x/>"}}"#,
      "error: expected narrative that is well-formed XML [xml.narrative]\n  at Patient.text.div"
    ),
  ]

  @Test(arguments: refused) func refusesWhatXMLCannotHold(json: String, finding: String) throws {
    do {
      _ = try xml(json)
      Issue.record("written: \(json)")
    } catch let error as Diagnostic {
      #expect(error.description.contains(finding), "\(error)")
    }
  }

  /// Damaged documents, thousands of them, the same in every run: nothing crashes, and what is accepted is kept.
  @Test(arguments: 0..<4) func neitherCrashNorLoseAnything(part: Int) throws {
    let original = Array(
      patient(
        "<id value='p'/><text><status value='generated'/><div xmlns='http://www.w3.org/1999/xhtml'>x<br/></div></text>"
          + "<contained><Basic><id value='b'/></Basic></contained><name><given value='A'/><given id='i'/></name>"
          + "<birthDate value='1954'><extension url='u'><valueDecimal value='1.00'/></extension></birthDate>"
      ).utf8)
    let pieces = [
      "<", ">", "/", "'", "\"", "&", ";", "<x/>", "</Patient>", "value='1'", "<!--", "-->", "]]>", "<?", "\u{0}", "é",
      "<div>",
    ]
    var random = Seeded(UInt64(part))
    var accepted = 0
    for _ in 0..<1_500 {
      var text = original
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        let at = Int.random(in: text.indices, using: &random)
        switch Int.random(in: 0...2, using: &random) {
        case 0: text[at] = UInt8.random(in: 0...255, using: &random)
        case 1: text.removeSubrange(at..<min(text.count, at + Int.random(in: 1...9, using: &random)))
        default: text.insert(contentsOf: (pieces.randomElement(using: &random) ?? "").utf8, at: at)
        }
      }
      var reader = XMLReader()
      guard let tree = try? reader.read(text), let written = try? XMLWriter().write(tree.root) else { continue }
      accepted += 1
      let hasErrors = reader.diagnostics.contains { $0.rule.severity == .error }
      let again = try reader.read(written)
      let json = JSONWriter().write(again.root)
      if !hasErrors, json != JSONWriter().write(tree.root) {
        Issue.record("another tree: \(String(decoding: text, as: UTF8.self))")
      }
    }
    #expect(accepted > 100)
  }
}

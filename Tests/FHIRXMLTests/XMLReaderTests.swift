// FHIR XML into the tree: what is kept, and what is said of what contradicts the definitions.

import FHIRCore
import FHIRJSON
import Testing

@testable import FHIRXML

/// The JSON of a document, and what was found.
func json(_ xml: String) throws -> (json: String, findings: [String]) {
  var reader = XMLReader()
  let tree = try reader.read(Array(xml.utf8), file: "x.xml")
  return (String(decoding: JSONWriter().write(tree.root), as: UTF8.self), reader.diagnostics.map(\.description))
}

func patient(_ content: String) -> String { "<Patient xmlns=\"http://hl7.org/fhir\">\(content)</Patient>" }

@Suite struct XMLReaderTests {
  static let rows: [(xml: String, json: String)] = [
    ("<birthDate value='1954-06'/>", #""birthDate":"1954-06""#),
    ("<active value='true'/>", #""active":true"#),
    (
      "<birthDate id='b' value='1954'><extension url='urn:x'><valueDecimal value='1.00'/></extension></birthDate>",
      #""birthDate":"1954","_birthDate":{"id":"b","extension":[{"url":"urn:x","valueDecimal":1.00}]}"#
    ),
    (
      "<name><given value='A'/><given><extension url='u'><valueCode value='c'/></extension></given></name>",
      #""name":[{"given":["A",null],"_given":[null,{"extension":[{"url":"u","valueCode":"c"}]}]}]"#
    ),
    (
      "<contained><Organization><id value='o'/></Organization></contained><contained><Basic/></contained>",
      #""contained":[{"resourceType":"Organization","id":"o"},{"resourceType":"Basic"}]"#
    ),
    ("<name><text value='a&#10;b&#9;c&#13;d &amp; e &quot; f'/></name>", #""name":[{"text":"a\nb\tc\rd & e \" f"}]"#),
    (
      "<text><status value='empty'/><div xmlns='http://www.w3.org/1999/xhtml'>a <b c='d'>&lt;&#233;</b>  </div></text>",
      #""text":{"status":"empty","div":"<div xmlns='http://www.w3.org/1999/xhtml'>a <b c='d'>&lt;&#233;</b>  </div>"}"#
    ),
    (
      "<text><status value='empty'/><h:div xmlns:h='http://www.w3.org/1999/xhtml'>a<h:br/><h:b c='&amp;'>x</h:b></h:div></text>",
      #""text":{"status":"empty","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">a<br/><b c=\"&amp;\">x</b></div>"}"#
    ),
  ]

  @Test(arguments: rows) func readsIntoTheTree(xml: String, expected: String) throws {
    let (json, findings) = try json(patient(xml))
    #expect(json == #"{"resourceType":"Patient",\#(expected)}"#)
    #expect(findings == [])
  }

  static let findings: [(xml: String, finding: String)] = [
    (
      patient("<nme/>"),
      "x.xml:1:38: error: expected an element of Patient [fhir.unknown-element]\n  at Patient.nme · hint: did you mean 'name'?"
    ),
    (
      patient("<birthDate value='1'/><gender value='male'/>"),
      "x.xml:1:60: error: expected gender before what stands above it [xml.order]\n  at Patient · hint: elements stand in the order of the definition"
    ),
    (
      patient("<gender value='male'/><gender value='male'/>"),
      "x.xml:1:60: error: expected gender once [xml.repeated]\n  at Patient"
    ),
    (
      patient("<deceasedBoolean value='true'/><deceasedDateTime value='2020'/>"),
      "x.xml:1:69: error: expected one of the types of deceased[x], found a second one [xml.second-choice]\n  at Patient"
    ),
    (patient("<active value='yes'/>"), "x.xml:1:38: error: expected true or false [xml.value]\n  at Patient.active"),
    (
      patient("<name/>"),
      "x.xml:1:38: error: expected an attribute or children [xml.content]\n  at Patient.name[0] · hint: leave the element out"
    ),
    (
      patient("<gender val='male'/>"),
      "x.xml:1:38: error: expected no attribute but those of FHIR [xml.attribute]\n  at Patient.gender"
    ),
    (
      patient("text"),
      "x.xml:1:38: error: expected no text here [xml.text]\n  at Patient · hint: values are attributes: <status value=\"final\"/>"
    ),
    (patient("<contained/>"), "x.xml:1:38: error: expected a resource [xml.container]\n  at Patient.contained"),
    (
      patient("<contained><Basic/><Basic/></contained>"),
      "x.xml:1:57: error: expected one resource, found another [xml.container]\n  at Patient.contained"
    ),
    (
      "<Patient/>",
      "x.xml:1:1: error: expected the namespace http://hl7.org/fhir [xml.namespace]\n  hint: xmlns=\"http://hl7.org/fhir\" declares it"
    ),
    (
      "<Patent xmlns='http://hl7.org/fhir'/>",
      "x.xml:1:1: error: expected a resource type of R4 [fhir.resource-type.unknown]\n  hint: did you mean 'Patient'?"
    ),
    (
      "<Patient xmlns='http://hl7.org/fhir' xmlns:x='urn:x'><text><status value='generated'/><div xmlns='http://www.w3.org/1999/xhtml' xmlns:y='urn:y' y:a='b'><p x:a='b'>c</p></div></text></Patient>",
      "x.xml:1:87: error: expected narrative that declares its prefixes itself [xml.narrative]\n  at Patient.text.div · hint: only xml: needs no declaration"
    ),
    (patient("<!-- a --><?b?>"), "x.xml:1:38: information: 2 comments are not carried [xml.comment]"),
  ]

  @Test(arguments: findings) func saysWhatContradictsTheDefinitions(xml: String, finding: String) throws {
    let found = try json(xml).findings
    #expect(found.count == 1)
    #expect(found.first == finding)
  }

  @Test func keepsWhatItDoesNotKnow() throws {
    let (json, _) = try json(patient("<nme a='1'><x value='2'><y>z</y></x></nme><gender val='male'/>"))
    #expect(
      json == #"{"resourceType":"Patient","nme":{"a":"1","x":{"value":"2"}},"gender":{"val":"male"}}"#
        || json.contains("\"2\""))
  }

  @Test func aMessageHoldsNoValue() throws {
    for xml in ["<birthDate value='ZQX'/><active value='ZQX'/>", "ZQX", "<gender ZQX='ZQX'/>", "<name value='ZQX'/>"] {
      for finding in try json(patient(xml)).findings where !xml.contains("<gender") {
        #expect(!finding.contains("ZQX"))
      }
    }
  }

  @Test func aThousandFindingsAreListedAndTheRestCounted() throws {
    var reader = XMLReader()
    _ = try reader.read(Array(patient("<!---->" + String(repeating: "<x/>", count: 1_500)).utf8))
    #expect(reader.diagnostics.count == 1_001)
    #expect(reader.unlisted == [.error: 500])
  }
}

// Lessons about JSON and XML.

internal import FHIRJSON
internal import FHIRXML
internal import XMLSAX

extension Lesson {
  static let json = [
    Lesson(
      JSONRule.byteOrderMark, why: "JSON has none (RFC 8259, 8.1), and many parsers stop at it.",
      wrong: "\u{FEFF}" + Snippet.patient(#""active":true"#), right: Snippet.patient(#""active":true"#)),
    Lesson(
      JSONRule.controlCharacter, why: "A line break in a string is written as an escape (RFC 8259, 7).",
      wrong: Snippet.patient("\"name\":[{\"text\":\"A\nB\"}]"), right: Snippet.patient(#""name":[{"text":"A\nB"}]"#)),
    Lesson(
      JSONRule.duplicateKey,
      why: "Of two equal keys most parsers keep the last and drop the first without a word (RFC 8259, 4).",
      wrong: Snippet.patient(#""gender":"male","gender":"female""#), right: Snippet.patient(#""gender":"female""#)),
    Lesson(
      JSONRule.empty,
      why: "FHIR has no empty object and no empty list (FHIR R4, 2.6.2): what is not there is left out.",
      wrong: Snippet.patient(#""active":true,"name":[]"#), right: Snippet.patient(#""active":true"#)),
    Lesson(
      JSONRule.escape, why: "Only the escapes of RFC 8259, 7 exist; a backslash itself is written twice.",
      wrong: Snippet.patient(#""name":[{"text":"A\B"}]"#), right: Snippet.patient(#""name":[{"text":"A\\B"}]"#)),
    Lesson(
      JSONRule.expectedArray, why: "A program that walks through a list does not find a single value (FHIR R4, 2.6.2).",
      wrong: Snippet.patient(#""name":{"family":"Test"}"#), right: Snippet.patient(#""name":[{"family":"Test"}]"#)),
    Lesson(
      JSONRule.loneSurrogate, why: "Half a pair is no character, and becomes another one on its way.",
      wrong: Snippet.patient(#""name":[{"text":"\ud83d"}]"#),
      right: Snippet.patient(#""name":[{"text":"\ud83d\ude00"}]"#)),
    Lesson(
      JSONRule.null, why: "What is not there is left out; null only pads lists of primitives (FHIR R4, 2.6.2.2).",
      wrong: Snippet.patient(#""active":true,"gender":null"#), right: Snippet.patient(#""active":true"#)),
    Lesson(
      JSONRule.number, why: "JSON's numbers have no plus sign and no leading zeros or point (RFC 8259, 6).",
      wrong: Snippet.patient(#""multipleBirthInteger":02"#), right: Snippet.patient(#""multipleBirthInteger":2"#)),
    Lesson(
      JSONRule.secondChoice, why: "An element [x] has one value; of two a receiver takes one.",
      wrong: Snippet.patient(#""deceasedBoolean":true,"deceasedDateTime":"2024""#),
      right: Snippet.patient(#""deceasedDateTime":"2024""#)),
    Lesson(
      JSONRule.syntax, why: "What is not JSON cannot be read, and to guess at it would invent data.",
      wrong: Snippet.patient(#""active":yes"#), right: Snippet.patient(#""active":true"#)),
    Lesson(
      JSONRule.trailingContent, why: "A second value behind the first is lost with most parsers; many go as NDJSON.",
      wrong: Snippet.patient(#""active":true"#) + " x", right: Snippet.patient(#""active":true"#)),
    Lesson(
      JSONRule.truncated, why: "The file was cut, and what is missing may be what matters.",
      wrong: #"{"resourceType":"Patient","name":[{"family":"Test""#,
      right: Snippet.patient(#""name":[{"family":"Test"}]"#)),
    Lesson(
      JSONRule.unexpectedArray, why: "A program that reads one value does not find it in a list.",
      wrong: Snippet.patient(#""gender":["male"]"#), right: Snippet.patient(#""gender":"male""#)),
    Lesson(
      JSONRule.valueType, why: "A string is no number: a program that computes with it stops, or takes 0.",
      wrong: Snippet.patient(#""multipleBirthInteger":"2""#), right: Snippet.patient(#""multipleBirthInteger":2"#)),
  ]

  static let xml = [
    Lesson(
      FHIRXMLRule.attribute, why: "FHIR gives an element the attributes value, id and url only (FHIR R4, 2.6.1).",
      wrong: Snippet.xml("<active value=\"true\" note=\"a\"/>"), right: Snippet.xml("<active value=\"true\"/>")),
    Lesson(
      FHIRXMLRule.content, why: "An empty element says nothing, and looks as if something had been lost.",
      wrong: Snippet.xml("<active value=\"true\"/><name/>"), right: Snippet.xml("<active value=\"true\"/>")),
    Lesson(
      FHIRXMLRule.namespace, why: "A name means what its namespace says: elsewhere it is another element.",
      wrong: Snippet.xml("<active xmlns=\"urn:other\" value=\"true\"/><gender value=\"male\"/>"),
      right: Snippet.xml("<active value=\"true\"/><gender value=\"male\"/>")),
    Lesson(
      FHIRXMLRule.repeated, why: "Of two a receiver takes the first, or the last, and nobody knows which.",
      wrong: Snippet.xml("<gender value=\"male\"/><gender value=\"female\"/>"),
      right: Snippet.xml("<gender value=\"female\"/>")),
    Lesson(
      FHIRXMLRule.order, why: "XML has an order, and a schema refuses any other (FHIR R4, 2.6.1).",
      wrong: Snippet.xml("<gender value=\"male\"/><active value=\"true\"/>"),
      right: Snippet.xml("<active value=\"true\"/><gender value=\"male\"/>")),
    Lesson(
      FHIRXMLRule.text, why: "Values are attributes; text between tags is dropped by every reader (FHIR R4, 2.6.1).",
      wrong: Snippet.xml("<active value=\"true\"/>male"),
      right: Snippet.xml("<active value=\"true\"/><gender value=\"male\"/>")),
    Lesson(
      XMLRule.doctype, why: "A document type can make a parser read other files, or multiply text without end.",
      wrong: "<!DOCTYPE Patient>" + Snippet.xml("<active value=\"true\"/>"),
      right: Snippet.xml("<active value=\"true\"/>")),
    Lesson(
      XMLRule.entity, why: "The names of HTML are unknown to XML, and an entity of the file's own could be anything.",
      wrong: Snippet.xml("<name><text value=\"A&nbsp;B\"/></name>"),
      right: Snippet.xml("<name><text value=\"A&#160;B\"/></name>")),
    Lesson(
      XMLRule.syntax, why: "What is not well-formed is not XML, and to guess at it would invent data.",
      wrong: Snippet.xml("<active value=true/>"), right: Snippet.xml("<active value=\"true\"/>")),
    Lesson(
      XMLRule.truncated, why: "The file was cut, and what is missing may be what matters.",
      wrong: "<Patient xmlns=\"http://hl7.org/fhir\"><active value=\"true\"/>",
      right: Snippet.xml("<active value=\"true\"/>")),
    Lesson(
      XMLRule.encoding,
      why: "A wrong encoding turns letters into others: a name, a unit, or a µ. '--encoding' names the true one."),
    Lesson(
      FHIRXMLRule.comment, why: "JSON has no place for them, and a reader of FHIR passes over them.",
      wrong: Snippet.xml("<!-- note --><active value=\"true\"/>"), right: Snippet.xml("<active value=\"true\"/>")),
    Lesson(
      FHIRXMLRule.container, why: "Of two resources in one place a receiver takes one (FHIR R4, 2.6.1).",
      wrong: Snippet.xml("<contained/>"),
      right: Snippet.xml(
        "<contained><Organization><id value=\"o\"/><name value=\"A\"/></Organization></contained><managingOrganization><reference value=\"#o\"/></managingOrganization>"
      )),
    Lesson(
      FHIRXMLRule.secondChoice, why: "An element [x] has one value; of two a receiver takes one.",
      wrong: Snippet.xml("<deceasedBoolean value=\"true\"/><deceasedDateTime value=\"2024\"/>"),
      right: Snippet.xml("<deceasedDateTime value=\"2024\"/>")),
    Lesson(
      FHIRXMLRule.value, why: "A number is compared as a number, and a word is none.",
      wrong: Snippet.xml("<active value=\"yes\"/>"), right: Snippet.xml("<active value=\"true\"/>")),
    Lesson(
      XMLRule.empty, why: "An empty file is what is left of one that was never written whole.",
      wrong: "<?xml version=\"1.0\"?>",
      right: Snippet.xml("<active value=\"true\"/>")),
    Lesson(
      XMLRule.encodingUnknown, why: "Bytes whose encoding nobody knows are no text.",
      wrong: "<?xml version=\"1.0\" encoding=\"x-lab\"?>" + Snippet.xml("<active value=\"true\"/>"),
      right: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + Snippet.xml("<active value=\"true\"/>")),
    Lesson(
      XMLRule.encodingOverridden, why: "The document says one thing and the user another, and one of them is wrong."),
    Lesson(
      XMLRule.encodingSuspect, why: "A file that was converted and kept its old declaration is read wrongly everywhere."
    ),
    Lesson(
      XMLRule.limit, why: "A few bytes can stand for more than a machine can hold, and a limit is kinder than a crash."),
    Lesson(FHIRXMLRule.narrative, why: "Narrative is shown in browsers, which guess at what is not well-formed."),
    Lesson(
      FHIRXMLRule.unwritable, why: "JSON can say characters that XML cannot, and to leave them out would lose them."),
  ]
}

// What files are taken for.

import Interchange
import Testing

struct FormatDetectionTests {
  static let samples: [(String, DetectedFormat)] = [
    ("", .empty),
    (" \n\t\r\n", .empty),
    ("\u{FEFF}\n", .empty),
    (#"{"resourceType":"Patient"}"#, .format(.fhirJSON)),
    ("\u{FEFF}{\"resourceType\":\"Patient\"}", .format(.fhirJSON)),
    (#"{"id":"a","text":{"format":"case/1"},"resourceType":"Patient"}"#, .format(.fhirJSON)),
    (#"{"id":"format","resourceType":"Patient"}"#, .format(.fhirJSON)),
    (#"{"format":"a","subject":{},"source":{},"resourceType":"Basic"}"#, .format(.fhirJSON)),
    (#"{"a\"format":1,"resourceType":"Patient"}"#, .format(.fhirJSON)),
    ("{\n  \"resourceType\": \"Patient\"\n}\n", .format(.fhirJSON)),
    ("[{\"resourceType\":\"Patient\"}]", .format(.fhirJSON)),
    ("{}", .format(.fhirJSON)),
    ("{", .format(.fhirJSON)),
    ("{\"resourceType\"", .format(.fhirJSON)),
    ("{\"resourceType\":\"A\"}\n{\"resourceType\":\"B\"}\n", .format(.ndjson)),
    ("\n{\"resourceType\":\"A\"}\r\n\r\n{\"resourceType\":\"B\"}", .format(.ndjson)),
    ("{\"resourceType\":\"A\"}\n", .format(.fhirJSON)),
    ("{\"resourceType\":\"A\"}\ngarbage", .format(.fhirJSON)),
    (#"{"format":"case/1","case":"a"}"#, .format(.caseJSON)),
    (#"{ "case" : "a" }"#, .format(.caseJSON)),
    ("{format: case/1, case: a}", .format(.caseYAML)),
    ("format: case/1\ncase: a\n", .format(.caseYAML)),
    ("# a comment: with a colon\n\ncase: a\n", .format(.caseYAML)),
    ("---\nformat: case/1\n", .format(.caseYAML)),
    ("note: x\n  format: case/1\n", .unknown),
    ("<Patient xmlns=\"http://hl7.org/fhir\"/>", .format(.fhirXML)),
    ("<?xml version='1.0'?>\n<Patient xmlns='http://hl7.org/fhir'/>", .format(.fhirXML)),
    (
      "<!-- \(String(repeating: "<a> ", count: 3_000))--><?p x?>\n<Patient xmlns='http://hl7.org/fhir'/>",
      .format(.fhirXML)
    ),
    ("<lab xmlns=\"http://hl7.org/fhirpath\"/>", .foreign("XML")),
    ("<lab><a xmlns=\"http://hl7.org/fhir\"/></lab>", .foreign("XML")),
    (#"{"format": "validation/1", "files": []}"#, .format(.fhirJSON)),
    ("<", .foreign("XML")),
    ("MSH|^~\\&|", .foreign("HL7 v2")),
    ("\u{0B}MSH|^~\\&|", .foreign("HL7 v2")),
    ("FHS|^~\\&|", .foreign("HL7 v2")),
    ("%PDF-1.7", .foreign("PDF")),
    ("hello", .unknown),
    ("hello\u{00}", .binary),
  ]

  @Test(arguments: samples) func isSeenFromContent(text: String, format: DetectedFormat) {
    #expect(DetectedFormat(Array(text.utf8)) == format)
  }

  static let bytes: [([UInt8], DetectedFormat)] = [
    ([0x1F, 0x8B, 0x08], .foreign("gzip")),
    ([0xFF, 0xFE, 0x7B, 0x00], .foreign("UTF-16")),
    ([0xFE, 0xFF, 0x00, 0x7B], .foreign("UTF-16")),
    ([0x3C, 0x00, 0x61, 0x00, 0x2F, 0x00, 0x3E, 0x00], .foreign("XML")),
    (Array("<Basic xmlns='http://hl7.org/fhir'/>".utf8).flatMap { [0, $0] }, .format(.fhirXML)),
    ([0xFF, 0xFE] + Array("<Basic xmlns='http://hl7.org/fhir'/>".utf8).flatMap { [$0, 0] }, .format(.fhirXML)),
    ([0x48, 0xE4, 0x0A], .binary),
    ([0x7F, 0x45, 0x4C, 0x46, 0x02], .binary),
    // A case in Latin-1 is a case, so that its reader says where it is not UTF-8.
    (Array("format: case/1\ntitle: M".utf8) + [0xFC, 0x0A], .format(.caseYAML)),
  ]

  @Test(arguments: bytes) func isSeenFromBytes(bytes: [UInt8], format: DetectedFormat) {
    #expect(DetectedFormat(bytes) == format)
  }

  @Test func everyBeginningOfAFileIsTakenForSomething() {
    let whole = Array("{\"id\":\"a\\\"\",\"resourceType\":\"Patient\"}\n{\"resourceType\":\"B\"}".utf8)
    for count in whole.indices { _ = DetectedFormat(Array(whole.prefix(count))) }
    #expect(DetectedFormat(whole) == .format(.ndjson))
  }
}

// Round trips begin with the bytes of the source, and say where what came back differs.

import FHIRCore
import Interchange
import Testing

struct RoundTripTests {
  private func check(_ text: String, via: Format? = nil) -> RoundTrip.Result {
    RoundTrip(via: via).check(Array(text.utf8), file: "x")
  }

  @Test(
    "What comes back",
    arguments: [
      (
        #"{"resourceType":"Patient","id":"p","birthDate":"1954-06","_birthDate":{"id":"b"},"multipleBirthInteger":2}"#,
        5
      ),
      (
        "<Patient xmlns=\"http://hl7.org/fhir\"><!-- a --><id value=\"p\"/><name><text value=\"a&#10;b\"/></name></Patient>",
        2
      ),
      ("{\"resourceType\":\"Basic\",\"id\":\"a\"}\n", 2),
      ("format: case/1\ncase: a\ntitle: 'tooth #14'\n", 3),
    ])
  func isEqual(text: String, leaves: Int) {
    let result = check(text)
    #expect(result.isEqual, "\(result)")
    #expect(result.leaves == leaves)
    #expect(result.returned == leaves)
  }

  @Test func whatAnErrorKeepsFromGoingIsSaid() {
    for text in [
      "{", #"{"resourceType":"Patient","nme":1}"#, "<lab/>", "", #"{"resourceType":"Patient","gender":"\u0001"}"#,
    ] {
      let result = check(text)
      #expect(!result.isEqual)
      #expect(result.via == nil)
      #expect(!result.diagnostics.isEmpty)
    }
  }

  @Test func whatOneWayDropsIsMissing() {
    let bundle =
      #"{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:a","resource":{"resourceType":"Basic","id":"a"}}]}"#
    let result = check(bundle, via: .ndjson)
    #expect(!result.isEqual)
    #expect(result.differences.contains { $0.kind == .missing && $0.path.contains("fullUrl") })
    #expect(result.differences.allSatisfy { $0.kind == .added || $0.source.line == 1 })
  }

  @Test func aReportHoldsNoValue() {
    var report = RoundTripReport()
    report.results = [check(#"{"resourceType":"Patient","name":[{"family":"ZQX"}]}"#), check("{")]
    #expect(!report.text.contains("ZQX"))
    #expect(!String(decoding: report.json, as: UTF8.self).contains("ZQX"))
    #expect(report.text.hasSuffix("2 files: 1 equal, 1 not\n"))
    #expect(String(decoding: report.json, as: UTF8.self).hasPrefix("{\n  \"format\": \"roundtrip/1\""))
  }

  @Test func aWayThatDoesNotExistIsSaid() {
    let result = check("format: case/1\ncase: a\n", via: .caseJSON)
    #expect(result.isEqual || result.diagnostics.map(\.rule.id) == ["format.one-way"])
  }

  @Test func eachLineGoesByItself() {
    let lines = "{\"resourceType\":\"Basic\",\"id\":\"a\"}\n\n{\"resourceType\":\"Basic\",\"id\":\"b\"}\r\n"
    for via in [nil, Format.fhirXML, .fhirJSON, .ndjson] {
      let result = check(lines, via: via)
      #expect(result.isEqual, "\(result)")
      #expect(result.leaves == 4 && result.returned == 4)
    }
    let broken = check(lines + "{\"resourceType\":\"Basic\",\"nme\":1}\n")
    #expect(!broken.isEqual)
    #expect(broken.diagnostics.map(\.place.line) == [4])
  }
}

// A Bundle taken apart while it is read gives what it gives when it is read whole, wherever the chunks are cut.

import FHIRCore
import FHIRJSON
import Interchange
import Testing

struct BundleStreamTests {
  static let json = """
    {"meta": {"tag": [{"code": "a,]}{["}]},
     "resourceType" : "Bundle", "type": "collection",
     "entry": [ {"fullUrl": "urn:a\\"]", "resource": {"resourceType": "Basic", "id": "a"}} ,
       {"resource": {"resourceType": "Flag", "contained": [{"resourceType": "Basic", "id": "c"}]}},

       {"fullUrl": "urn:\u{e9}", "resource": {"resourceType": "Basic", "nme": 1}} ],
     "signature": {"who": {"display": "x"}}}

    """

  static let xml = """
    <?xml version="1.0" encoding="UTF-8"?>
    <f:Bundle xmlns:f="http://hl7.org/fhir"
      ><f:type value="collection"/> <!-- a -->
      <f:entry><f:fullUrl value="urn:a>"/><f:resource><f:Basic><f:id value="a"/></f:Basic></f:resource></f:entry>
      <f:entry>
        <f:resource><f:Flag/></f:resource> </f:entry> <f:entry><f:fullUrl value="urn:\u{e9}"/></f:entry>
      <!-- b --> <f:entry><f:nme/></f:entry>
      <f:signature><f:who><f:display value="x"/></f:who></f:signature>
    </f:Bundle>

    """

  /// The output and what is said of a Bundle that comes in chunks.
  private func apart(_ text: String, chunk: Int) throws -> (output: String, findings: [String]) {
    let bytes = Array(text.utf8)
    let stream = try #require(Converter(to: .ndjson).bundleStream(beginning: bytes, file: "b"))
    var output: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: chunk) {
      output += stream.feed(Array(bytes[start..<min(start + chunk, bytes.count)]))
    }
    let conversion = stream.finish(&output)
    return (String(decoding: output, as: UTF8.self), (conversion.diagnostics + conversion.losses).map(\.description))
  }

  /// What is said of the resource when it is read whole, by place and rule.
  private func findings(_ text: String) -> [String] {
    Converter(to: .fhirJSON).convert(Array(text.utf8), file: "b").diagnostics.map(\.description)
  }

  @Test(arguments: [1, 2, 3, 7, 64, 5_000]) func chunksMayEndAnywhere(size: Int) throws {
    for text in [Self.json, Self.xml] {
      let whole = try apart(text, chunk: 1 << 20)
      let cut = try apart(text, chunk: size)
      #expect(cut.output == whole.output)
      #expect(cut.findings == whole.findings)
    }
  }

  @Test(arguments: [1, 1_000]) func keysMayBeWrittenAsEscapes(size: Int) throws {
    let plain = Self.json.replacing(", \"nme\": 1", with: "")
    let escaped = plain.replacing(
      "\"resourceType\" :", with: #""\u0072\u0065\u0073\u006f\u0075\u0072\u0063\u0065\u0054\u0079\u0070\u0065":"#
    )
    .replacing("\"Bundle\"", with: #""B\u0075ndle""#).replacing("\"entry\"", with: #""\u0065ntry""#)
    let apart = try apart(escaped, chunk: size)
    #expect(try apart.output == self.apart(plain, chunk: 1_000).output)
    #expect(apart.output.split(separator: "\n").count == 3)
  }

  @Test(arguments: ["UTF-16", "EUC-JP", "ISO-8859-1"]) func anyEncodingIsTakenApart(name: String) throws {
    let text = Self.xml.replacing("UTF-8", with: name).replacing("<f:entry><f:nme/></f:entry>", with: "").replacing(
      "urn:\u{e9}", with: "urn:e")
    let bytes =
      name == "UTF-16" ? [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } : Array(text.utf8)
    let conversion = Converter(to: .ndjson).convert(bytes, file: "b")
    let expected = try apart(Self.xml.replacing("<f:entry><f:nme/></f:entry>", with: ""), chunk: 1_000)
    #expect(conversion.output.map { String(decoding: $0, as: UTF8.self) } == expected.output)
    #expect(conversion.diagnostics.allSatisfy { $0.rule.id != "xml.encoding.overridden" })
  }

  @Test func placesAreThoseOfTheFile() throws {
    let json = try apart(Self.json, chunk: 5)
    #expect(
      json.findings.map { $0.split(separator: ":").dropFirst().prefix(2).joined(separator: ":") + " " + $0.suffix(12) }
        == [
          "6:64 resource.nme", "1:10  Bundle.meta", "2:37  Bundle.type", "3:25 y[0].fullUrl", "6:16 y[2].fullUrl",
          "7:15 le.signature",
        ])
    #expect(json.output.hasPrefix(#"{"resourceType":"Basic","id":"a"}"# + "\n" + #"{"resourceType":"Flag""#))
  }

  static let damaged = [
    json.replacing("} ,", with: "} ,,"), json.replacing("}} ]", with: "}}, ]"), json.replacing("]}{[", with: "\u{1}"),
    json.replacing("}} ]", with: "}} }"), json + "{", json.replacing("\"a\"}} ,", with: "\"a\"}} "),
    json.replacing("\"entry\": [", with: "\"entry\": [ 1, "), String(json.dropLast(4)), String(json.prefix(230)),
    #"{"resourceType":"Bundle","entry":[]}"#, #"{"resourceType":"Bundle","entry":[{}],"entry":[{}]}"#,
    #"{"resourceType":"Bundle","entry":[null,{"fullUrl":1}]}"#, #"{"resourceType":"Bundle","entry":{}}"#, json,
    xml, String(xml.dropLast(4)), String(xml.prefix(340)), xml.replacing("<!-- b -->", with: "text"),
    xml.replacing("<f:nme/>", with: "<g:nme/>"), xml.replacing("<f:Flag/>", with: "<f:Flag/><f:Flag/>"),
    xml.replacing("<!-- b -->", with: "<f:link/>"), xml.replacing("<f:Flag/>", with: "<Flag/>"),
  ]

  @Test(arguments: damaged) func whatIsWrongIsSaidAsIfReadWhole(text: String) throws {
    let errors = try apart(text, chunk: 11).findings.filter {
      $0.contains(": error:") && !$0.contains("bundle.dropped")
    }
    let expected = findings(text).filter { $0.contains(": error:") }
    #expect(errors == expected)
    #expect(Converter(to: .ndjson).convert(Array(text.utf8), file: "b").output == nil)
  }

  @Test func whatBecomesAnotherFormatIsReadWhole() {
    let bundle = Array(Self.json.utf8)
    #expect(Converter(to: .fhirXML).bundleStream(beginning: bundle, file: "b") == nil)
    #expect(
      Converter(to: .ndjson).bundleStream(beginning: Array("{\"resourceType\":\"Basic\"}".utf8), file: "b") == nil)
    #expect(Converter(to: .ndjson, encoding: "UTF-8").bundleStream(beginning: bundle, file: "b") == nil)
    let other = Array("<?xml version='1.0' encoding='ISO-8859-1'?><Bundle xmlns=\"http://hl7.org/fhir\"/>".utf8)
    #expect(Converter(to: .ndjson).bundleStream(beginning: other, file: "b") == nil)
  }
}

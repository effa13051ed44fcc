// Records on lines: which lines there are, where findings in them stand, and what many blank lines cost.

import FHIRCore
import Testing

@testable import FHIRJSON

@Suite struct NDJSONTests {
  @Test(arguments: [
    ("", []), ("\n\n", []), ("{}", ["1 {}"]), ("{}\n", ["1 {}"]), ("{}\r\n[1]\r\n", ["1 {}", "2 [1]"]),
    ("{\"a\":1}\n\n  \r\n\t\n{\"b\":2}\r\n[3]", ["1 {\"a\":1}", "5 {\"b\":2}", "6 [3]"]),
    (" {} \n", ["1  {} "]), ("{}\r\r\n", ["1 {}\r"]),
    (
      "0123456789abcde\n0123456789abcdef\nx",
      [
        "1 0123456789abcde", "2 0123456789abcdef", "3 x",
      ]
    ),
  ])
  func findsTheLinesThatAreNotBlank(text: String, lines: [String]) {
    let bytes = Array(text.utf8)
    #expect(NDJSONLines(bytes).map { "\($0.number) " + String(decoding: bytes[$0.range], as: UTF8.self) } == lines)
  }

  @Test func placesFindingsInTheirLine() throws {
    let text = Array("{\"resourceType\":\"Basic\"}\n\n{\"resourceType\":\"Patient\",\"nme\":1}\n ]\n".utf8)
    var reader = JSONReader()
    var places: [String] = []
    for line in NDJSONLines(text) {
      do {
        _ = try reader.read(Array(text[line.range]), file: "many.ndjson", firstLine: line.number)
      } catch {
        places.append(error.place.filePosition)
      }
      places += reader.diagnostics.map(\.place.filePosition)
    }
    #expect(places == ["many.ndjson:3:27", "many.ndjson:4:2"])
  }

  @Test func compactTextIsALine() throws {
    let tree = try readResource("{\n\"resourceType\" : \"Basic\",\n\"id\":\"a\\nb\u{2028}\"}").tree
    let line = JSONWriter().write(tree.root)
    #expect(NDJSONLines(line + [0x0A] + line).map(\.number) == [1, 2])
  }

  @Test(.timeLimit(.minutes(1))) func passesOverBlankLinesInLinearTime() {
    let text = [UInt8](repeating: 0x0A, count: 1_000_000) + Array("{}".utf8)
    #expect(NDJSONLines(text).map(\.number) == [1_000_001])
  }
}

// What is shown of the line that a finding is about, and what is not.

import FHIRCore
import Testing

@testable import Interchange

struct ExcerptTests {
  private func excerpt(
    _ text: String, line: Int = 1, column: Int, _ format: Format = .fhirJSON, showingValues: Bool = false
  ) -> String? {
    let place = Place(file: "f", line: line, column: column)
    let all = Excerpt.all(of: Array(text.utf8), at: [place], format: format, showingValues: showingValues)
    return all[place].map { $0.text + "\n" + String(repeating: " ", count: $0.indent) + "^" }
  }

  @Test func valuesOfJSONAreMasked() {
    #expect(
      excerpt("  \"a\": \"ZQX\", \"b\": [12, true]", column: 22) == "\"a\": \"…\", \"b\": […, …]\n"
        + "                ^")
    #expect(excerpt("{\"a\":\"Z\\\"Q\", \"b\":\"\"}\r\n", column: 14) == "{\"a\":\"…\", \"b\":\"\"}\n          ^")
    // A name whose colon is on the next line cannot be told from a value.
    #expect(excerpt("{\"a\"\n:1}", column: 2) == "{\"…\"\n ^")
  }

  @Test(arguments: [
    "{\"a\":\"ZQX", "ZQX\", \"b\": 1", "{\"a\": \"he said \"ZQX\": 1\"}", "1\", \"ZQX\": 2", "{\"a\": ZQX}",
    "\"a\": \"b\" \"ZQX\"",
    "\"a\": \"b\": 1",
  ])
  func whatIsNoJSONIsNotShown(line: String) {
    #expect(excerpt(line, column: 1) == nil)
  }

  @Test func valuesOfXMLAreMasked() {
    #expect(
      excerpt(" <a b='ZQX' c=\"\">  ZQX<d/></a>", column: 23, .fhirXML)
        == "<a b='…' c=\"\">  …<d/></a>\n                 ^")
    #expect(excerpt("<a\n b=\"x\"/>", line: 2, column: 1, .fhirXML) == nil)
    #expect(excerpt("<!--\n<ZQX/> -->\n<a/>", line: 2, column: 1, .fhirXML) == nil)
    #expect(excerpt("<!--\n<ZQX/> -->\n<a/>", line: 3, column: 1, .fhirXML) == "<a/>\n^")
    #expect(excerpt("<![CDATA[>\n<ZQX/>]]>", line: 2, column: 1, .fhirXML) == nil)
    #expect(excerpt("<a b='\n<ZQX/>'/>", line: 2, column: 1, .fhirXML) == nil)
    #expect(excerpt("<!DOCTYPE a [\n<ZQX/>", line: 2, column: 1, .fhirXML) == nil)
    for line in ["<a ZQX>", "<a b=ZQX>", "<!-- ZQX -->", "<ä/>", "<a b='ZQX"] {
      #expect(excerpt(line, column: 1, .fhirXML) == nil)
    }
  }

  @Test func linesAreShownAsTheyAreOnRequest() {
    #expect(excerpt("case: ZQX", column: 7, .caseYAML) == nil)
    #expect(excerpt("case: ZQX", column: 7, .caseYAML, showingValues: true) == "case: ZQX\n      ^")
    #expect(excerpt("\ta:\t\u{1b}b", column: 6, .caseYAML, showingValues: true) == "a: \\u{1b}b\n         ^")
    // Each of the wide characters takes two columns and three bytes.
    #expect(
      excerpt("{\"名前\":1}", column: 11, showingValues: true) == "{\"名前\":1}\n        ^")
    // A key that is no name may be a patient's.
    #expect(excerpt("{\"名前\":1}", column: 11) == "{\"…\":…}\n     ^")
  }

  @Test func longLinesAreCutAroundTheCaret() throws {
    let line = "[" + Array(repeating: "{\"abc\":1}", count: 40).joined(separator: ",") + "]"
    let shown = try #require(excerpt(line, column: 202))
    let lines = shown.split(separator: "\n")
    #expect(lines[0].count == Excerpt.width && lines[0].hasPrefix("...") && lines[0].hasSuffix("..."))
    #expect(lines[0].dropFirst(lines[1].count - 1).hasPrefix("{\"abc\""))
    let end = try #require(excerpt(line, column: line.utf8.count))
    #expect(end.split(separator: "\n")[0].hasSuffix("…}]"))
    #expect(excerpt(String(repeating: " ", count: 20_000) + "1", column: 20_001) == nil)
  }

  @Test func whatColumnsDoNotCountIsNotShown() {
    #expect(excerpt("\u{FEFF}{\"a\":1}", column: 2) == nil)
    #expect(excerpt("{\"a\":1}", column: 99) == nil)
    #expect(excerpt("{\u{0}\"\u{0}", column: 1) == nil)
    #expect(excerpt("{", column: 0) == nil)
  }
}

// A case in JSON is the same case, and its findings have places too.

import FHIRCore
import Testing

@testable import CaseReports

@Suite struct JSONTests {
  private func found(_ marked: String) -> (findings: [String], text: MarkedText) {
    let marked = MarkedText(marked)
    let reading = CaseReport.read(Array(marked.text.utf8), file: "case.json")
    return (
      reading.diagnostics.map { "\($0.place.line):\($0.place.column): \($0.message) [\($0.rule.id)]" }, marked
    )
  }

  private func check(_ marked: String, finds expected: [Character: String]) {
    let (findings, text) = found(marked)
    #expect(findings.sorted() == expected.map { "\(text.places[$0.key] ?? "?"): \($0.value)" }.sorted())
  }

  @Test func readsTheSameTree() throws {
    let json = """
      {"format": "case/1", "case": "a", "title": "\\u3042\\ud83d\\ude00",
       "timeline": [{"id": "T0", "name": "x", "is": "visit"}],
       "treatments": [{"id": "t", "kind": "drug", "name": "x", "courses": 4, "from": "T0", "doses": []}],
       "course": [{"id": "r", "name": "pH", "value": 7.40, "at": "T0", "states": ["S1", "S2"]}]}
      """
    let reading = CaseReport.read(Array(json.utf8), file: "-")
    #expect(reading.diagnostics.map(\.description) == [])
    let report = try #require(reading.report)
    #expect(report.title == "あ😀")
    #expect(report.treatments[0].courses == 4)
    #expect(report.course[0].value?.text == "7.40")
    #expect(report.course[0].states == ["S1", "S2"])
    #expect(reading.source?.place(of: "course[0].states[1]").line == 4)
    #expect(report == read(report.yaml()).report)
  }

  @Test func placesItsFindings() {
    check(
      """
      {"format": "case/1", "case": "a", 1️⃣"titel" : "x", "title": 2️⃣null,
       "subject": 3️⃣"male",
       "conditions": [{"id": 4️⃣"A b", "kind": "sign", "name": 5️⃣true, "evidence": 6️⃣"x", "notes": [7️⃣"y"]}, 8️⃣[]]}
      """,
      finds: [
        "1️⃣": "unknown key 'titel'; did you mean 'title'? [case.key.unknown]", "2️⃣": "expected text [case.type]",
        "3️⃣": "expected keys and values [case.type]", "4️⃣": "expected a lower-case word with hyphens [case.id.form]",
        "5️⃣": "expected text [case.type]", "6️⃣": "expected a list [case.type]",
        "7️⃣": "expected keys and values [case.type]",
        "8️⃣": "expected keys and values [case.type]",
      ])
    check(
      "{\"format\": \"case/1\", \"case\": \"a\", 1️⃣\"a\\\"b\" :\n[ 2, 3 ]}",
      finds: ["1️⃣": "unknown key [case.key.unknown]"])
  }

  @Test func reportsWhatIsNoJSON() {
    #expect(found("{\"format\": \"case/1\", }").findings.count == 1)
    #expect(found("{\"format\": \"case/1\", \"case\": \"a\"").findings.count == 1)
    #expect(
      found("{\"format\": \"case/1\", \"case\": \"a\", \"case\": \"b\"}").findings.first?.hasSuffix(
        "[json.duplicate-key]") == true)
    #expect(found("[]").findings == ["1:1: expected keys and values [case.type]"])
    #expect(found("\"x\"").findings == ["1:1: expected keys and values [case.type]"])
  }
}

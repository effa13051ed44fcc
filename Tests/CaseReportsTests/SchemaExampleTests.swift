// The schema that editors use, held against cases: right ones pass, and what it says to an editor is right.

import Foundation
import Testing
import Yams

@testable import CaseReports

@Suite struct SchemaExampleTests {
  private let schema: JSONSchema

  /// A text as an editor sees it, where `7.40` is a number.
  private func yaml(_ text: String) throws -> Any { try Yams.load(yaml: text) ?? "" }

  init() throws { schema = try JSONSchema(CaseReport.jsonSchema()) }

  /// As the file stands, an editor sees numbers where we see text.
  @Test(arguments: Example.names) func takesEachExampleAsYAML(name: String) throws {
    let text = try String(contentsOf: Example.file(name), encoding: .utf8)
    #expect(try schema.violations(yaml(text)) == [])
  }

  @Test(arguments: Example.names) func takesEachExampleAsWeWriteIt(name: String) throws {
    let report = try Example.named(name).report
    let json = try JSONSerialization.jsonObject(with: Data(report.json()))
    #expect(schema.violations(json) == [])
    #expect(try schema.violations(yaml(report.yaml())) == [])
  }

  @Test func takesABareNumberWhereOneIsNatural() throws {
    let value = try yaml(
      """
      format: case/1
      case: a
      timeline: [{id: T0, name: 1, is: visit}]
      investigations: [{id: gas, kind: laboratory, name: gas, at: T0, results: [{id: ph, name: pH, value: 7.40}]}]
      treatments: [{id: ep, kind: regimen, name: EP, courses: 4}]
      adverse-events: [{id: e, name: anaemia, grade: 3}]
      """)
    #expect(schema.violations(value) == [])
  }

  @Test(
    arguments: [
      ("case: a", ": required"),
      ("format: case/2\ncase: a", "format: const"),
      ("format: case/1\ncase: a b", "case: pattern"),
      ("format: case/1\ncase: a\nfindings: []", ".findings: additionalProperties"),
      ("format: case/1\ncase: a\nconditions: {}", "conditions: type"),
      ("format: case/1\ncase: a\nconditions: [{id: a, kind: rash, name: a}]", "conditions[0].kind: enum"),
      ("format: case/1\ncase: a\nconditions: [{id: a, kind: sign, name: a, at: day 14}]", "conditions[0].at: pattern"),
      ("format: case/1\ncase: a\nconditions: [{id: a, kind: sign, name: a, at: T0, from: T1}]", "conditions[0]: not"),
      ("format: case/1\ncase: a\ncourse: [{id: a, name: a}]", "course[0]: anyOf"),
      ("format: case/1\ncase: a\ncourse: [{id: a, name: a, value: positive}]", "course[0].value: pattern"),
      (
        "format: case/1\ncase: a\ntreatments: [{id: a, kind: drug, name: a, doses: [{route: IV}]}]",
        "treatments[0].doses[0]: anyOf"
      ),
      (
        "format: case/1\ncase: a\ntreatments: [{id: a, kind: regimen, name: a, courses: 1.5}]",
        "treatments[0].courses: type"
      ),
    ])
  func seesWhatIsWrong(text: String, violation: String) throws {
    let value = try yaml(text)
    #expect(schema.violations(value).first == violation)
    #expect(read(text).report == nil || !read(text).diagnostics.isEmpty)
  }
}

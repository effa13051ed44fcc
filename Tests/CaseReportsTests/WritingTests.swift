// What is written reads back as the same case, here and elsewhere.

import FHIRCore
import Foundation
import Testing

@testable import CaseReports

@Suite struct WritingTests {
  @Test(arguments: Example.names) func comesBackFromYAML(name: String) throws {
    let report = try Example.named(name).report
    let reading = read(report.yaml())
    #expect(reading.diagnostics.map(\.description) == [])
    #expect(reading.report == report)
    #expect(reading.report?.yaml() == report.yaml())
  }

  @Test(arguments: Example.names) func comesBackFromJSON(name: String) throws {
    let report = try Example.named(name).report
    let reading = CaseReport.read(report.json(), file: "case.json")
    #expect(reading.diagnostics.map(\.description) == [])
    #expect(reading.report == report)
    // Foundation reads the same tree.
    #expect(try JSONDecoder().decode(CaseReport.self, from: Data(report.json())) == report)
  }

  @Test func keepsTheKeysInTheOrderOfTheFormat() throws {
    for name in Example.names {
      let tree = try CaseNodeEncoder.tree(of: Example.named(name).report)
      checkOrder(tree, .report)
    }
  }

  private func checkOrder(_ node: CaseNode, _ shape: CaseShape) {
    guard case .map(let members) = node.content else { return }
    let known = shape.keys.map(\.name)
    let keys = members.map(\.key)
    #expect(keys == known.filter { keys.contains($0) }, "in \(shape.name)")
    for member in members {
      switch (shape.key(member.key)?.content, member.value.content) {
      case (.map(let inner)?, _): checkOrder(member.value, inner)
      case (.list(let inner)?, .list(let items)): for item in items { checkOrder(item, inner) }
      default: break
      }
    }
  }

  @Test func writesWhatOthersReadAsText() {
    var report = CaseReport(id: "a", title: "x")
    let texts = [
      "7.0", "1:40", "1:640", "2021-01-08", "0644", "1e3", "NO", "on", "y", "N", "null", "~", "=", "<<", "a: b", "a #b",
      "# a",
      "- a", "-", "?", "[a]", "{a}", "&a", "*a", "!a", "|", ">", "'a'", "\"a\"", "%a", "@a", "`a", "a:", ":a", "...",
      "---",
      "é", "日本語", "a\nb\n", "a\tb", "a\\b", "a\"b", "a\u{2028}b", "a\u{85}b", "a\u{FEFF}", "a\u{AD}b", "😀", "γ-GT",
      "< 1 ng/mL", "a,b",
      " a", "a ", "a\u{3000}", ".5", "0x1F", "1_000", "12:30:45", "true", "Null", "a\r\nb", "𝒳",
    ]
    report.conditions = texts.enumerated().map {
      CaseReport.Condition(id: "c\($0.offset)", kind: .sign, name: $0.element, evidence: ["c0"])
    }
    report.conditions.removeFirst()
    report.course = [CaseReport.Result(id: "c0", name: "x", result: "y")]
    report.source = CaseReport.Source(authors: texts)
    let yaml = report.yaml()
    let reading = read(yaml)
    #expect(reading.diagnostics.map(\.description) == [])
    #expect(reading.report == report)
    let json = CaseReport.read(report.json(), file: "-")
    #expect(json.report == report)
    for text in ["\"7.0\"", "\"1:40\"", "\"2021-01-08\"", "\"NO\"", "\"y\"", "\"~\"", "\"a: b\"", "\"- a\""] {
      #expect(yaml.contains("name: \(text)\n") || text == "\"7.0\"")
    }
    #expect(yaml.contains("name: 1:640\n") && yaml.contains("name: 日本語\n") && yaml.contains("name: < 1 ng/mL\n"))
  }

  @Test func looksLikeACaseFile() {
    let report = CaseReport(
      id: "a", title: "x", source: CaseReport.Source(doi: "10.1/x", published: "2021"),
      subject: CaseReport.Subject(sex: .male, states: ["S1"]),
      conditions: [
        CaseReport.Condition(
          id: "c", kind: .sign, name: "x", states: ["S2", "S3"], notes: [CaseReport.Note(text: "y")])
      ],
      treatments: [CaseReport.Treatment(id: "t", kind: .drug, name: "z", courses: 4)])
    #expect(
      report.yaml() == """
        format: case/1
        case: a
        title: x
        source:
          doi: 10.1/x
          published: "2021"

        subject:
          sex: male
          states: [S1]

        conditions:
          - id: c
            kind: sign
            name: x
            states: [S2, S3]
            notes:
              - text: "y"

        treatments:
          - id: t
            kind: drug
            name: z
            courses: 4

        """)
  }
}

// What the proof of the way there and back says when another case comes back.

import FHIRCore
import Testing

@testable import CaseReports

@Suite struct DifferenceTests {
  private func read(_ subject: String) throws -> (report: CaseReport, source: CaseSource) {
    let reading = CaseReportsTests.read(header + "subject: {\(subject)}\n")
    return (try #require(reading.report, "\(reading.diagnostics)"), try #require(reading.source))
  }

  @Test func namesEveryPlaceThatSaysSomethingElse() throws {
    let (report, source) = try read("sex: female, quote: secret, states: [S1]")
    let (other, _) = try read("sex: male, quote: secret, states: [S1, S2]")
    #expect(report.findings(of: report, source: source) == [])
    #expect(report.differences(from: other) == ["subject.sex", "subject.states[1]"])
    let findings = report.findings(of: other, source: source)
    #expect(findings.map(\.rule) == [CaseBackRule.unequal, CaseBackRule.unequal])
    #expect(findings.map(\.place.path) == ["subject.sex", "subject.states[1]"])
    #expect(findings.first?.place.filePosition == "case.yaml:3:16")
    #expect(!findings.contains { $0.description.contains("male") })
  }

  @Test func saysThatNothingCameBack() throws {
    let (report, source) = try read("sex: female")
    #expect(report.findings(of: nil, source: source).map(\.rule) == [CaseBackRule.unequal])
  }
}

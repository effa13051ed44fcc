// A second case, invented, that has what the published one has not.

import FHIRCore
import Foundation
import Testing

@testable import CaseReports

@Suite struct AnaphylaxisTests {
  private let reading: CaseReading

  init() throws {
    reading = CaseReport.read(Array(try Data(contentsOf: Example.file("anaphylaxis"))), file: "case.yaml")
  }

  @Test func readsWithoutAFinding() {
    #expect(reading.diagnostics.map(\.description) == [])
    #expect(reading.report != nil)
    #expect(reading.source?.statements.count == 24)
  }

  @Test func keepsWhatIsUnusual() throws {
    let report = try #require(reading.report)
    let results = Dictionary(
      uniqueKeysWithValues: report.investigations.flatMap(\.results).map { ($0.id, $0.value?.form) })
    #expect(results["ph"] == .quantity(nil, "7.40", unit: nil))
    #expect(results["ana"] == .ratio(nil, "1", "40"))
    #expect(results["bp-1"] == .range(low: "70", high: "75", unit: "mmHg"))
    #expect(results["base-excess"] == .quantity(nil, "-2.5", unit: "mmol/L"))
    #expect(results["lactate"] == .quantity(.greaterOrEqual, "4", unit: "mmol/L"))
    #expect(
      report.treatments[2].doses.map(\.dose?.form) == [
        DoseText.Form("500", to: "1000", unit: "mL", per: .hour), DoseText.Form("80", unit: "mL/h"),
      ])
    #expect(report.treatments[3].status == .notGiven)
    #expect(report.adverseEvents[0].outcome == .resolved)
    #expect(report.course[1].notes[0].text == "observed in hospital:\n  overnight\n")
    #expect(report.timeline[6].at?.form == .date("2024-03"))
    #expect(
      report.timeline[1].at?.form
        == .time(.offset(Interval.Form("30", .minute, qualifier: .about), .after, anchor: "meal")))
  }
}

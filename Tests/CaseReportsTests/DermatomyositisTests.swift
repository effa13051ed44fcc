// The published case that the project is built on reads whole and without a finding.

import CaseReports
import FHIRCore
import Foundation
import Testing

@Suite struct DermatomyositisTests {
  private let reading: CaseReading

  init() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Examples/dermatomyositis/case.yaml")
    reading = CaseReport.read(Array(try Data(contentsOf: file)), file: "case.yaml")
  }

  @Test func readsWithoutAFinding() throws {
    #expect(reading.diagnostics.map(\.description) == [])
    #expect(reading.report != nil)
  }

  @Test func hasAllStatementsIdsAndAnchors() throws {
    let report = try #require(reading.report)
    let source = try #require(reading.source)
    #expect(report.timeline.map(\.id) == (0...12).map { "T\($0)" })
    #expect(source.entries.count == 95)
    let statements = source.statements.map(\.id)
    #expect(Set(statements) == Set((1...85).map { "S\($0)" }))
    #expect(statements.count == 85)
  }

  @Test func keepsTextsAsPrinted() throws {
    let report = try #require(reading.report)
    let psa = try #require(report.investigations.flatMap(\.results).first { $0.id == "psa-2" })
    #expect(psa.value?.text == "7.0 ng/mL")
    #expect(psa.value?.form == .quantity(nil, "7.0", unit: "ng/mL"))
    #expect(psa.trend == .down)
    let ep = try #require(report.treatments.first { $0.id == "ep" })
    #expect(ep.courses == 4)
    #expect(ep.cycle?.form == Cycle.Form("3", .week))
    #expect(ep.stopped?.because == ["malaise-1"])
    #expect(report.timeline[7].at?.form == .time(.afterCourses("4", of: "ep")))
    #expect(report.timeline[7].event?.form == .end(of: "ep"))
    #expect(report.subject?.age?.value?.text == "63 years")
  }

  @Test func knowsWhereEveryTextStands() throws {
    let source = try #require(reading.source)
    #expect(source.place(of: "subject.age.value").filePosition == "case.yaml:17:12")
    #expect(source.place(of: "conditions[4].evidence[1]").filePosition == "case.yaml:122:24")
    let stop = try #require(source.statements.first { $0.id == "S31" })
    #expect(stop.path == "treatments[2].stopped")
    #expect(
      source.leaves(below: stop.path).map(\.path) == [
        "treatments[2].stopped.text", "treatments[2].stopped.because[0]", "treatments[2].stopped.quote",
        "treatments[2].stopped.states[0]",
      ])
  }

  @Test func comesBackFromItsOwnJSON() throws {
    let report = try #require(reading.report)
    #expect(try JSONDecoder().decode(CaseReport.self, from: JSONEncoder().encode(report)) == report)
  }
}

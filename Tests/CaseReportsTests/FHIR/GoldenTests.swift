// The whole output for the published case, as a reviewer has read it.

import FHIRCore
import FHIRModels
import Foundation
import Testing

@testable import CaseReports

@Suite struct GoldenTests {
  private let example: Example

  init() throws { example = try Example.dermatomyositis.get() }

  @Test func theBundleIsTheOneThatWasReviewed() throws {
    try expectGolden(
      example.bundle.json(pretty: true) + "\n", Example.folder.appending(path: "expected/bundle.json"))
  }

  @Test func theLedgerIsTheOneThatWasReviewed() throws {
    try expectGolden(
      example.conversion.ledger.table(statements: .source),
      URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Fixtures/dermatomyositis-ledger.txt"))
  }

  @Test func twoRunsGiveTheSameBytes() {
    let again = example.report.convert(source: example.source)
    #expect(again.bundle.json() == example.bundle.json())
    #expect(again.ledger == example.conversion.ledger)
  }
}

// A thousand cases, both ways, through every form a case has: what went in comes out.

import FHIRCore
import FHIRModels
import FHIRValidation
import Terminology
import Foundation
import Testing

@testable import CaseReports

@Suite struct GeneratedCaseTests {
  /// How many cases each of the tests draws; `make thorough` draws more.
  private static let cases = ProcessInfo.processInfo.environment["GENERATED_CASES"].flatMap { Int($0) } ?? 1_000

  /// What a drawn case may break: rules between keys that the generator does not know.
  private static let permitted: Set<Rule> = [CaseRule.timeOrder]

  @Test(arguments: 0..<8) func goesThereAndComesBack(part: Int) throws {
    var refused = 0
    for seed in stride(from: part, to: Self.cases, by: 8) {
      var generator = CaseGenerator(seed: seed)
      let drawn = generator.report()
      let reading = CaseReport.read(Array(drawn.yaml().utf8), file: "case.yaml")
      let errors = reading.diagnostics.filter { $0.rule.severity == .error }
      guard errors.isEmpty, let source = reading.source else {
        refused += 1
        for error in errors where !Self.permitted.contains(error.rule) { Issue.record("seed \(seed): \(error)") }
        continue
      }
      #expect(
        reading.report == drawn, "seed \(seed): YAML, \(drawn.differences(from: reading.report ?? CaseReport(id: "a")))"
      )
      let json = CaseReport.read(drawn.json(), file: "case.json", syntax: .json)
      #expect(json.report == drawn, "seed \(seed): JSON")
      check(drawn, source, seed)
    }
    #expect(refused * 4 < Self.cases / 8, "\(refused) of the drawn cases were refused")
  }

  private func check(_ report: CaseReport, _ source: CaseSource, _ seed: Int) {
    let conversion = report.convert(source: source)
    // R4 has no method on a report, so that of an investigation stands with its results, if it has any without their own.
    let unmapped = conversion.ledger.rows.filter { $0.state == .unmapped }.compactMap(\.place.path)
    #expect(unmapped.allSatisfy { $0.hasSuffix("].method") }, "seed \(seed): \(unmapped)")
    let json = conversion.bundle.json()
    guard let bundle = try? R4.Bundle(json: json) else {
      Issue.record("seed \(seed): the bundle cannot be read")
      return
    }
    var validator = Validator()
    let invalid = validator.validate(bundle.node.tree).findings.filter { $0.rule.severity == .error }
    #expect(invalid.map(\.description) == [], "seed \(seed): the bundle is not valid")
    let back = CaseReport.restore(from: bundle)
    let different = back.report.map(report.differences) ?? [""]
    #expect(different == unmapped, "seed \(seed): FHIR")
    guard unmapped.isEmpty else { return }
    #expect(back.report == report, "seed \(seed): FHIR")
    #expect(back.losses.map(\.description) == [], "seed \(seed)")
    guard let again = back.report else { return }
    let second = Conversion(again, vocabulary: .embedded, recordedAt: nil)
    second.run()
    #expect(second.bundle().json() == json, "seed \(seed): the second bundle differs")
  }
}

// The way back: a bundle that was made from a case is the same case, and nothing of it is lost.

import FHIRCore
import FHIRJSON
import FHIRModels
import Terminology
import Testing

@testable import CaseReports

@Suite struct RestorationTests {
  @Test(arguments: Example.names) func aCaseComesBackFromItsBundle(name: String) throws {
    let example = try Example.named(name)
    let bundle = try R4.Bundle(json: example.bundle.json())
    let back = CaseReport.restore(from: bundle)
    let report = try #require(back.report, "\(back.diagnostics)")
    #expect(example.report.differences(from: report) == [])
    #expect(report == example.report)
    #expect(back.diagnostics == [])
    #expect(back.losses.map(\.description) == [])
  }

  @Test(arguments: Example.names) func theBundleComesBackFromTheCaseByteForByte(name: String) throws {
    let example = try Example.named(name)
    let report = try #require(CaseReport.restore(from: example.bundle).report)
    let again = Conversion(report, vocabulary: .embedded, recordedAt: nil)
    again.run()
    #expect(again.bundle().json() == example.bundle.json())
  }

  @Test(
    "Values of every form",
    arguments: [
      "7.0 ng/mL", "7.40", "< 13 ng/mL", "≥ 5 mg/dL", "-2.50 mmol/L", "3 to 5 mg/dL", "1:640", "< 1:40", "≥ 1:1280",
    ])
  func aValueComesBack(text: String) throws {
    let reading = read(
      header + "investigations:\n- id: b\n  kind: laboratory\n  name: B\n  results:\n"
        + "  - {id: r, name: R, value: '\(text)'}\n")
    let report = try #require(reading.report)
    let bundle = report.convert(source: try #require(reading.source)).bundle
    let back = CaseReport.restore(from: try R4.Bundle(json: bundle.json()))
    #expect(back.report == report)
    #expect(back.losses.map(\.description) == [])
  }

  @Test("A bound that the format has no words for is a loss", arguments: ["numerator", "denominator"])
  func aBoundIsNotDropped(part: String) throws {
    let reading = read(
      header + "investigations:\n- id: b\n  kind: laboratory\n  name: B\n  results:\n"
        + "  - {id: r, name: R, value: '1:640'}\n")
    let report = try #require(reading.report)
    let json = report.convert(source: try #require(reading.source)).bundle.json()
    let edited = json.replacing("\"\(part)\":{", with: "\"\(part)\":{\"comparator\":\"<\",")
    #expect(edited != json)
    let back = CaseReport.restore(from: try R4.Bundle(json: edited))
    #expect(back.report != report || !back.losses.isEmpty)
  }
}

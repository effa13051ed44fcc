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
}

// Cases that no reader has checked, and chains that are longer than a stack is deep.

import FHIRCore
import FHIRModels
import Terminology
import Testing

@testable import CaseReports

@Suite struct HostileConversionTests {
  private func convert(_ report: CaseReport) -> [(key: ResourceKey, resource: R4.AnyResource)] {
    let conversion = Conversion(report, vocabulary: .embedded, recordedAt: nil)
    conversion.run()
    return conversion.resources
  }

  @Test(.timeLimit(.minutes(1))) func followsALongChainOfAnchors() throws {
    let count = 20_000
    let anchors = try (0..<count).map { number in
      CaseReport.Anchor(
        id: "T\(number)", name: "moment", at: number == 0 ? nil : try AnchorTime("T\(number - 1)"),
        event: number == 0 ? try AnchorEvent("visit") : nil)
    }
    let result = CaseReport.Result(id: "x", name: "fever", result: "present", at: try RelativeTime("T\(count - 1)"))
    let resources = convert(CaseReport(id: "a", timeline: anchors.reversed(), course: [result]))
    let observation = resources.first { $0.key.name == "x" }?.resource.as(R4.Observation.self)
    guard case .dateTime(let effective)? = observation?.effective else {
      Issue.record("expected a dateTime")
      return
    }
    #expect(effective.extension.map(\.url) == [CoreExtension.relativeDateTime, CoreExtension.originalText])
  }

  @Test(.timeLimit(.minutes(1))) func takesFromALongChainOfWholes() throws {
    let count = 2_000
    let treatments = (0..<count).map { number in
      CaseReport.Treatment(
        id: "r\(number)", kind: .regimen, name: "a", partOf: number == 0 ? nil : "r\(number - 1)",
        status: number == 0 ? .completed : nil)
    }
    let resources = convert(CaseReport(id: "a", treatments: treatments.reversed()))
    let last = resources.first { $0.key.name == "r\(count - 1)" }?.resource.as(R4.Procedure.self)
    #expect(last?.status == .completed)
  }

  @Test func circlesAndDuplicatesDoNoHarm() throws {
    let anchors = [
      CaseReport.Anchor(id: "T1", name: "a", at: try AnchorTime("T2")),
      CaseReport.Anchor(id: "T2", name: "b", at: try AnchorTime("T1")),
    ]
    let treatments = [
      CaseReport.Treatment(id: "a", kind: .drug, name: "a", partOf: "b", from: try RelativeTime("T1")),
      CaseReport.Treatment(id: "b", kind: .regimen, name: "b", partOf: "a"),
      CaseReport.Treatment(id: "b", kind: .regimen, name: "c"),
    ]
    let resources = convert(CaseReport(id: "a", timeline: anchors, treatments: treatments))
    #expect(resources.map(\.key.type) == ["Composition", "Patient", "MedicationStatement", "Procedure", "Provenance"])
  }

  @Test func namesThatNobodyKnowsAreCountedOnceEach() throws {
    let conditions = (0..<2_000).map { CaseReport.Condition(id: "c\($0)", kind: .symptom, name: "symptom \($0)") }
    let conversion = Conversion(CaseReport(id: "a", conditions: conditions), vocabulary: .embedded, recordedAt: nil)
    conversion.run()
    #expect(conversion.coding.uncoded.count == 2_000)
  }
}

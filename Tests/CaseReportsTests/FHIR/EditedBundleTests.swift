// A bundle that was edited: the edit shows in the case, and what a case cannot hold is reported with its place.

import FHIRCore
import FHIRJSON
import FHIRModels
import Foundation
import Testing

@testable import CaseReports

@Suite struct EditedBundleTests {
  private let example: Example
  private let json: String

  init() throws {
    example = try Example.dermatomyositis.get()
    json = example.bundle.json()
  }

  private func back(_ json: String) throws -> CaseRestoration {
    CaseReport.restore(from: try R4.Bundle(json: json))
  }

  /// The bundle with an edit in one resource.
  private func edited<View: R4.Resource>(
    _ type: View.Type, _ id: String, _ old: String, _ new: String
  ) throws -> String {
    let resource = try example.resource(type, id).json()
    try #require(resource.contains(old), "the test is out of date")
    try #require(json.contains(resource))
    return json.replacing(resource, with: resource.replacing(old, with: new))
  }

  private func result(_ id: String, in report: CaseReport) throws -> CaseReport.Result {
    try #require(report.investigations.flatMap(\.results).first { $0.id == id })
  }

  @Test func aNumberIsTakenToTheLetter() throws {
    let back = try back(edited(R4.Observation.self, "psa-2", #""value":7.0"#, #""value":7"#))
    let report = try #require(back.report)
    #expect(try result("psa-2", in: report).value?.text == "7 ng/mL")
    #expect(report.differences(from: example.report).count == 1)
    #expect(back.losses == [])
  }

  @Test func anOffsetThatIsChangedEverywhereMovesTheAnchorAlone() throws {
    let old = #""value":4,"unit":"weeks""#
    try #require(json.contains(old))
    let back = try back(json.replacing(old, with: #""value":5,"unit":"weeks""#))
    let report = try #require(back.report)
    #expect(report.timeline[4].at?.text == "5 weeks after T1")
    #expect(report.differences(from: example.report) == ["timeline[4].at"])
    #expect(back.losses == [])
  }

  @Test func anOffsetThatIsChangedInOneEntryIsCountedThere() throws {
    let old = #""value":4,"unit":"weeks""#
    let back = try back(edited(R4.DiagnosticReport.self, "ct-2", old, #""value":5,"unit":"weeks""#))
    let report = try #require(back.report)
    let ct = try #require(report.investigations.first { $0.id == "ct-2" })
    #expect(ct.at?.text == "5 weeks after T1")
    #expect(report.timeline == example.report.timeline)
    // The scan of the report still has the old time, which is made from the report's.
    #expect(back.losses.count == 2)
    #expect(back.losses.allSatisfy { $0.place.path?.contains(".resource.performed.extension") == true })
  }

  @Test func aStopThatIsRemovedIsGone() throws {
    let drug = try example.resource(R4.MedicationStatement.self, "bicalutamide")
    var changed = drug
    changed.statusReason = []
    changed.status = .active
    let back = try back(json.replacing(drug.json(), with: changed.json()))
    let report = try #require(back.report)
    let treatment = try #require(report.treatments.first { $0.id == "bicalutamide" })
    #expect(treatment.stopped == nil)
    #expect(treatment.status == .ongoing)
    #expect(report.differences(from: example.report).allSatisfy { $0.hasPrefix("treatments[") })
  }

  @Test func anEntryThatIsAddedByHandComesBack() throws {
    let entry =
      #"{"resource":{"resourceType":"Condition","id":"n1","code":{"text":"Nausea"},"subject":{"reference":"Patient/p"}}},"#
    let patient = #""resourceType":"Patient","id":""#
    let id = try #require(json.firstRange(of: patient)).upperBound
    let name = json[id...].prefix { $0 != "\"" }
    let back = try back(
      json.replacing(#""entry":[{"fullUrl""#, with: #""entry":["# + entry + #"{"fullUrl""#, maxReplacements: 1)
        .replacing("Patient/p", with: "Patient/\(name)"))
    let report = try #require(back.report)
    #expect(report.conditions.last == CaseReport.Condition(id: "nausea", kind: .diagnosis, name: "Nausea"))
    #expect(report.conditions.dropLast() == example.report.conditions[...])
    #expect(back.diagnostics.map(\.rule) == [CaseBackRule.assumed])
    #expect(back.losses.map(\.description) == [])
  }

  @Test func anEntryThatIsDeletedIsGoneAndWhatRefersToItIsReported() throws {
    let resource = try example.resource(R4.Condition.self, "pollakiuria")
    let entry = try #require(example.bundle.entry.first { $0.resource?.node.child("id")?.string == resource.id })
    let address = try #require(entry.fullUrl)
    let without = json.replacing(#"{"fullUrl":"\#(address)","resource":\#(resource.json())},"#, with: "")
    try #require(without != json)
    let dangling = try back(without)
    #expect(dangling.report?.conditions.map(\.id) == example.report.conditions.map(\.id).filter { $0 != "pollakiuria" })
    // The section, a result of the course that is about it, and the Provenance.
    #expect(dangling.losses.map(\.rule) == Array(repeating: CaseBackRule.reference, count: 3))
    let clean = try back(without.replacing(#"{"reference":"\#(address)"},"#, with: ""))
    #expect(clean.losses.map(\.description) == [])
  }

  @Test func anUnknownExtensionIsReportedOnce() throws {
    let back = try back(
      edited(
        R4.Observation.self, "psa-2", #""code":{"#,
        #""code":{"extension":[{"url":"urn:x","extension":[{"url":"a","valueString":"b"},{"url":"c","valueCode":"d"}]}],"#
      ))
    #expect(back.report == example.report)
    #expect(back.losses.map(\.rule) == [CaseBackRule.unread])
    #expect(back.losses.first?.place.path?.hasSuffix(".resource.code.extension[0]") == true)
    #expect((back.losses.first?.place.line ?? 0) > 0)
  }

  // MARK: Bundles that hold no case, or a broken one

  @Test func aBundleWithoutACompositionHasItsCaseStill() throws {
    let composition = try #require(example.conversion.bundle.entry.first?.resource).json()
    try #require(composition.contains(#""resourceType":"Composition""#))
    let back = try back(json.replacing(composition, with: #"{"resourceType":"Basic"}"#))
    let report = try #require(back.report)
    #expect(report.title == nil)
    #expect(report.timeline.isEmpty)
    #expect(report.conditions.count == example.report.conditions.count)
    #expect(back.diagnostics.first?.rule == CaseBackRule.assumed)
    #expect(!back.losses.isEmpty)
  }

  @Test func aCopyThatIsDeletedIsReportedForItComesBack() throws {
    let resource = try example.resource(R4.Observation.self, "psa-2").json()
    let effective = try #require(resource.firstMatch(of: /"_effectiveDateTime":\{.*?\},"value/)).output
    let edited = resource.replacing(effective, with: "\"value")
    try #require(edited != resource)
    let back = try back(json.replacing(resource, with: edited))
    #expect(back.report == example.report)
    #expect(back.losses.map(\.rule) == [CaseBackRule.copy])
    #expect(back.losses.first?.place.path?.hasSuffix(".resource.effective") == true)
  }

  @Test(arguments: ["Patient", "Composition"]) func twoOfWhatThereIsOneOfAreRefused(type: String) throws {
    let back = try back(
      json.replacing(
        #""entry":[{"fullUrl""#, with: #""entry":[{"resource":{"resourceType":"\#(type)"}},{"fullUrl""#,
        maxReplacements: 1))
    #expect(back.report == nil)
    #expect(back.diagnostics.map(\.rule) == [type == "Patient" ? CaseBackRule.patients : CaseBackRule.composition])
    #expect((back.diagnostics.first?.place.line ?? 0) > 0)
  }

  @Test func aRelativeTimeWhoseTargetIsMissingIsReported() throws {
    let observation = try example.resource(R4.Condition.self, "dysphagia").json()
    let target = #""url":"target","valueReference":{"reference":""#
    let range = try #require(observation.firstRange(of: target))
    let address = observation[range.upperBound...].prefix { $0 != "\"" }
    let back = try back(
      json.replacing(observation, with: observation.replacing(address, with: "urn:uuid:nothing")))
    #expect(back.report?.conditions.first { $0.id == "dysphagia" }?.at == nil)
    #expect(back.losses.contains { $0.rule == CaseBackRule.reference })
  }

  @Test func aCircleMadeInFHIRIsFoundInTheCase() throws {
    // ADT, from which the CT counts, is made to count from the CT.
    let composition = try #require(example.all(R4.Composition.self).first).json()
    let visit = try #require(example.bundle.entry.first { $0.resource?.is(R4.Encounter.self) == true }?.fullUrl)
    let ct = try #require(
      example.bundle.entry.first {
        $0.resource?.as(R4.Procedure.self)?.identifier.contains { $0.value == "ct-2" } == true
      }?.fullUrl)
    let old = #""valueReference":{"reference":"\#(visit)"}},{"url":"targetPath","valueString":"period"}"#
    try #require(composition.contains(old))
    let new = #""valueReference":{"reference":"\#(ct)"}},{"url":"targetPath","valueString":"performed"}"#
    let back = try back(json.replacing(composition, with: composition.replacing(old, with: new, maxReplacements: 1)))
    let report = try #require(back.report)
    #expect(report.timeline[1].at?.text == "after T4")
    let reading = CaseReport.read(Array(report.yaml().utf8), file: "back.yaml")
    #expect(reading.diagnostics.contains { $0.rule == CaseRule.anchorCycle })
  }

  @Test func partsThatGoRoundInACircleDoNoHarm() throws {
    let ep = try example.resource(R4.Procedure.self, "ep")
    var changed = ep
    let part = try example.resource(R4.MedicationStatement.self, "cisplatin")
    let address = example.bundle.entry.first { $0.resource?.node.child("id")?.string == part.id }?.fullUrl
    changed.partOf = [R4.Reference(reference: address)]
    let back = try back(json.replacing(ep.json(), with: changed.json()))
    let report = try #require(back.report)
    #expect(report.treatments.first { $0.id == "ep" }?.partOf == "cisplatin")
  }
}

// Bundles that no case made: a valid case comes of them, as far as a case reaches, and the rest is a loss.

import FHIRCore
import FHIRJSON
import FHIRModels
import Foundation
import Testing

@testable import CaseReports

@Suite struct ForeignBundleTests {
  private func back(_ resources: String...) throws -> CaseRestoration {
    let entries = resources.enumerated().map { #"{"fullUrl":"https://server.invalid/r/\#($0)","resource":\#($1)}"# }
    let json = #"{"resourceType":"Bundle","type":"collection","entry":[\#(entries.joined(separator: ","))]}"#
    return CaseReport.restore(from: try R4.Bundle(json: json))
  }

  /// The case, after it was written, read, converted and restored without a difference.
  private func valid(_ back: CaseRestoration) throws -> CaseReport {
    let report = try #require(back.report, "\(back.diagnostics)")
    let reading = CaseReport.read(Array(report.yaml().utf8), file: "case.yaml")
    #expect(reading.diagnostics.filter { $0.rule.severity == .error }.map(\.description) == [])
    let again = try #require(reading.report)
    #expect(again == report)
    let bundle = again.convert(source: try #require(reading.source)).bundle
    let second = CaseReport.restore(from: try R4.Bundle(json: bundle.json()))
    #expect(second.report == report)
    #expect(second.losses.map(\.description) == [])
    return report
  }

  private func observation(_ members: String) -> String {
    #"{"resourceType":"Observation","status":"final","code":{"text":"Name"},\#(members)}"#
  }

  private let laboratory =
    #""category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}]"#

  @Test func eachDateBecomesAnAnchor() throws {
    let report = try valid(
      back(
        observation(#""effectiveDateTime":"2020-03-02T08:30:00+09:00","valueString":"x""#),
        observation(#""effectivePeriod":{"start":"2019","end":"2020-03"},"valueString":"y""#),
        #"{"resourceType":"Condition","code":{"text":"C"},"onsetDateTime":"2019"}"#))
    #expect(report.timeline.map(\.id) == ["D1", "D2", "D3"])
    #expect(report.timeline.map { $0.at?.text } == ["2019", "2020-03", "2020-03-02T08:30:00+09:00"])
    #expect(report.course.map { $0.at?.text } == ["D3", nil])
    #expect(report.course[1].from?.text == "D1")
    #expect(report.course[1].until?.text == "D2")
    #expect(report.conditions[0].from?.text == "D1")
  }

  @Test func resultsWithoutAReportAreTakenTogetherByCategoryAndTime() throws {
    let day = #""effectiveDateTime":"2020-03-02""#
    let report = try valid(
      back(
        observation(#"\#(laboratory),\#(day),"valueQuantity":{"value":1.50,"unit":"mg/dL"}"#),
        observation(#"\#(laboratory),\#(day),"valueQuantity":{"value":2,"unit":"mg/dL"}"#),
        observation(#"\#(laboratory),"effectiveDateTime":"2020-03-03","valueQuantity":{"value":3,"unit":"mg/dL"}"#),
        observation(#"\#(day),"valueString":"x""#)))
    #expect(report.investigations.map(\.id) == ["laboratory", "laboratory-2"])
    #expect(report.investigations.map(\.kind) == [.laboratory, .laboratory])
    #expect(report.investigations[0].results.map { $0.value?.text } == ["1.50 mg/dL", "2 mg/dL"])
    #expect(report.investigations[0].at?.text == "D1")
    #expect(report.course.count == 1)
  }

  @Test(
    "Values",
    arguments: [
      (#""valueQuantity":{"value":5.0,"unit":"mg/dL"}"#, "value: 5.0 mg/dL"),
      (
        #""valueQuantity":{"value":4.6,"unit":"x10*9/L","system":"http://unitsofmeasure.org","code":"10*9/L"}"#,
        "value: 4.6 10*9/L"
      ),
      (#""valueQuantity":{"value":12,"unit":"zorks"}"#, "result: 12 zorks"),
      (#""valueQuantity":{"value":1.5e3,"unit":"mg/dL"}"#, "result: 1.5e3 mg/dL"),
      (#""valueQuantity":{"value":5,"comparator":"<","unit":"mg/dL"}"#, "value: < 5 mg/dL"),
      (#""valueBoolean":true"#, "result: true"), (#""valueInteger":3"#, "result: 3"),
      (#""valueString":"seen""#, "result: seen"), (#""valueCodeableConcept":{"coding":[{"code":"a"}]}"#, "result: a"),
      (#""note":[{"text":"n"}]"#, "absent: unknown"),
      (
        #""dataAbsentReason":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/data-absent-reason","code":"masked"}]}"#,
        "absent: masked"
      ),
    ])
  func value(members: String, text: String) throws {
    let result = try #require(try valid(back(observation(members))).course.first)
    let found =
      result.value.map { "value: \($0.text)" } ?? result.result.map { "result: \($0)" }
      ?? result.absent.map { "absent: \($0.rawValue)" }
    #expect(found == text)
  }

  @Test func aValueThatACaseCannotSayIsALossAndNoInventedAbsence() throws {
    let back = try back(
      observation(#""valuePeriod":{"start":"2020"}"#), observation(#""valueString":"x""#))
    #expect(try valid(back).course.count == 1)
    #expect(back.losses.first?.rule == CaseBackRule.unread)
    #expect(back.losses.first?.place.path == "Bundle.entry[0].resource")
  }

  @Test(
    "Drugs",
    arguments: [
      (#""medicationCodeableConcept":{"text":"aspirin"}"#, "aspirin"),
      (
        ##""contained":[{"resourceType":"Medication","id":"m","code":{"text":"iron"}}],"medicationReference":{"reference":"#m"}"##,
        "iron"
      ),
      (#""medicationReference":{"reference":"https://server.invalid/r/1"}"#, "gold"),
      (#""medicationReference":{"reference":"Medication/elsewhere","display":"zinc"}"#, "zinc"),
    ])
  func drug(members: String, name: String) throws {
    let report = try valid(
      back(
        #"{"resourceType":"MedicationStatement","status":"active",\#(members)}"#,
        #"{"resourceType":"Medication","code":{"text":"gold"}}"#))
    #expect(report.treatments.map(\.name) == [name])
    #expect(report.treatments.map(\.id) == [name])
    #expect(report.treatments.map(\.status) == [.ongoing])
  }

  @Test(
    "What contradicts the status of a treatment is a loss",
    arguments: [
      #""status":"active","effectivePeriod":{"end":"2020"}"#,
      #""status":"not-taken","dosage":[{"text":"1 daily"}],"effectivePeriod":{"start":"2019","end":"2020"}"#,
      #""status":"completed","statusReason":[{"text":"rash"}]"#,
    ])
  func contradiction(members: String) throws {
    let back = try back(
      #"{"resourceType":"MedicationStatement",\#(members),"medicationCodeableConcept":{"text":"aspirin"}}"#)
    _ = try valid(back)
    #expect(!back.losses.isEmpty)
  }

  @Test func panelsStayInvestigationsOfTheirOwn() throws {
    let report = try valid(
      back(
        #"{"resourceType":"DiagnosticReport","status":"final","code":{"text":"R"},"result":[{"reference":"https://server.invalid/r/1"}]}"#,
        observation(#"\#(laboratory),"hasMember":[{"reference":"https://server.invalid/r/2"}]"#),
        observation(#"\#(laboratory),"valueString":"x""#)))
    #expect(report.investigations.map(\.results.count) == [0, 1])
    #expect(report.investigations.map(\.kind) == [.laboratory, .laboratory])
  }

  @Test func aMessageHoldsNoValueOfThePatient() throws {
    let back = try back(
      #"{"resourceType":"Patient","name":[{"family":"ZQX"}],"birthDate":"1950-01-01"}"#,
      observation(#""valueQuantity":{"value":1,"unit":"zqx"}"#))
    for finding in back.diagnostics + back.losses {
      #expect(!finding.description.lowercased().contains("zqx") && !finding.description.contains("1950"))
    }
  }
}

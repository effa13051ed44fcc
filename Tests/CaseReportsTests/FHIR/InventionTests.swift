// What must not be in the bundle, because the article does not state it.

import FHIRCore
import FHIRDefinitions
import FHIRModels
import Testing

@testable import CaseReports

@Suite struct InventionTests {
  private let example: Example

  init() throws { example = try Example.dermatomyositis.get() }

  @Test func theOnlyDateIsTheYearOfPublication() {
    var dates: [String] = []
    walk(example.bundle.node) { node in
      let name = R4TypeName.of(node)
      if ["date", "dateTime", "instant", "time"].contains(name), let date = node.string { dates.append(date) }
    }
    #expect(dates == ["2021"])
  }

  @Test func thePatientHasASexAndNothingElse() throws {
    let patient = try example.first(R4.Patient.self)
    #expect(
      patient.node.children.map(\.nameString) == ["id", "extension", "identifier", "gender"])
  }

  @Test(arguments: ["bicalutamide", "abiraterone", "enzalutamide"]) func noDoseIsMadeUp(drug: String) throws {
    #expect(try example.resource(R4.MedicationStatement.self, drug).dosage.isEmpty)
  }

  @Test func noDoseIsMadeAbsolute() {
    for statement in example.all(R4.MedicationStatement.self) {
      for amount in statement.dosage.flatMap(\.doseAndRate) {
        guard case .quantity(let quantity)? = amount.dose else { continue }
        #expect(quantity.code == "mg/m2")
      }
    }
  }

  @Test func highIsSaidOnlyWhereTheArticleSaysIt() throws {
    let flagged = example.all(R4.Observation.self).filter { observation in
      observation.interpretation.flatMap(\.coding).contains { $0.code == "H" }
    }
    #expect(
      flagged.compactMap(\.identifier.first?.value) == ["psa-1", "nse-1", "ck-1", "ck-2", "aldolase", "myoglobin"])
  }

  /// R4's codes for a change say that it is significant; reference ranges and methods of assays are not stated.
  @Test func noSignificanceRangeOrAssayMethodIsMadeUp() throws {
    for observation in example.all(R4.Observation.self) {
      let codes = observation.interpretation.flatMap(\.coding).filter { $0.system == CodeSystems.interpretation }
      #expect(codes.allSatisfy { ["H", "POS"].contains($0.code) })
      #expect(observation.referenceRange.isEmpty)
      if observation.code?.coding.contains(where: { $0.code == "2857-1" }) == true {
        #expect(observation.method == nil)
      }
    }
  }

  /// The words CTCAE and RECIST, a stage group and a grade group occur at most as a remark that says they are assumed.
  @Test func noScaleIsMadeUp() throws {
    var codings: [String] = []
    walk(example.bundle.node) { node in
      if R4TypeName.of(node) == "Coding" { codings.append(node.children.compactMap(\.string).joined(separator: " ")) }
    }
    #expect(codings.count > 100)
    #expect(!codings.contains { $0.mentions("ctcae") || $0.mentions("recist") || $0.mentions("grade group") })
    let json = example.bundle.json()
    #expect(!json.contains("RECIST"))
    #expect(json.ranges(of: "CTCAE").count == 1)
    #expect(!json.contains("IVB"))
    #expect(!json.contains("v4.0"))
  }

  @Test func whatR4DemandsAndTheArticleDoesNotStateIsUnknown() throws {
    let unknown = [R4.Extension.dataAbsentReason("unknown")]
    let visit = try example.resource(R4.Encounter.self, "T0")
    #expect(visit.class?.extension == unknown)
    #expect(visit.class?.code == nil)
    #expect(visit.period?[extensionsOf: "start"] == unknown)
    let provenance = try example.first(R4.Provenance.self)
    #expect(provenance[extensionsOf: "recorded"] == unknown)
    #expect(provenance.agent.map { $0.who?.extension } == [unknown])
    let composition = try example.first(R4.Composition.self)
    #expect(composition[extensionsOf: "date"] == unknown)
    #expect(composition[extensionsOf: "status"] == unknown)
    #expect(example.all(R4.DiagnosticReport.self).allSatisfy { $0.status == .unknown })
  }

  @Test func theTimeOfRecordingIsTheCallers() throws {
    let recorded = try #require(FHIRInstant(text: "2024-06-01T12:00:00+09:00"))
    let bundle = example.report.convert(source: example.source, recordedAt: recorded).bundle
    let last = bundle.entry.last?.resource?.as(R4.Provenance.self)
    let provenance = try #require(last)
    #expect(provenance.recorded?.text == "2024-06-01T12:00:00+09:00")
    #expect(provenance[extensionsOf: "recorded"].isEmpty)
    let first = bundle.entry.first?.resource?.as(R4.Composition.self)
    let composition = try #require(first)
    #expect(composition.date?.text == "2024-06-01T12:00:00+09:00")
  }

  @Test func whatIsDerivedAssumedOrInheritedIsMarked() throws {
    let etoposide = try example.resource(R4.MedicationStatement.self, "etoposide")
    #expect(etoposide[extensionsOf: "status"] == [CaseSourceExtension.inherited])
    #expect(etoposide.statusReason.first?.extension.first == CaseSourceExtension.inherited)
    // A code that says more than the name is assumed; one that says the same is not.
    let castration = try example.resource(R4.Procedure.self, "castration")
    #expect(castration.code?.coding.first?.extension == [CaseSourceExtension.assumed])
    let adt = try example.resource(R4.Procedure.self, "adt")
    #expect(adt.code?.coding.first?.extension.isEmpty == true)
    #expect(try example.resource(R4.Procedure.self, "ct-2").extension == [CaseSourceExtension.derived])
  }

  private func walk(_ node: Node, _ visit: (Node) -> Void) {
    visit(node)
    for child in node.children { walk(child, visit) }
  }
}

/// The type of an element, as R4 spells it.
enum R4TypeName {
  static func of(_ node: Node) -> String { Definitions.r4.typeName(node.type) }
}

extension String {
  fileprivate func mentions(_ word: String) -> Bool { lowercased().contains(word) }
}

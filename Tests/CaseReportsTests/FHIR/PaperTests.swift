// What the article states, written down from the article by hand, against what the bundle says.

import FHIRCore
import FHIRModels
import Testing

@testable import CaseReports

@Suite struct PaperTests {
  private let example: Example

  init() throws { example = try Example.dermatomyositis.get() }

  /// A laboratory result as the article prints it.
  struct Lab: Sendable, CustomTestStringConvertible {
    let id: String
    let name: String
    let code: String?
    /// Comparator, number and unit; a titre; or words.
    let value: String
    /// The UCUM code of the unit.
    var unit: String?
    /// The codes of `interpretation`.
    var says: [String] = []
    var testDescription: String { id }
  }

  /// Exactly fourteen: eleven quantities, one titre, two in words.
  private static let results = [
    Lab(id: "psa-1", name: "PSA", code: "2857-1", value: "147.7 ng/mL", unit: "ng/mL", says: ["H"]),
    Lab(id: "nse-1", name: "NSE", code: "15060-7", value: "60.9 ng/mL", unit: "ng/mL", says: ["H"]),
    Lab(id: "ck-1", name: "CK", code: "2157-6", value: "647 IU/L", unit: "[IU]/L", says: ["H"]),
    Lab(id: "ck-2", name: "CK", code: "2157-6", value: "1727 IU/L", unit: "[IU]/L", says: ["H"]),
    Lab(id: "aldolase", name: "aldolase", code: "1761-6", value: "14.5 U/L", unit: "U/L", says: ["H"]),
    Lab(id: "myoglobin", name: "myoglobin", code: "2639-3", value: "435.8 ng/mL", unit: "ng/mL", says: ["H"]),
    Lab(id: "ana", name: "Anti-nuclear antibody", code: "29953-7", value: "1:640", says: ["POS"]),
    Lab(id: "ars", name: "anti-ARS antibody", code: nil, value: "negative"),
    Lab(id: "tif1", name: "anti-TIF1-γ antibody", code: "107562-1", value: "positive"),
    Lab(id: "psa-2", name: "PSA", code: "2857-1", value: "7.0 ng/mL", unit: "ng/mL", says: ["down"]),
    Lab(id: "nse-2", name: "NSE", code: "15060-7", value: "21.9 ng/mL", unit: "ng/mL", says: ["down"]),
    Lab(id: "psa-3", name: "PSA", code: "2857-1", value: "< 1 ng/mL", unit: "ng/mL", says: ["down"]),
    Lab(id: "nse-3", name: "NSE", code: "15060-7", value: "< 13 ng/mL", unit: "ng/mL", says: ["down"]),
    Lab(id: "ck-4", name: "serum CK", code: "2157-6", value: "246 IU/L", unit: "[IU]/L", says: ["worse"]),
  ]

  /// Two more without a number, for which the article says what happened.
  private static let others = [
    Lab(id: "ck-3", name: "CK", code: "2157-6", value: "absent: unknown", says: ["down"]),
    Lab(id: "psa-4", name: "PSA", code: "2857-1", value: "consistently low"),
    Lab(id: "nse-4", name: "NSE", code: "15060-7", value: "consistently low"),
  ]

  @Test(arguments: results + others) func statesTheResult(lab: Lab) throws {
    let observation = try example.resource(R4.Observation.self, lab.id)
    #expect(observation.code?.text == lab.name)
    #expect(observation.code?.coding.map(\.code) == (lab.code.map { [$0] } ?? []))
    #expect(Self.print(observation) == lab.value)
    if case .quantity(let quantity)? = observation.value {
      #expect(quantity.code == lab.unit)
      #expect(quantity.system == "http://unitsofmeasure.org")
    }
    #expect(observation.interpretation.flatMap(\.coding).compactMap(\.code) == lab.says)
    #expect(observation.status == .final)
    #expect(observation.category.first?.coding.first?.code == "laboratory")
  }

  @Test func hasNoOtherLaboratoryResults() throws {
    let reports = example.all(R4.DiagnosticReport.self).filter { $0.category.first?.coding.first?.code == "LAB" }
    #expect(reports.count == 7)
    #expect(reports.flatMap(\.result).count == Self.results.count + Self.others.count)
  }

  /// Doses as the article prints them: drug, text, amount, route.
  private static let doses: [(drug: String, text: String, amount: String, route: String?)] = [
    ("mpsl", "125 mg/day intravenously (IV) for the first 3 days", "125 mg per 1 d", "IV"),
    ("mpsl", "80 mg/day IV for the next 3 days", "80 mg per 1 d", "IV"),
    ("mpsl", "40 mg/day IV for the next 3 days", "40 mg per 1 d", "IV"),
    ("psl", "60 mg/day", "60 mg per 1 d", "IV"),
    ("psl", "gradually tapered to 5 mg/day", "5 mg per 1 d", nil),
    ("psl", "dose escalation of PSL to 30 mg/day", "30 mg per 1 d", nil),
    ("psl", "on PSL at 10 mg/day", "10 mg per 1 d", nil),
    ("etoposide", "100 mg/m2", "100 mg/m2", nil),
    ("cisplatin", "20 mg/m2", "20 mg/m2", nil),
    ("docetaxel", "70 mg/m2", "70 mg/m2", nil),
  ]

  @Test func statesEveryDoseAndNoOther() throws {
    let found = example.all(R4.MedicationStatement.self).flatMap { statement in
      statement.dosage.map { dosage in
        let drug = statement.identifier.first?.value ?? ""
        return [drug, dosage.text ?? "", Self.print(dosage), dosage.route?.text ?? ""]
      }
    }
    #expect(found == Self.doses.map { [$0.drug, $0.text, $0.amount, $0.route ?? ""] })
  }

  @Test(arguments: [("etoposide", 4), ("cisplatin", 4), ("docetaxel", 4)])
  func statesTheCycle(drug: String, courses: Int) throws {
    let statement = try example.resource(R4.MedicationStatement.self, drug)
    let repetition = try #require(statement.dosage.first?.timing?.repeat)
    #expect(repetition.count == courses)
    #expect(repetition.frequency == 1)
    #expect(repetition.period?.lexeme == "3")
    #expect(repetition.periodUnit == .wk)
  }

  @Test(arguments: [
    ("bicalutamide", R4.MedicationStatementStatus.stopped), ("mpsl", .completed), ("psl", .active),
    ("etoposide", .stopped), ("cisplatin", .stopped), ("docetaxel", .stopped), ("abiraterone", .stopped),
    ("enzalutamide", .active),
  ])
  func statesTheStatusOfEachDrug(drug: String, status: R4.MedicationStatementStatus) throws {
    #expect(try example.resource(R4.MedicationStatement.self, drug).status == status)
  }

  @Test(arguments: [
    ("bicalutamide", "L02BB03"), ("mpsl", "H02AB04"), ("psl", "H02AB06"), ("etoposide", "L01CB01"),
    ("cisplatin", "L01XA01"), ("docetaxel", "L01CD02"), ("abiraterone", "L02BX03"), ("enzalutamide", "L02BB04"),
  ])
  func codesEachDrug(drug: String, atc: String) throws {
    guard case .codeableConcept(let concept)? = try example.resource(R4.MedicationStatement.self, drug).medication
    else {
      Issue.record("expected a concept")
      return
    }
    #expect(concept.coding.first { $0.system == "http://www.whocc.no/atc" }?.code == atc)
  }

  /// Conditions with their clinical and verification status, which the article gives for two.
  @Test(
    arguments: [
      ("pollakiuria", nil, nil), ("hesitancy", nil, nil), ("weakness", nil, nil), ("arm-pain", nil, nil),
      ("cancer", "active", "confirmed"), ("liver-metastases", nil, nil), ("node-metastases", nil, nil),
      ("bone-metastases", nil, nil), ("dysphagia", nil, nil), ("edema", nil, nil), ("erythema", nil, nil),
      ("dm", "remission", "confirmed"), ("erythema-2", nil, nil),
    ] as [(String, String?, String?)])
  func statesTheCondition(id: String, clinical: String?, verification: String?) throws {
    let condition = try example.resource(R4.Condition.self, id)
    #expect(condition.clinicalStatus?.coding.first?.code == clinical)
    #expect(condition.verificationStatus?.coding.first?.code == verification)
    #expect(condition.onset == nil)
    #expect(condition.abatement == nil)
  }

  @Test func statesTheStageAndItsParts() throws {
    let cancer = try example.resource(R4.Condition.self, "cancer")
    #expect(cancer.stage.map { $0.summary?.text } == ["cT4N1M1"])
    #expect(cancer.stage.first?.summary?.coding.isEmpty == true)
    let parts = try (1...3).map { try example.resource(R4.Observation.self, "cancer/stage/\($0)") }
    #expect(parts.map(Self.print) == ["cT4", "cN1", "cM1"])
    #expect(parts.map { $0.code?.coding.first?.code } == ["21905-5", "21906-3", "21907-1"])
  }

  @Test func statesTheGleasonScoreAndMarksTheSumAsDerived() throws {
    let gleason = try example.resource(R4.Observation.self, "gleason")
    #expect(Self.print(gleason) == "4 + 5")
    let patterns = gleason.component.map { component -> String? in
      guard case .quantity(let quantity)? = component.value else { return nil }
      return quantity.value?.lexeme
    }
    #expect(patterns == ["4", "5", "9"])
    #expect(gleason.component.map(\.extension).map { $0 == [CaseSourceExtension.derived] } == [false, false, true])
  }

  @Test(arguments: [("malaise-1", ["etoposide", "cisplatin"]), ("malaise-2", ["docetaxel"])])
  func statesTheGradeAsPrinted(id: String, suspects: [String]) throws {
    let event = try example.resource(R4.AdverseEvent.self, id)
    #expect(event.extension.first { $0.url == CaseURLs.grade }?.value?.node.string == "3")
    #expect(event.severity?.coding.first?.code == "severe")
    #expect(event.severity?.extension == [CaseSourceExtension.derived])
    #expect(
      try event.suspectEntity.map(\.instance?.reference)
        == suspects.map { "urn:uuid:\(try example.resource(R4.MedicationStatement.self, $0).id ?? "")" })
  }

  @Test func hasTheResourcesThatTheStatementsNeed() {
    var counts: [String: Int] = [:]
    for entry in example.bundle.entry { counts[entry.resource?.resourceType ?? "", default: 0] += 1 }
    #expect(
      counts == [
        "Composition": 1, "DocumentReference": 1, "Patient": 1, "Encounter": 1, "Condition": 13, "Observation": 46,
        "DiagnosticReport": 11, "Specimen": 1, "Procedure": 9, "MedicationStatement": 8, "AdverseEvent": 3,
        "Provenance": 1,
      ])
  }

  /// A value as the article prints it.
  private static func print(_ observation: R4.Observation) -> String {
    switch observation.value {
    case .quantity(let quantity):
      [quantity.comparator?.rawValue, quantity.value?.lexeme, quantity.unit].compactMap(\.self).joined(separator: " ")
    case .ratio(let ratio): "\(ratio.numerator?.value?.lexeme ?? ""):\(ratio.denominator?.value?.lexeme ?? "")"
    case .codeableConcept(let concept): concept.text ?? ""
    default: "absent: \(observation.dataAbsentReason?.coding.first?.code ?? "")"
    }
  }

  private static func print(_ dosage: R4.Dosage) -> String {
    guard let amount = dosage.doseAndRate.first else { return "" }
    if case .quantity(let quantity)? = amount.dose, amount.rate == nil {
      return "\(quantity.value?.lexeme ?? "") \(quantity.code ?? "")"
    }
    guard case .ratio(let ratio)? = amount.rate, amount.dose == nil else { return "" }
    return "\(ratio.numerator?.value?.lexeme ?? "") \(ratio.numerator?.code ?? "") per "
      + "\(ratio.denominator?.value?.lexeme ?? "") \(ratio.denominator?.code ?? "")"
  }
}

// What was found ↔ value, dataAbsentReason and interpretation, alike for an Observation and its components.

internal import FHIRCore
internal import FHIRModels
internal import Terminology

extension Conversion {
  /// The parts of a finding as an Observation or a component has them.
  struct Finding {
    var value: FindingValue?
    var dataAbsentReason: R4.CodeableConcept?
    var interpretation: [R4.CodeableConcept] = []
  }

  /// What was found: a value, words, or why there is neither; and what the article says of it.
  ///
  /// Words beside a value interpret it. A trend is a code of ours, for R4's codes say that a change is significant,
  /// which a report seldom does; a flag is written only if the article has it.
  ///
  /// - Parameters:
  ///   - valued: The value, words or reason.
  ///   - flag: How the value lies to its reference range.
  ///   - trend: How it changed.
  ///   - kinds: What words may name; the first map that has them gives the codes.
  ///   - scribe: Writes down where the texts go.
  /// - Returns: The parts of an Observation or component.
  func finding(
    _ valued: some CaseReport.Valued, flag: CaseReport.Flag?, trend: CaseReport.Trend?, words kinds: [NameKind],
    _ scribe: Scribe
  ) -> Finding {
    var finding = Finding()
    func interpret(_ concept: R4.CodeableConcept, _ key: String) {
      let index = finding.interpretation.count
      scribe.record(key, as: "interpretation[\(index)]")
      finding.interpretation.append(concept)
    }
    if let value = scribe.take(valued.value, "value", as: "value") {
      finding.value = measured(value)
      if let words = valued.result { interpret(concept(words, as: .interpretations), "result") }
    } else if let words = scribe.take(valued.result, "result", as: "value") {
      finding.value = .concept(concept(words, as: kinds))
    }
    if let reason = scribe.take(valued.absent, "absent", as: "dataAbsentReason") {
      finding.dataAbsentReason = Self.code(
        reason.rawValue, in: CodeSystems.dataAbsentReason, display: reason.display)
    }
    if let flag {
      interpret(Self.code(flag.code, in: CodeSystems.interpretation, display: flag.display), "flag")
    }
    if let trend { interpret(Self.ownCode(trend.rawValue, in: CaseURLs.trend), "trend") }
    return finding
  }
}

extension CaseReport.Flag {
  /// The code of v3's ObservationInterpretation.
  var code: String {
    switch self {
    case .high: "H"
    case .low: "L"
    case .normal: "N"
    case .abnormal: "A"
    }
  }

  var display: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

  init?(code: String) {
    guard let flag = Self.allCases.first(where: { $0.code == code }) else { return nil }
    self = flag
  }
}

extension CaseReport.AbsentReason {
  /// The name that R4's code system gives the code.
  var display: String {
    switch self {
    case .unknown: "Unknown"
    case .askedUnknown: "Asked But Unknown"
    case .temporarilyUnknown: "Temporarily Unknown"
    case .notAsked: "Not Asked"
    case .askedDeclined: "Asked But Declined"
    case .masked: "Masked"
    case .notApplicable: "Not Applicable"
    case .error: "Error"
    case .notPerformed: "Not Performed"
    case .notPermitted: "Not Permitted"
    }
  }
}

// MARK: Back

extension Restoration {
  /// Reads what was found, from an Observation or a component.
  ///
  /// A concept of interpretation with words interprets the value; one that is only a code is a flag or a trend.
  func finding(_ element: BundleElement, into valued: inout some CaseReport.Valued) {
    if let value = element.child("value") {
      if let measured = measured(value) {
        valued.value = measured
      } else if value.is(R4.CodeableConcept.self) {
        valued.result = value.words
      } else if value.lexeme != nil {
        valued.result = value.take()
      } else {
        valued.result = words(ofMeasured: value)
      }
    }
    if valued.value == nil, valued.result == nil, let reason = element.child("dataAbsentReason") {
      valued.absent = reason.takeCode(in: CodeSystems.dataAbsentReason, as: CaseReport.AbsentReason.self)
    }
    guard valued.value != nil, valued.result == nil else { return }
    valued.result = element.children("interpretation").lazy.compactMap { $0.take("text") }.first
  }

  /// Whether a case can say the value of an Observation or component, if there is one.
  func isReadable(_ element: BundleElement) -> Bool {
    guard let value = element.child("value") else { return true }
    return value.is(R4.CodeableConcept.self) || value.lexeme != nil || form(value) != nil
  }

  /// Says of what has neither value nor words nor parts that it is absent, which a case demands.
  func completed<Valued: CaseReport.Valued>(_ valued: Valued, hasParts: Bool = false, _ element: BundleElement)
    -> Valued
  {
    guard valued.value == nil, valued.result == nil, valued.absent == nil, !hasParts else { return valued }
    var completed = valued
    completed.absent = .unknown
    report(
      CaseBackRule.assumed, "expected a value or the reason why it is absent; taken for unknown", at: element)
    return completed
  }

  /// How the value lies to its reference range.
  func flag(_ element: BundleElement) -> CaseReport.Flag? {
    for concept in element.children("interpretation") where concept.child("text") == nil {
      for code in concept.codes(in: CodeSystems.interpretation) {
        guard let flag = code.lexeme.flatMap(CaseReport.Flag.init(code:)) else { continue }
        code.take()
        return flag
      }
    }
    return nil
  }

  /// How the value changed.
  func trend(_ element: BundleElement) -> CaseReport.Trend? {
    element.children("interpretation").lazy.compactMap {
      $0.takeCode(in: CaseURLs.trend, as: CaseReport.Trend.self)
    }.first
  }
}

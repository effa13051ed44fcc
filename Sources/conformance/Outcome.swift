// What came of one case.

/// What came of one case.
enum Outcome: Equatable {
  case passed
  /// What was expected and what came instead.
  case failed(String)
  /// Whether the verdict is the expected one, what was expected and what came instead, and the result as JSON.
  case judged(Bool, String, result: String)
  /// How many facts were found of how many, and those that were not; the case holds if all are.
  case facts(Int, of: Int, missing: [String])
  /// Why the case cannot be judged.
  case skipped(String)
}

extension Outcome {
  /// What was expected and what came instead; nil if the case did not fail.
  var failure: String? {
    switch self {
    case .failed(let what), .judged(false, let what, _): what
    case .facts(_, _, let missing): missing.isEmpty ? nil : "not found: " + missing.joined(separator: ", ")
    case .passed, .judged, .skipped: nil
    }
  }
}

/// Judges one case of a suite.
typealias Judge = (Suite.Case) -> Outcome

/// Which suite is judged how.
enum Judges {
  static func judge(for suite: Suite) -> Judge {
    switch suite.name {
    case "fidelity": Fidelity.judge
    case "fhirpath": { _ in .skipped("there is no FHIRPath engine yet") }
    case "validator": ValidatorSuite.judge
    case "conversion": ConversionSuite.judge
    case "ucum": UCUMSuite.judge
    case "sql-on-fhir": { _ in .skipped("there are no ViewDefinitions yet") }
    default: { _ in .skipped("no judge for this suite") }
    }
  }
}

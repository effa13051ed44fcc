// Findings of one record, whose lines are counted at the end, all in one pass.

internal import FHIRCore

/// Collects findings, in time that is linear in the text however many there are.
struct JSONFindings {
  /// How many findings of one record are listed; a file that is wrong throughout would fill memory with them.
  static let limit = 1_000

  private struct Finding {
    let rule: Rule
    let message: String
    let offset: Int
    let path: String
    let hint: String?
  }

  private let source: SourceMap
  private var findings: [Finding] = []
  private var omitted = 0

  init(source: SourceMap) { self.source = source }

  /// Whether one more finding is listed; if not, it is counted.
  ///
  /// Asked first, so that nothing is worked out in vain.
  mutating func hasRoom() -> Bool {
    if findings.count < Self.limit { return true }
    omitted += 1
    return false
  }

  mutating func report(_ rule: Rule, _ message: String, at offset: Int, path: String, hint: String? = nil) {
    findings.append(Finding(rule: rule, message: message, offset: offset, path: path, hint: hint))
  }

  /// The findings in the order of the text, and at their end how many were left out, if any were.
  consuming func finish() -> [Diagnostic] {
    guard !findings.isEmpty else { return [] }
    // What is said of a `resourceType` that is looked for comes before its turn.
    let sorted = findings.enumerated().sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
    let places = source.places(of: sorted.map(\.element.offset))
    var diagnostics = zip(sorted, places).map { finding, place in
      var place = place
      place.path = finding.element.path
      return Diagnostic(finding.element.rule, finding.element.message, at: place, hint: finding.element.hint)
    }
    if omitted > 0 {
      diagnostics.append(
        Diagnostic(
          JSONRule.tooMany, "expected fewer findings; \(omitted) more are not listed", at: Place(file: source.file)))
    }
    return diagnostics
  }
}

// Findings of one record, whose lines are counted at the end, all in one pass.

/// Collects what a reader finds in a record, in time that is linear in the text however much it is.
package struct RecordFindings {
  /// How many findings of each severity are listed; a file that is wrong throughout would fill memory with them.
  package static let limit = 1_000

  private struct Finding {
    let rule: Rule
    let message: String
    let offset: Int
    let path: String
    let hint: String?
  }

  private let source: SourceMap
  private var findings: [Finding] = []
  private var listed: [Rule.Severity: Int] = [:]
  /// How many more there are of each severity than are listed.
  package private(set) var unlisted: [Rule.Severity: Int] = [:]

  /// Begins without findings; the source is that of the record.
  package init(source: SourceMap) { self.source = source }

  /// Whether one more finding of a rule is listed; if not, it is counted.
  ///
  /// Asked first, so that nothing is worked out in vain.
  package mutating func hasRoom(for rule: Rule) -> Bool {
    if listed[rule.severity, default: 0] < Self.limit { return true }
    unlisted[rule.severity, default: 0] += 1
    return false
  }

  /// Adds a finding at an offset of the text.
  package mutating func report(_ rule: Rule, _ message: String, at offset: Int, path: String, hint: String? = nil) {
    listed[rule.severity, default: 0] += 1
    findings.append(Finding(rule: rule, message: message, offset: offset, path: path, hint: hint))
  }

  /// The findings that are listed, in the order of the text.
  package func finish() -> [Diagnostic] {
    guard !findings.isEmpty else { return [] }
    // What is said of a `resourceType` that is looked for comes before its turn.
    let sorted = findings.enumerated().sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
    let places = source.places(of: sorted.map(\.element.offset))
    return zip(sorted, places).map { finding, place in
      var place = place
      place.path = finding.element.path.isEmpty ? nil : finding.element.path
      return Diagnostic(finding.element.rule, finding.element.message, at: place, hint: finding.element.hint)
    }
  }
}

extension [Rule.Severity: Int] {
  /// Adds the counts of another.
  package mutating func add(_ other: Self) { merge(other, uniquingKeysWith: +) }
}

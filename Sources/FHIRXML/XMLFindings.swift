// Findings of one record, whose lines are counted at the end, all in one pass.

internal import FHIRCore

/// Collects findings, in time that is linear in the text however many there are.
struct XMLFindings {
  /// How many findings of one record are listed.
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
  /// Where the first comment or processing instruction stands, and how many there are.
  private var firstComment: Int?
  private var comments = 0

  init(source: SourceMap) { self.source = source }

  /// Whether another finding will be listed; if not, it is only counted, by `omit`.
  var isOpen: Bool { findings.count < Self.limit }

  mutating func omit() { omitted += 1 }

  mutating func report(_ rule: Rule, _ message: String, at offset: Int, path: String, hint: String? = nil) {
    findings.append(Finding(rule: rule, message: message, offset: offset, path: path, hint: hint))
  }

  mutating func noteComment(at offset: Int) {
    if firstComment == nil { firstComment = offset }
    comments += 1
  }

  func finish() -> [Diagnostic] {
    var all = findings
    if let firstComment {
      let message = comments == 1 ? "a comment is not carried" : "\(comments) comments are not carried"
      all.append(Finding(rule: FHIRXMLRule.comment, message: message, offset: firstComment, path: "", hint: nil))
    }
    let sorted = all.enumerated().sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
    let places = source.places(of: sorted.map(\.element.offset))
    var diagnostics = zip(sorted, places).map { finding, place in
      var place = place
      place.path = finding.element.path.isEmpty ? nil : finding.element.path
      return Diagnostic(finding.element.rule, finding.element.message, at: place, hint: finding.element.hint)
    }
    if omitted > 0 {
      diagnostics.append(
        Diagnostic(
          FHIRXMLRule.tooMany, "expected fewer findings; \(omitted) more are not listed", at: Place(file: source.file)))
    }
    return diagnostics
  }
}

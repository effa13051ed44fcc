// Findings of one record, with lines counted as they come.

internal import FHIRCore

/// Collects diagnostics, in time that is linear in the text however many there are.
struct JSONFindings {
  /// How many findings of one record are listed; a file that is wrong throughout would fill memory with them.
  static let limit = 1_000

  private(set) var diagnostics: [Diagnostic] = []
  private var omitted = 0
  private let source: SourceMap
  private var line: Int
  private var lineStart = 0
  private var counted = 0

  init(source: SourceMap) {
    self.source = source
    line = source.firstLine
  }

  /// Whether one more finding is listed; if not, it is counted.
  ///
  /// Asked first, so that nothing is worked out in vain.
  mutating func hasRoom() -> Bool {
    if diagnostics.count < Self.limit { return true }
    omitted += 1
    return false
  }

  mutating func report(_ rule: Rule, _ message: String, at offset: Int, path: String, hint: String? = nil) {
    diagnostics.append(Diagnostic(rule, message, at: place(of: offset, path: path), hint: hint))
  }

  /// Says how many findings were left out, if any were.
  mutating func finish() -> [Diagnostic] {
    if omitted > 0 {
      diagnostics.append(
        Diagnostic(
          JSONRule.tooMany, "expected fewer findings; \(omitted) more are not listed", at: Place(file: source.file)))
    }
    return diagnostics
  }

  /// The place of an offset: counts on from the last one, for findings come in the order of the text, or nearly.
  private mutating func place(of offset: Int, path: String) -> Place {
    guard offset >= counted else { return source.place(of: offset, path: path) }
    let text = source.text
    let bytes = text.span
    for index in counted..<min(offset, bytes.count) where bytes[index] == ASCII.lineFeed {
      line += 1
      lineStart = index + 1
    }
    counted = offset
    return Place(file: source.file, line: line, column: offset - lineStart + 1, path: path)
  }
}

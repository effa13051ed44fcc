// Reads a case file: bytes to a case, or to what is wrong with it.

public import FHIRCore
public import Terminology

/// Limits that keep a hostile file from costing more than it is worth.
public struct CaseLimits: Sendable, Hashable {
  /// The size of a file in bytes.
  public var bytes: Int
  /// How deep lists and keys may nest; a case nests eight deep.
  public var depth: Int
  /// How many findings are reported.
  public var findings: Int

  /// Sets limits.
  public init(bytes: Int = 8 << 20, depth: Int = 64, findings: Int = 100) {
    self.bytes = bytes
    self.depth = depth
    self.findings = findings
  }
}

/// How a case is written down.
public enum CaseSyntax: Sendable, Hashable {
  /// As YAML.
  case yaml
  /// As JSON.
  case json
}

/// What reading a case file gives.
public struct CaseReading: Sendable {
  /// The case; `nil` if there is an error.
  public let report: CaseReport?
  /// Where its texts stand.
  public let source: CaseSource?
  /// What was found, in the order of the file.
  public let diagnostics: [Diagnostic]
}

extension CaseReport {
  /// Reads a case file in YAML or JSON, with every check.
  ///
  /// Unless it is said, a file whose name ends in `.json`, or that begins with `{`, is JSON. All findings are reported, not only the
  /// first; no message repeats a text of the file, apart from ids and keys.
  ///
  /// ```swift
  /// let reading = CaseReport.read(bytes, file: "case.yaml")
  /// for finding in reading.diagnostics { print(finding) }
  /// // case.yaml:113:9: error: no anchor with this id; did you mean 'T10'? [case.anchor.unknown]
  /// //   at conditions[12].at · hint: anchors: T0 … T12
  /// ```
  ///
  /// - Parameters:
  ///   - bytes: The content of the file.
  ///   - file: What the user calls the file; `-` is standard input.
  ///   - syntax: How the file is written; nil to tell by its name and first character.
  ///   - units: The units that values and doses may have.
  ///   - limits: What is too much.
  /// - Returns: The case, unless there is an error; the places of its texts; and what was found.
  public static func read(
    _ bytes: [UInt8], file: String, syntax: CaseSyntax? = nil, units: UnitTable = Vocabulary.embedded.units,
    limits: CaseLimits = CaseLimits()
  ) -> CaseReading {
    var diagnostics: [Diagnostic] = []
    do {
      let text = try SourceText(bytes, file: file, limit: limits.bytes, diagnostics: &diagnostics)
      let looksLikeJSON = file.hasSuffix(".json") || text.bytes.first { $0 > 0x20 } == UInt8(ascii: "{")
      let isJSON = syntax.map { $0 == .json } ?? looksLikeJSON
      let tree =
        isJSON
        ? JSONCaseReader.read(text, depthLimit: limits.depth, diagnostics: &diagnostics)
        : YAMLReader.read(text, depthLimit: limits.depth, diagnostics: &diagnostics)
      guard let root = tree else {
        return CaseReading(report: nil, source: nil, diagnostics: Self.ordered(diagnostics, limit: limits.findings))
      }
      var shape = ShapeCheck(text, units: units)
      shape.run(root)
      diagnostics += shape.diagnostics
      diagnostics += ReferenceCheck(text, shape.index).diagnostics
      diagnostics += TimeCheck(text, shape.index).diagnostics
      let isSound = !diagnostics.contains { $0.rule.severity == .error }
      return CaseReading(
        report: isSound ? try Self.decode(root, text) : nil, source: CaseSource(text, shape.index),
        diagnostics: Self.ordered(diagnostics, limit: limits.findings))
    } catch {
      return CaseReading(
        report: nil, source: nil, diagnostics: Self.ordered(diagnostics + [error], limit: limits.findings))
    }
  }

  private static func decode(_ root: CaseNode, _ text: SourceText) throws(Diagnostic) -> CaseReport {
    do {
      return try CaseReport(from: CaseNodeDecoder(root))
    } catch {
      // The checks let through only what decodes; this says so if they ever do not.
      throw Diagnostic(CaseRule.type, "expected a case that decodes", at: text.place(of: 0))
    }
  }

  /// Findings in the order of the file, cut off at a limit.
  private static func ordered(_ diagnostics: [Diagnostic], limit: Int) -> [Diagnostic] {
    let sorted = diagnostics.enumerated().sorted {
      ($0.element.place.line, $0.element.place.column, $0.offset)
        < ($1.element.place.line, $1.element.place.column, $1.offset)
    }.map(\.element)
    guard sorted.count > limit, let last = sorted.prefix(limit).last else { return sorted }
    return sorted.prefix(limit) + [
      Diagnostic(CaseRule.more, "\(sorted.count - limit) more findings are not shown", at: last.place)
    ]
  }
}

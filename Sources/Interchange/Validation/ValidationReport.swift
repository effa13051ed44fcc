// The report of a validation, for people.

public import FHIRCore
public import FHIRValidation

/// What was found in many files, in their order.
public struct ValidationReport: Sendable {
  /// The least severity that is listed.
  public var level = Rule.Severity.information
  /// The most findings of one file that are listed; the rest is counted.
  public var most = Int.max
  /// The mildest severity that makes a file fail.
  public var failsFrom = Rule.Severity.error
  /// Whether values of the files may be shown.
  public var showsValues = false
  /// The results, in the order of the files.
  public var results: [FileValidation] = []

  /// Begins without results.
  public init() {}

  /// Whether no file fails.
  public var isPassed: Bool { results.allSatisfy(passes) }

  /// Whether a file has no finding of a severity that makes it fail.
  func passes(_ result: FileValidation) -> Bool { !result.counts.contains { $0.key <= failsFrom } }

  /// What was not checked in any of the files.
  public var unchecked: Unchecked {
    results.reduce(into: Unchecked()) { $0.add($1.unchecked) }
  }

  /// The findings of a file that are listed, and how many more there are.
  func listed(_ result: FileValidation) -> (findings: [Diagnostic], unlisted: Int) {
    let wanted = result.findings.filter { $0.rule.severity <= level }
    let listed = wanted.limited(to: most)
    let count = result.counts.reduce(0) { $0 + ($1.key <= level ? $1.value : 0) }
    return (listed, count - listed.count)
  }

  /// The findings by file, what was not checked, and a line for all.
  public var text: String { text(inColor: false) }

  /// The findings by file, what was not checked, and a line for all.
  ///
  /// - Parameter inColor: whether severities and carets are coloured, as only a terminal shows it.
  /// - Returns: the report for people.
  public func text(inColor: Bool) -> String {
    var text = ""
    for result in results {
      let (listed, unlisted) = listed(result)
      text += "\(result.file): \(verdict(result))\n"
      for finding in listed {
        text += described(finding, result.excerpts[finding.place], inColor: inColor)
      }
      if unlisted > 0 { text += "  \(Self.more(unlisted))\n" }
    }
    text += notChecked.map { "not checked: \($0)\n" }.joined()
    let valid = results.count(where: \.isValid)
    text += "\(results.count) \(results.count == 1 ? "file" : "files"): \(valid) valid, \(results.count - valid) not"
    if failsFrom > .error { text += "; \(results.count { !passes($0) }) with warnings or errors" }
    text += "\n"
    return text
  }

  private func described(_ finding: Diagnostic, _ excerpt: Excerpt?, inColor: Bool) -> String {
    let severity = finding.rule.severity
    func colored(_ text: String) -> String { inColor ? "\u{1b}[\(Self.color(severity))m\(text)\u{1b}[0m" : text }
    var description = finding.description(showingValues: showsValues)
    let position = printable(finding.place.filePosition) + ": "
    if description.hasPrefix(position + severity.rawValue) {
      let rest = description.dropFirst(position.count + severity.rawValue.count)
      description = position + colored(severity.rawValue) + rest
    }
    var lines = description.split(separator: "\n").map { "  \($0)\n" }
    if let excerpt {
      lines.append("    | \(excerpt.text)\n")
      lines.append("    | \(String(repeating: " ", count: excerpt.indent))\(colored("^"))\n")
    }
    return lines.joined()
  }

  /// That there are findings that are not listed.
  static func more(_ unlisted: Int) -> String { "\(unlisted) more \(unlisted == 1 ? "is" : "are") not listed" }

  /// The number by which terminals know a bold colour.
  private static func color(_ severity: Rule.Severity) -> String {
    switch severity {
    case .error: "1;31"
    case .warning: "1;33"
    case .information: "1;36"
    }
  }

  /// What was not checked, in words, one line for each kind.
  var notChecked: [String] {
    let unchecked = unchecked
    var lines = ["invariants written in FHIRPath"]
    func add(_ what: String, _ urls: Set<String>) {
      guard !urls.isEmpty else { return }
      let shown = urls.sorted().prefix(5).map { printable($0) }.joined(separator: ", ")
      lines.append("\(what) \(shown)" + (urls.count > 5 ? ", and \(urls.count - 5) more" : ""))
    }
    add("profiles", unchecked.profiles)
    add("what extensions mean:", unchecked.extensions)
    add("codes of the value sets", unchecked.valueSets)
    add("codes of the code systems", unchecked.codeSystems)
    if unchecked.references > 0 { lines.append("references that lead out of their file: \(unchecked.references)") }
    return lines
  }

  private func verdict(_ result: FileValidation) -> String {
    // Warnings make no file invalid, though they may be what the job fails for.
    let verdict = result.isValid ? passes(result) ? "valid" : "valid, but not passed" : "not valid"
    let counts = counts(of: result)
    return verdict + (counts.isEmpty ? "" : ", \(counts)")
  }

  /// How many findings there are of each severity, in words: `1 error, 2 warnings`.
  func counts(of result: FileValidation) -> String {
    [Rule.Severity.error, .warning, .information].compactMap { severity in
      result.counts[severity].map { count in
        "\(count) \(severity.rawValue)\(count == 1 || severity == .information ? "" : "s")"
      }
    }.joined(separator: ", ")
  }
}

// What came of validating one file.

public import FHIRCore
public import FHIRValidation

/// What came of validating one file.
public struct FileValidation: Sendable {
  /// The file, as the user named it.
  public let file: String
  /// What it was found to be.
  public let format: DetectedFormat
  /// What was found, in the order of the file: of each severity as much as was asked for.
  public private(set) var findings: [Diagnostic] = []
  /// How much was found of each severity.
  public private(set) var counts: [Rule.Severity: Int] = [:]
  /// What could not be judged.
  public internal(set) var unchecked = Unchecked()
  /// How many records, that is resources or cases, were read.
  public internal(set) var records = 0
  /// The lines that findings are about, as far as they can be shown.
  private(set) var excerpts: [Place: Excerpt] = [:]
  /// How many findings of each severity are kept.
  private let most: Int
  private var kept: [Rule.Severity: Int] = [:]

  /// Whether there is no error.
  public var isValid: Bool { counts[.error] == nil }

  /// The result of a file that could not be read.
  public init(unreadable file: String, _ finding: Diagnostic) {
    self.init(file, .unknown, most: 1)
    note([finding])
  }

  /// Begins without findings.
  init(_ file: String, _ format: DetectedFormat, most: Int) {
    self.file = file
    self.format = format
    self.most = most
  }

  /// Adds findings; those that are too many of their severity are only counted.
  ///
  /// - Parameters:
  ///   - found: the findings.
  ///   - excerpts: tells the lines that some places are about; asked only for what is kept.
  mutating func note(_ found: [Diagnostic], excerpts: ([Place]) -> [Place: Excerpt] = { _ in [:] }) {
    var places: [Place] = []
    for finding in found {
      counts[finding.rule.severity, default: 0] += 1
      guard kept[finding.rule.severity, default: 0] < most else { continue }
      kept[finding.rule.severity, default: 0] += 1
      findings.append(finding)
      places.append(finding.place)
    }
    if !places.isEmpty { self.excerpts.merge(excerpts(places)) { first, _ in first } }
  }

  /// Counts what was found and is not listed.
  mutating func count(_ unlisted: [Rule.Severity: Int]) { counts.add(unlisted) }

  /// Brings the findings into the order of the file.
  mutating func sort() {
    let order = findings.indices.sorted {
      (findings[$0].place.line, findings[$0].place.column, $0) < (
        findings[$1].place.line, findings[$1].place.column, $1
      )
    }
    findings = order.map { findings[$0] }
  }
}

// What became of one input.

public import FHIRCore
public import Mapping
public import Terminology

/// What became of one input: the output, and what there is to say about it.
public struct Conversion: Sendable {
  /// How it went.
  public enum Outcome: Sendable, Hashable {
    /// Everything of the input is in the output, or a rule says why not.
    case whole
    /// There is an output, and the ledger says what of the input is not in it.
    case incomplete
    /// The input is not what it should be; there is no output, and the diagnostics say why.
    case refused
    /// The input is of a format that is known and not read; there is no output.
    case foreign
    /// This is asked of an input for which it cannot be done; the text says what can.
    case unsupported(String)
  }

  /// How it went.
  public var outcome: Outcome
  /// What the input was found to be, or was said to be.
  public var format: DetectedFormat
  /// The output, if there is one.
  public var output: [UInt8]?
  /// What was found.
  public var diagnostics: [Diagnostic]
  /// What is not in the output, one finding for each unmapped piece of the input.
  public var losses: [Diagnostic] = []
  /// How many more findings and losses there are than are listed.
  public var unlisted = 0
  /// Where the source that comes back from the output differs from the source; nil if that was not tried.
  public var back: [Diagnostic]?
  /// The resources of the output, or of the input if the output is no FHIR.
  public var resources: ResourceCounts
  /// Where each piece of the input went; nil if the input is copied whole, or it was not asked for.
  public var ledger: Ledger?
  /// How many values of a legacy document are in each state; nil of other inputs.
  public var totals: Ledger.Totals?
  /// How the values of FHIR went into a legacy document; nil if none was written.
  public var grades: Mapping.Grades?
  /// Which names of the input got a code; nil if none were looked up.
  public var coding: CodingReport?

  init(
    _ outcome: Outcome, of format: DetectedFormat, output: [UInt8]? = nil, diagnostics: [Diagnostic] = [],
    resources: ResourceCounts = ResourceCounts()
  ) {
    self.outcome = outcome
    self.format = format
    self.output = output
    self.diagnostics = diagnostics
    self.resources = resources
  }

  /// Whether the input is a legacy document.
  public var isOfDialect: Bool { totals != nil }

  /// Whether the input is no FHIR and became some, so that each of its values is accounted for.
  public var isOfSource: Bool { ledger != nil || totals != nil }

  /// Says of each finding which of several documents it is about.
  mutating func number(as number: Int) {
    func numbered(_ finding: Diagnostic) -> Diagnostic {
      var finding = finding
      finding.place.path = "message \(number)" + (finding.place.path.map { ": \($0)" } ?? "")
      return finding
    }
    diagnostics = diagnostics.map(numbered)
    losses = losses.map(numbered)
  }

  /// What became of several documents in one file; one that is refused does not keep the others from being written.
  init(_ parts: some Sequence<Conversion>, of format: DetectedFormat, diagnostics: [Diagnostic] = []) {
    self.init(.whole, of: format, diagnostics: diagnostics)
    for part in parts { add(part) }
    if output == nil, outcome != .whole { outcome = .refused }
  }

  private mutating func add(_ next: Conversion) {
    if next.outcome != .whole { outcome = .incomplete }
    // In place: there may be a hundred thousand of them.
    if let more = next.output {
      if output == nil { output = [] }
      output?.append(contentsOf: more)
    }
    diagnostics += next.diagnostics
    losses += next.losses
    unlisted += next.unlisted
    if let more = next.back {
      if back == nil { back = [] }
      back?.append(contentsOf: more)
    }
    resources.add(next.resources)
    if let more = next.ledger {
      if ledger == nil { ledger = Ledger() }
      ledger?.rows.append(contentsOf: more.rows)
    }
    if let more = next.totals { totals = totals.map { $0 + more } ?? more }
    if let more = next.grades { grades = grades.map { $0 + more } ?? more }
    if let more = next.coding {
      coding = coding ?? CodingReport()
      coding?.add(more)
    }
  }
}

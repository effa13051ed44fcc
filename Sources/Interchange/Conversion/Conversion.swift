// What became of one input.

public import FHIRCore

/// What became of one input: the output, and what there is to say about it.
public struct Conversion: Sendable {
  /// How it went.
  public enum Outcome: Sendable, Hashable {
    /// Everything of the input is in the output, or a rule says why not.
    case whole
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
  /// The resources of the output.
  public var resources: ResourceCounts

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
}

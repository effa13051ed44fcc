// Trials of a mapping on its samples, in words.

public import FHIRCore
internal import Mapping
internal import SourceTree

/// Tries a mapping on documents.
public struct MappingTrials: Sendable {
  private let mapping: Mapping
  private let share: Int

  /// What is said of one document.
  public struct Report: Sendable {
    /// What is there in lines.
    public let text: String
    /// Why the document could not be tried.
    public let findings: [Diagnostic]
    /// Whether every law holds.
    public let holds: Bool
  }

  /// Takes a mapping.
  ///
  /// - Parameters:
  ///   - text: the mapping file.
  ///   - file: what the user calls it.
  ///   - share: every so manieth value is tried alone.
  /// - Throws: a `Diagnostic` if the mapping cannot be used.
  public init(_ text: [UInt8], file: String, every share: Int) throws(Diagnostic) {
    mapping = try Mapping(text, file: file)
    self.share = share
  }

  /// Tries the mapping on one document.
  public func report(on bytes: [UInt8], file: String) -> Report {
    do throws(Diagnostic) {
      let trial = try MappingTrial(
        mapping, on: LegacySyntax(of: bytes).read(bytes, file: file, encoding: nil), every: share)
      return Report(text: Self.text(of: trial, file), findings: [], holds: trial.holds)
    } catch {
      return Report(text: "", findings: [error], holds: false)
    }
  }

  private static func text(of trial: MappingTrial, _ file: String) -> String {
    let leaves = trial.leaves
    let share = leaves.count == 0 ? 100 : leaves.mapped * 100 / leaves.count
    var lines = [
      "\(file): \(share) % mapped (\(leaves)), \(trial.exceptions) exceptions stored",
      "  comes back \(trial.isEqual ? "equal" : "different"); read again \(trial.isStable ? "the same" : "different")",
      "  changed values: \(trial.mutations.mapped) seen in FHIR, \(trial.mutations.carried) only in what is carried, "
        + "\(trial.mutations.ignored) ignored, \(trial.mutations.missed.count) missed",
      "  edits of FHIR: \(trial.edits.kept) written, \(trial.edits.reported) reported, \(trial.edits.silent.count) lost in silence",
      "  values removed: \(trial.removals.kept) gone, \(trial.removals.reported) reported, \(trial.removals.silent.count) in silence not gone",
    ]
    lines += trial.mutations.missed.map { "  missed: \($0)" } + trial.edits.silent.map { "  lost in silence: \($0)" }
    lines += trial.removals.silent.map { "  in silence not gone: \($0)" }
    return lines.map { $0 + "\n" }.joined()
  }
}

// What a finding is an instance of: a stable id, its severity, and what happened to the data.

/// A rule that a file can break, known by a stable dotted id such as `json.duplicate-key`.
///
/// Rules are declared as `static let` in `enum` namespaces beside the code that applies them, and listed there in
/// `static let all`, from which `Docs/Rules.md` is generated. An id never changes its meaning.
public struct Rule: Sendable, Hashable {
  /// How bad a finding is.
  public enum Severity: String, Sendable, Hashable, Comparable {
    /// The input is invalid, or something was lost or could not be done.
    case error
    /// The input is valid but probably not what was meant.
    case warning
    /// Worth knowing; nothing is wrong.
    case information

    /// Orders from the worst to the mildest.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .error: 0
      case .warning: 1
      case .information: 2
      }
    }
  }

  /// What happened to the data that broke the rule.
  public enum Effect: String, Sendable, Hashable {
    /// The data are carried unchanged.
    case kept
    /// The data were changed to what they can only have meant.
    case repaired
    /// The data are not in the output.
    case dropped
    /// The input was refused; there is no output.
    case refused
  }

  /// The stable dotted id.
  public let id: String
  /// How bad a finding is.
  public let severity: Severity
  /// What happens to the data.
  public let effect: Effect
  /// One sentence for the rule's documentation.
  public let summary: String

  /// Declares a rule.
  public init(_ id: String, _ severity: Severity, _ effect: Effect, _ summary: String) {
    self.id = id
    self.severity = severity
    self.effect = effect
    self.summary = summary
  }
}

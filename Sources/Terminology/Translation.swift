// What a concept map says a printed name is in a code system, and how well the two agree.

/// A code for a name, with what the map says about how well it fits.
public struct Translation: Sendable, Hashable {
  /// The code system, as a URI.
  public var system: String
  /// The code.
  public var code: String
  /// The code's own name in its system; nil where the map leaves it out.
  public var display: String?
  /// How the code's meaning relates to the name's.
  public var equivalence: Equivalence
  /// What the code leaves out or adds.
  public var comment: String?

  /// Makes a translation.
  public init(
    system: String, code: String, display: String? = nil, equivalence: Equivalence = .equal, comment: String? = nil
  ) {
    self.system = system
    self.code = code
    self.display = display
    self.equivalence = equivalence
    self.comment = comment
  }
}

/// How the meaning of a target relates to that of its source: R4's ConceptMapEquivalence.
public enum Equivalence: String, Sendable, Hashable, CaseIterable {
  /// Related in a way that is not said.
  case relatedto
  /// The same meaning in other words.
  case equivalent
  /// The same meaning, identically defined.
  case equal
  /// The target means more than the source.
  case wider
  /// The source is a kind of the target.
  case subsumes
  /// The target means less than the source.
  case narrower
  /// The target is a kind of the source.
  case specializes
  /// The meanings overlap.
  case inexact
  /// The source has no target.
  case unmatched
  /// The target was considered and found not to match.
  case disjoint

  /// Whether a target of this kind may stand for its source.
  var isMatch: Bool { self != .unmatched && self != .disjoint }
}

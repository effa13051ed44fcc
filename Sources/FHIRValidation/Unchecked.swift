// What a validation could not judge: said in every report, never silently passed.

/// What was not checked, and why.
public struct Unchecked: Sendable, Hashable {
  /// Value sets whose codes are not all at hand, by URL.
  public internal(set) var valueSets: Set<String> = []
  /// Code systems whose codes are not all at hand, by URL.
  public internal(set) var codeSystems: Set<String> = []
  /// Profiles that resources claim in `meta.profile`, by URL.
  public internal(set) var profiles: Set<String> = []
  /// Extensions whose definitions are not at hand, by URL.
  public internal(set) var extensions: Set<String> = []
  /// References that lead out of the file: how many.
  public internal(set) var references = 0

  /// Begins with nothing.
  public init() {}

  mutating func note(codeSystem url: String) { codeSystems.insert(url) }

  /// Adds what could not be judged elsewhere.
  public mutating func add(_ other: Unchecked) {
    valueSets.formUnion(other.valueSets)
    codeSystems.formUnion(other.codeSystems)
    profiles.formUnion(other.profiles)
    extensions.formUnion(other.extensions)
    references += other.references
  }
}

// Hints that were looked for before: in files of one origin the same wrong codes come again and again.

/// The hints that were found last, by code and set of codes.
struct Hints: Sendable {
  private struct Key: Hashable {
    let code: String
    let url: String
  }

  private var known: [Key: String?] = [:]
  /// More are no repetition.
  private static let most = 1_000

  /// The hint for a code that a set of codes does not have; looked for if it is not known.
  mutating func hint(for code: String, of url: String, _ look: () -> String?) -> String? {
    let key = Key(code: code, url: url)
    if let hint = known[key] { return hint }
    let hint = look()
    if known.count == Self.most { known = [:] }
    known[key] = hint
    return hint
  }
}

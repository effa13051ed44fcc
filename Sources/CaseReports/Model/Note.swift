// A remark on an entry or a part of one.

extension CaseReport {
  /// A remark.
  public struct Note: Codable, Hashable, Sendable, Stated {
    /// The remark.
    public var text: String
    /// The moment it is about.
    public var at: RelativeTime?
    /// The statements it says.
    public var states: [String]
    /// The words of the article.
    public var quote: String?
    /// How it is known; `nil` means stated.
    public var basis: Basis?

    /// Makes a remark.
    public init(
      text: String, at: RelativeTime? = nil, states: [String] = [], quote: String? = nil, basis: Basis? = nil
    ) {
      self.text = text
      self.at = at
      self.states = states
      self.quote = quote
      self.basis = basis
    }
  }
}

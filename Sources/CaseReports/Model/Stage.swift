// The stage of a condition and the parts it is made of.

extension CaseReport {
  /// The stage of a condition.
  public struct Stage: Codable, Hashable, Sendable, Stated {
    /// The stage as printed.
    public var name: String
    /// The classification and its edition, as printed.
    public var method: String?
    /// The parts, such as T, N and M.
    public var parts: [Part]
    /// The statements it says.
    public var states: [String]
    /// The words of the article.
    public var quote: String?
    /// How it is known; `nil` means stated.
    public var basis: Basis?
    /// Remarks.
    public var notes: [Note]

    /// States a stage.
    public init(
      name: String, method: String? = nil, parts: [Part] = [], states: [String] = [], quote: String? = nil,
      basis: Basis? = nil, notes: [Note] = []
    ) {
      self.name = name
      self.method = method
      self.parts = parts
      self.states = states
      self.quote = quote
      self.basis = basis
      self.notes = notes
    }
  }
}

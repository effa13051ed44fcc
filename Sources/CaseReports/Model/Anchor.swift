// The named moments that everything else counts from.

extension CaseReport {
  /// A named moment, placed by another anchor, by a printed date, or not at all (then it is a root).
  public struct Anchor: Codable, Hashable, Sendable, Entry {
    /// The name that times use: any word.
    public var id: String
    /// What happened then, as printed.
    public var name: String
    /// Where it lies; `nil` for a root.
    public var at: AnchorTime?
    /// The event it is tied to; an anchor that others count from has one.
    public var event: AnchorEvent?
    /// The statements it says.
    public var states: [String]
    /// The words of the article.
    public var quote: String?
    /// How it is known; `nil` means stated.
    public var basis: Basis?
    /// Remarks.
    public var notes: [Note]

    /// Names a moment.
    public init(
      id: String, name: String, at: AnchorTime? = nil, event: AnchorEvent? = nil, states: [String] = [],
      quote: String? = nil, basis: Basis? = nil, notes: [Note] = []
    ) {
      self.id = id
      self.name = name
      self.at = at
      self.event = event
      self.states = states
      self.quote = quote
      self.basis = basis
      self.notes = notes
    }

    private enum CodingKeys: String, CodingKey {
      case id, name, at
      case event = "is"
      case states, quote, basis, notes
    }
  }
}

// A dose of a treatment and when it was in force.

extension CaseReport {
  /// A dose.
  public struct Dose: Codable, Hashable, Sendable, Stated, Timed {
    /// The dose as printed.
    public var dose: DoseText?
    /// The route as printed.
    public var route: String?
    /// How long it was given.
    public var lasting: Interval?
    /// A moment at which it was in force.
    public var at: RelativeTime?
    /// The beginning.
    public var from: RelativeTime?
    /// The end.
    public var until: RelativeTime?
    /// The whole dosage as printed.
    public var text: String?
    /// The statements it says.
    public var states: [String]
    /// The words of the article.
    public var quote: String?
    /// How it is known; `nil` means stated.
    public var basis: Basis?
    /// Remarks.
    public var notes: [Note]

    /// States a dose.
    public init(
      dose: DoseText? = nil, route: String? = nil, lasting: Interval? = nil, at: RelativeTime? = nil,
      from: RelativeTime? = nil, until: RelativeTime? = nil, text: String? = nil, states: [String] = [],
      quote: String? = nil, basis: Basis? = nil, notes: [Note] = []
    ) {
      self.dose = dose
      self.route = route
      self.lasting = lasting
      self.at = at
      self.from = from
      self.until = until
      self.text = text
      self.states = states
      self.quote = quote
      self.basis = basis
      self.notes = notes
    }
  }
}

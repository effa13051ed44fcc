// What was found: the results of investigations, the entries of the course, and the parts of both.

extension CaseReport {
  /// A result of an investigation, or an entry of the course.
  public struct Result: Codable, Hashable, Sendable, Entry, Timed, Valued {
    /// The id.
    public var id: String
    /// What was looked at, as printed.
    public var name: String
    /// A measured value as printed.
    public var value: MeasuredValue?
    /// Words as printed; beside a value they interpret it.
    public var result: String?
    /// Why there is neither.
    public var absent: AbsentReason?
    /// The moment.
    public var at: RelativeTime?
    /// The beginning.
    public var from: RelativeTime?
    /// The end.
    public var until: RelativeTime?
    /// How the value lies to its reference range.
    public var flag: Flag?
    /// How it changed.
    public var trend: Trend?
    /// Where in the body, as printed.
    public var site: String?
    /// How, as printed.
    public var method: String?
    /// The entries it is about.
    public var about: [String]
    /// What it is made of.
    public var parts: [Part]
    /// The statements it says.
    public var states: [String]
    /// The words of the article.
    public var quote: String?
    /// How it is known; `nil` means stated.
    public var basis: Basis?
    /// Remarks.
    public var notes: [Note]

    /// States a result.
    public init(
      id: String, name: String, value: MeasuredValue? = nil, result: String? = nil, absent: AbsentReason? = nil,
      at: RelativeTime? = nil, from: RelativeTime? = nil, until: RelativeTime? = nil, flag: Flag? = nil,
      trend: Trend? = nil, site: String? = nil, method: String? = nil, about: [String] = [], parts: [Part] = [],
      states: [String] = [], quote: String? = nil, basis: Basis? = nil, notes: [Note] = []
    ) {
      self.id = id
      self.name = name
      self.value = value
      self.result = result
      self.absent = absent
      self.at = at
      self.from = from
      self.until = until
      self.flag = flag
      self.trend = trend
      self.site = site
      self.method = method
      self.about = about
      self.parts = parts
      self.states = states
      self.quote = quote
      self.basis = basis
      self.notes = notes
    }
  }

  /// A part of a result or of a stage; it has no parts of its own.
  public struct Part: Codable, Hashable, Sendable, Stated, Valued {
    /// What was looked at, as printed.
    public var name: String
    /// A measured value as printed.
    public var value: MeasuredValue?
    /// Words as printed; beside a value they interpret it.
    public var result: String?
    /// Why there is neither.
    public var absent: AbsentReason?
    /// How the value lies to its reference range.
    public var flag: Flag?
    /// How it changed.
    public var trend: Trend?
    /// The statements it says.
    public var states: [String]
    /// The words of the article.
    public var quote: String?
    /// How it is known; `nil` means stated.
    public var basis: Basis?
    /// Remarks.
    public var notes: [Note]

    /// States a part.
    public init(
      name: String, value: MeasuredValue? = nil, result: String? = nil, absent: AbsentReason? = nil,
      flag: Flag? = nil, trend: Trend? = nil, states: [String] = [], quote: String? = nil, basis: Basis? = nil,
      notes: [Note] = []
    ) {
      self.name = name
      self.value = value
      self.result = result
      self.absent = absent
      self.flag = flag
      self.trend = trend
      self.states = states
      self.quote = quote
      self.basis = basis
      self.notes = notes
    }
  }
}

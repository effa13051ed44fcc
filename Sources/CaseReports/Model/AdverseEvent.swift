// Adverse events and what is suspected to have caused them.

extension CaseReport {
  /// An adverse event.
  public struct AdverseEvent: Codable, Hashable, Sendable, Entry, Timed {
    /// R4's adverse-event-severity.
    public enum Severity: String, Codable, Hashable, Sendable, CaseIterable {
      /// Mild.
      case mild
      /// Moderate.
      case moderate
      /// Severe.
      case severe
    }

    /// R4's adverse-event-outcome.
    public enum Outcome: String, Codable, Hashable, Sendable, CaseIterable {
      /// Gone.
      case resolved
      /// Getting better.
      case recovering
      /// Still present.
      case ongoing
      /// Gone, with lasting effects.
      case resolvedWithSequelae = "resolved with sequelae"
      /// The patient died of it.
      case fatal
      /// Said to be unknown.
      case unknown
    }

    /// The id.
    public var id: String
    /// The name as printed.
    public var name: String
    /// The moment.
    public var at: RelativeTime?
    /// The beginning.
    public var from: RelativeTime?
    /// The end.
    public var until: RelativeTime?
    /// The grade as printed.
    public var grade: String?
    /// How severe, when the article says so in a word.
    public var severity: Severity?
    /// How sure the cause is, as printed.
    public var certainty: String?
    /// The treatments suspected to have caused it.
    public var suspects: [String]
    /// The conditions as which it was seen.
    public var seenAs: [String]
    /// What became of it.
    public var outcome: Outcome?
    /// The statements it says.
    public var states: [String]
    /// The words of the article.
    public var quote: String?
    /// How it is known; `nil` means stated.
    public var basis: Basis?
    /// Remarks.
    public var notes: [Note]

    /// States an adverse event.
    public init(
      id: String, name: String, at: RelativeTime? = nil, from: RelativeTime? = nil, until: RelativeTime? = nil,
      grade: String? = nil, severity: Severity? = nil, certainty: String? = nil, suspects: [String] = [],
      seenAs: [String] = [], outcome: Outcome? = nil, states: [String] = [], quote: String? = nil,
      basis: Basis? = nil, notes: [Note] = []
    ) {
      self.id = id
      self.name = name
      self.at = at
      self.from = from
      self.until = until
      self.grade = grade
      self.severity = severity
      self.certainty = certainty
      self.suspects = suspects
      self.seenAs = seenAs
      self.outcome = outcome
      self.states = states
      self.quote = quote
      self.basis = basis
      self.notes = notes
    }

    private enum CodingKeys: String, CodingKey {
      case id, name, at, from, until, grade, severity, certainty, suspects
      case seenAs = "seen-as"
      case outcome, states, quote, basis, notes
    }
  }
}

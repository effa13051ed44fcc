// Diagnoses, metastases, symptoms, signs and history.

extension CaseReport {
  /// A diagnosis, metastasis, symptom, sign, or something in the history.
  public struct Condition: Codable, Hashable, Sendable, Entry, Timed {
    /// What kind of condition.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
      /// A diagnosis.
      case diagnosis
      /// A metastasis.
      case metastasis
      /// What the patient complains of.
      case symptom
      /// What others see.
      case sign
      /// Something in the patient's, the family's or the social history.
      case history
    }

    /// R4's condition-clinical.
    public enum Status: String, Codable, Hashable, Sendable, CaseIterable {
      /// Present.
      case active
      /// Back after it was gone.
      case recurrence
      /// Back after it had improved.
      case relapse
      /// No longer present.
      case inactive
      /// Improved for a time.
      case remission
      /// Gone.
      case resolved
    }

    /// R4's condition-ver-status, without its `entered-in-error`.
    public enum Certainty: String, Codable, Hashable, Sendable, CaseIterable {
      /// Not confirmed.
      case unconfirmed
      /// A tentative diagnosis.
      case provisional
      /// One of several possible.
      case differential
      /// Confirmed.
      case confirmed
      /// Ruled out.
      case refuted
    }

    /// The id.
    public var id: String
    /// What kind of condition.
    public var kind: Kind
    /// The name as printed.
    public var name: String
    /// Where in the body, as printed.
    public var site: String?
    /// The moment it was found; never its onset.
    public var at: RelativeTime?
    /// The beginning.
    public var from: RelativeTime?
    /// The end.
    public var until: RelativeTime?
    /// How severe, as printed.
    public var severity: String?
    /// Whether it is present.
    public var status: Status?
    /// How sure it is.
    public var certainty: Certainty?
    /// The entries that caused it.
    public var dueTo: [String]
    /// The entries it is related to.
    public var relatedTo: [String]
    /// The entries that show it.
    public var evidence: [String]
    /// The stage.
    public var stage: Stage?
    /// The statements it says.
    public var states: [String]
    /// The words of the article.
    public var quote: String?
    /// How it is known; `nil` means stated.
    public var basis: Basis?
    /// Remarks.
    public var notes: [Note]

    /// States a condition.
    public init(
      id: String, kind: Kind, name: String, site: String? = nil, at: RelativeTime? = nil, from: RelativeTime? = nil,
      until: RelativeTime? = nil, severity: String? = nil, status: Status? = nil, certainty: Certainty? = nil,
      dueTo: [String] = [], relatedTo: [String] = [], evidence: [String] = [], stage: Stage? = nil,
      states: [String] = [], quote: String? = nil, basis: Basis? = nil, notes: [Note] = []
    ) {
      self.id = id
      self.kind = kind
      self.name = name
      self.site = site
      self.at = at
      self.from = from
      self.until = until
      self.severity = severity
      self.status = status
      self.certainty = certainty
      self.dueTo = dueTo
      self.relatedTo = relatedTo
      self.evidence = evidence
      self.stage = stage
      self.states = states
      self.quote = quote
      self.basis = basis
      self.notes = notes
    }

    private enum CodingKeys: String, CodingKey {
      case id, kind, name, site, at, from, until, severity, status, certainty
      case dueTo = "due-to"
      case relatedTo = "related-to"
      case evidence, stage, states, quote, basis, notes
    }
  }
}

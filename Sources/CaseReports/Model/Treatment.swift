// Drugs, regimens, procedures and nutrition.

extension CaseReport {
  /// A drug, a regimen of drugs, a procedure, or nutrition.
  public struct Treatment: Codable, Hashable, Sendable, Entry, Timed {
    /// What kind of treatment.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
      /// Several treatments given together.
      case regimen
      /// A drug.
      case drug
      /// A procedure.
      case procedure
      /// Nutrition, or going without.
      case nutrition
    }

    /// Whether it is given.
    public enum Status: String, Codable, Hashable, Sendable, CaseIterable {
      /// Still given at the end of the report.
      case ongoing
      /// No longer given; that it was cut short is not said.
      case completed
      /// Ended before its planned end.
      case stopped
      /// Deliberately not given.
      case notGiven = "not given"
      /// Said to be unknown.
      case unknown
    }

    /// The id.
    public var id: String
    /// What kind of treatment.
    public var kind: Kind
    /// The name as printed.
    public var name: String
    /// The treatment it is a part of, whose time, status, cycle, courses and stop it takes unless it says its own.
    public var partOf: String?
    /// The moment.
    public var at: RelativeTime?
    /// The beginning.
    public var from: RelativeTime?
    /// The end; not ongoing and no `until` means that the end is unknown.
    public var until: RelativeTime?
    /// How often a course is given.
    public var cycle: Cycle?
    /// The number of courses.
    public var courses: Int?
    /// Whether it is given.
    public var status: Status?
    /// Why it was stopped.
    public var stopped: Stop?
    /// The entries it is given for.
    public var indications: [String]
    /// The doses, in the order in which they were given.
    public var doses: [Dose]
    /// The statements it says.
    public var states: [String]
    /// The words of the article.
    public var quote: String?
    /// How it is known; `nil` means stated.
    public var basis: Basis?
    /// Remarks.
    public var notes: [Note]

    /// States a treatment.
    public init(
      id: String, kind: Kind, name: String, partOf: String? = nil, at: RelativeTime? = nil,
      from: RelativeTime? = nil, until: RelativeTime? = nil, cycle: Cycle? = nil, courses: Int? = nil,
      status: Status? = nil, stopped: Stop? = nil, indications: [String] = [], doses: [Dose] = [],
      states: [String] = [], quote: String? = nil, basis: Basis? = nil, notes: [Note] = []
    ) {
      self.id = id
      self.kind = kind
      self.name = name
      self.partOf = partOf
      self.at = at
      self.from = from
      self.until = until
      self.cycle = cycle
      self.courses = courses
      self.status = status
      self.stopped = stopped
      self.indications = indications
      self.doses = doses
      self.states = states
      self.quote = quote
      self.basis = basis
      self.notes = notes
    }

    private enum CodingKeys: String, CodingKey {
      case id, kind, name
      case partOf = "part-of"
      case at, from, until, cycle, courses, status, stopped
      case indications = "for"
      case doses, states, quote, basis, notes
    }
  }

  /// Why a treatment was stopped; when, is the treatment's `until`.
  public struct Stop: Codable, Hashable, Sendable, Stated {
    /// The reason as printed.
    public var text: String?
    /// The entries that were the reason.
    public var because: [String]
    /// The statements it says.
    public var states: [String]
    /// The words of the article.
    public var quote: String?
    /// How it is known; `nil` means stated.
    public var basis: Basis?

    /// States a stop.
    public init(
      text: String? = nil, because: [String] = [], states: [String] = [], quote: String? = nil, basis: Basis? = nil
    ) {
      self.text = text
      self.because = because
      self.states = states
      self.quote = quote
      self.basis = basis
    }
  }
}

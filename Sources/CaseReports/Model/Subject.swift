// The patient, as far as a published report tells.

extension CaseReport {
  /// The patient.
  public struct Subject: Codable, Hashable, Sendable, Stated {
    /// The sex as stated.
    public var sex: Sex?
    /// The age at a moment.
    public var age: Age?
    /// The statements that give the sex.
    public var states: [String]
    /// The words of the article that give the sex.
    public var quote: String?
    /// How the sex is known; `nil` means stated.
    public var basis: Basis?
    /// Remarks.
    public var notes: [Note]

    /// Describes a patient.
    public init(
      sex: Sex? = nil, age: Age? = nil, states: [String] = [], quote: String? = nil, basis: Basis? = nil,
      notes: [Note] = []
    ) {
      self.sex = sex
      self.age = age
      self.states = states
      self.quote = quote
      self.basis = basis
      self.notes = notes
    }
  }

  /// The patient's sex as stated; R4's administrative-gender.
  public enum Sex: String, Codable, Hashable, Sendable, CaseIterable {
    /// Male.
    case male
    /// Female.
    case female
    /// Neither.
    case other
    /// Said to be unknown.
    case unknown
  }

  /// The patient's age at a moment: a result without id and name, for there is one.
  public struct Age: Codable, Hashable, Sendable, Stated, Timed, Valued {
    /// The age as printed.
    public var value: MeasuredValue?
    /// The age in words (`in his sixties`).
    public var result: String?
    /// Why it is not known.
    public var absent: AbsentReason?
    /// The moment.
    public var at: RelativeTime?
    /// The beginning.
    public var from: RelativeTime?
    /// The end.
    public var until: RelativeTime?
    /// The statements that give the age.
    public var states: [String]
    /// The words of the article.
    public var quote: String?
    /// How it is known; `nil` means stated.
    public var basis: Basis?
    /// Remarks.
    public var notes: [Note]

    /// States an age.
    public init(
      value: MeasuredValue? = nil, result: String? = nil, absent: AbsentReason? = nil, at: RelativeTime? = nil,
      from: RelativeTime? = nil, until: RelativeTime? = nil, states: [String] = [], quote: String? = nil,
      basis: Basis? = nil, notes: [Note] = []
    ) {
      self.value = value
      self.result = result
      self.absent = absent
      self.at = at
      self.from = from
      self.until = until
      self.states = states
      self.quote = quote
      self.basis = basis
      self.notes = notes
    }
  }
}

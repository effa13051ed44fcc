// Laboratory tests, pathology, imaging and examinations.

extension CaseReport {
  /// A laboratory test, a pathology or imaging study, or an examination, with its results.
  public struct Investigation: Codable, Hashable, Sendable, Entry, Timed {
    /// What kind of investigation.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
      /// A laboratory test.
      case laboratory
      /// Pathology: histology, cytology, immunohistochemistry.
      case pathology
      /// Imaging.
      case imaging
      /// An examination of the patient.
      case examination
    }

    /// The id.
    public var id: String
    /// What kind of investigation.
    public var kind: Kind
    /// The name as printed.
    public var name: String
    /// The moment.
    public var at: RelativeTime?
    /// The beginning.
    public var from: RelativeTime?
    /// The end.
    public var until: RelativeTime?
    /// What was examined, as printed.
    public var specimen: String?
    /// How, as printed.
    public var method: String?
    /// What was found; a result takes its time from the investigation unless it says its own.
    public var results: [Result]
    /// The statements it says.
    public var states: [String]
    /// The words of the article.
    public var quote: String?
    /// How it is known; `nil` means stated.
    public var basis: Basis?
    /// Remarks.
    public var notes: [Note]

    /// States an investigation.
    public init(
      id: String, kind: Kind, name: String, at: RelativeTime? = nil, from: RelativeTime? = nil,
      until: RelativeTime? = nil, specimen: String? = nil, method: String? = nil, results: [Result] = [],
      states: [String] = [], quote: String? = nil, basis: Basis? = nil, notes: [Note] = []
    ) {
      self.id = id
      self.kind = kind
      self.name = name
      self.at = at
      self.from = from
      self.until = until
      self.specimen = specimen
      self.method = method
      self.results = results
      self.states = states
      self.quote = quote
      self.basis = basis
      self.notes = notes
    }
  }
}

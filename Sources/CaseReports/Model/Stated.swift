// What statements have in common: where they come from, when they hold, what is noted.

extension CaseReport {
  /// Where a statement comes from: the same three keys everywhere.
  public protocol Stated {
    /// The ids of the statements of the fact table that this says; each occurs once in a case.
    var states: [String] { get set }
    /// The words of the article, verbatim.
    var quote: String? { get set }
    /// How it is known when the article does not state it; `nil` means stated.
    var basis: Basis? { get set }
  }

  /// How something is known that the article does not state.
  public enum Basis: String, Codable, Hashable, Sendable, CaseIterable {
    /// It follows from what is stated.
    case derived
    /// The author of the case file takes it so.
    case assumed
  }

  /// When something holds: `at` a moment, or `from` one `until` another.
  ///
  /// `from` or `until` may stand alone; `at` stands without them.
  public protocol Timed {
    /// The moment.
    var at: RelativeTime? { get set }
    /// The beginning.
    var from: RelativeTime? { get set }
    /// The end.
    var until: RelativeTime? { get set }
  }

  /// What others can refer to by its id.
  public protocol Entry: Stated, Identifiable, Sendable where ID == String {
    /// The id, unique over all lists: a lower-case word with hyphens; for an anchor any word.
    var id: String { get set }
    /// The name as printed.
    var name: String { get set }
    /// Remarks.
    var notes: [Note] { get set }
  }

  /// What is found: a measured value, words, or the reason why there is neither.
  ///
  /// `value` and `result` may stand together; then the words interpret the value (`1:640`, positive).
  public protocol Valued {
    /// A number with a unit, a titre or a range, as printed.
    var value: MeasuredValue? { get set }
    /// Words, as printed.
    var result: String? { get set }
    /// Why there is neither.
    var absent: AbsentReason? { get set }
  }

  /// Why a result has no value; R4's data-absent-reason, as far as a report can say it.
  public enum AbsentReason: String, Codable, Hashable, Sendable, CaseIterable {
    /// The value is not known.
    case unknown
    /// Asked for, but not known.
    case askedUnknown = "asked-unknown"
    /// Not known yet.
    case temporarilyUnknown = "temp-unknown"
    /// Not asked for.
    case notAsked = "not-asked"
    /// Asked for and declined.
    case askedDeclined = "asked-declined"
    /// Withheld.
    case masked
    /// Not applicable to this patient.
    case notApplicable = "not-applicable"
    /// The measurement failed.
    case error
    /// Not done.
    case notPerformed = "not-performed"
    /// Not allowed to be done or told.
    case notPermitted = "not-permitted"
  }

  /// How a value lies to its reference range, said by the article.
  public enum Flag: String, Codable, Hashable, Sendable, CaseIterable {
    /// Above the range.
    case high
    /// Below the range.
    case low
    /// Within the range.
    case normal
    /// Outside, without a direction.
    case abnormal
  }

  /// How something changed since it was last mentioned, said by the article.
  public enum Trend: String, Codable, Hashable, Sendable, CaseIterable {
    /// The value rose.
    case up
    /// The value fell.
    case down
    /// It improved.
    case better
    /// It worsened.
    case worse
    /// It did not change.
    case unchanged
  }
}

// A published clinical case as statements: what the paper says, in the words of the paper.

/// A published clinical case as its report states it.
///
/// Every property holds what is printed; a parsed number, unit or offset is computed from the text (``RelativeTime``,
/// ``MeasuredValue``, ``DoseText``, ``Interval``, ``Cycle``). What is left out is not stated: nothing has a default.
/// References between entries are ids. The keys in a file are those of the property names, with hyphens for capitals
/// (`adverse-events`), apart from ``id``, which is `case` in a file.
///
/// `Codable` writes and reads the tree of a case file (`Docs/CaseFormat.md`) without checking references; to read
/// a file with every check and with places, use ``read(_:file:units:limits:)``.
public struct CaseReport: Codable, Hashable, Sendable, Identifiable {
  /// The version of the format that this library reads and writes.
  public static let currentFormat = "case/1"

  /// The format and its version, ``currentFormat``.
  public var format: String
  /// The name of the case among cases: a lower-case word with hyphens, `case` in a file.
  public var id: String
  /// The title of the case.
  public var title: String?
  /// The article.
  public var source: Source?
  /// The patient.
  public var subject: Subject?
  /// The named moments, in the order of the file.
  public var timeline: [Anchor]
  /// Diagnoses, metastases, symptoms, signs and history.
  public var conditions: [Condition]
  /// Laboratory tests, pathology, imaging and examinations, each with its results.
  public var investigations: [Investigation]
  /// Drugs, regimens, procedures and nutrition.
  public var treatments: [Treatment]
  /// Adverse events.
  public var adverseEvents: [AdverseEvent]
  /// Severity, response, outcome and status over time: results about other entries.
  public var course: [Result]

  /// Makes a case.
  public init(
    id: String, title: String? = nil, source: Source? = nil, subject: Subject? = nil, timeline: [Anchor] = [],
    conditions: [Condition] = [], investigations: [Investigation] = [], treatments: [Treatment] = [],
    adverseEvents: [AdverseEvent] = [], course: [Result] = []
  ) {
    self.format = Self.currentFormat
    self.id = id
    self.title = title
    self.source = source
    self.subject = subject
    self.timeline = timeline
    self.conditions = conditions
    self.investigations = investigations
    self.treatments = treatments
    self.adverseEvents = adverseEvents
    self.course = course
  }

  private enum CodingKeys: String, CodingKey {
    case format
    case id = "case"
    case title, source, subject, timeline, conditions, investigations, treatments
    case adverseEvents = "adverse-events"
    case course
  }
}

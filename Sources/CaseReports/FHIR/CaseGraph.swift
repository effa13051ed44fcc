// The entries of a case by id: what each becomes in FHIR, and where its time stands there.

internal import FHIRModels

/// The entries of a case, by id.
struct CaseGraph {
  /// An entry and where it stands.
  struct Entry {
    enum Content {
      case condition(CaseReport.Condition)
      case investigation(CaseReport.Investigation)
      case result(CaseReport.Result, of: CaseReport.Investigation)
      case treatment(CaseReport.Treatment)
      case adverseEvent(CaseReport.AdverseEvent)
      case course(CaseReport.Result)
    }

    let content: Content
    let path: String
    /// What references to the entry point at.
    let key: ResourceKey
  }

  /// An element that others count their time from.
  struct TimeElement: Hashable {
    let resource: ResourceKey
    /// The path of the period, or of the date, without its type.
    let path: String
  }

  let entries: [String: Entry]
  private(set) var anchors: [String: Piece<CaseReport.Anchor>]
  /// The anchors in the order of the case.
  private(set) var timeline: [CaseReport.Anchor]
  /// The pathology that is written as a Procedure too, because its name is known to be one.
  private let procedures: Set<String>

  /// Collects the entries; of two with the same id, the first counts.
  ///
  /// - Parameters:
  ///   - report: The case.
  ///   - isProcedure: Whether a name is known as something done to a patient.
  init(_ report: CaseReport, isProcedure: (String) -> Bool) {
    var entries: [String: Entry] = [:]
    func add(_ id: String, _ content: Entry.Content, _ path: String, _ type: String) {
      guard entries[id] == nil else { return }
      entries[id] = Entry(content: content, path: path, key: ResourceKey(type: type, name: id))
    }
    for (index, condition) in report.conditions.enumerated() {
      add(condition.id, .condition(condition), "conditions[\(index)]", "Condition")
    }
    for (index, investigation) in report.investigations.enumerated() {
      let path = "investigations[\(index)]"
      add(investigation.id, .investigation(investigation), path, investigation.kind.resourceType)
      for (number, result) in investigation.results.enumerated() {
        add(result.id, .result(result, of: investigation), "\(path).results[\(number)]", "Observation")
      }
    }
    for (index, treatment) in report.treatments.enumerated() {
      add(treatment.id, .treatment(treatment), "treatments[\(index)]", treatment.kind.resourceType)
    }
    for (index, event) in report.adverseEvents.enumerated() {
      add(event.id, .adverseEvent(event), "adverse-events[\(index)]", "AdverseEvent")
    }
    for (index, result) in report.course.enumerated() {
      add(result.id, .course(result), "course[\(index)]", "Observation")
    }
    self.entries = entries
    timeline = report.timeline
    anchors = Dictionary(
      report.timeline.enumerated().map { ($1.id, Piece(value: $1, path: "timeline[\($0)]")) }
    ) { first, _ in first }
    procedures = Set(report.investigations.filter { $0.kind == .pathology && isProcedure($0.name) }.map(\.id))
  }

  /// The Procedure that an investigation is, beside its report: a scan always, pathology if it is a biopsy.
  func procedure(of investigation: CaseReport.Investigation) -> ResourceKey? {
    switch investigation.kind {
    case .imaging: ResourceKey(type: "Procedure", name: investigation.id)
    case .pathology where procedures.contains(investigation.id):
      ResourceKey(type: "Procedure", name: investigation.id)
    case .laboratory, .examination, .pathology: nil
    }
  }

  /// Where the time of an entry stands.
  func timeElement(of id: String, _ side: EventSide) -> TimeElement? {
    guard let entry = entries[id] else { return nil }
    switch entry.content {
    case .condition(let condition):
      if condition.at != nil { return TimeElement(resource: entry.key, path: "extension[0].value") }
      return TimeElement(resource: entry.key, path: side == .end ? "abatement" : "onset")
    case .investigation(let investigation):
      if let procedure = procedure(of: investigation) { return TimeElement(resource: procedure, path: "performed") }
      return TimeElement(resource: entry.key, path: "effective")
    case .result, .course: return TimeElement(resource: entry.key, path: "effective")
    case .treatment:
      return TimeElement(resource: entry.key, path: entry.key.type == "Procedure" ? "performed" : "effective")
    case .adverseEvent: return TimeElement(resource: entry.key, path: "date")
    }
  }

  /// Changes where anchors lie.
  mutating func replaceAnchors(_ change: (inout CaseReport.Anchor) -> Void) {
    for index in timeline.indices {
      change(&timeline[index])
      let anchor = timeline[index]
      if let path = anchors[anchor.id]?.path { anchors[anchor.id] = Piece(value: anchor, path: path) }
    }
  }

  /// The Encounter of a visit.
  static func encounter(of anchor: CaseReport.Anchor) -> ResourceKey {
    ResourceKey(type: "Encounter", name: anchor.id)
  }
}

/// Which part of an event an anchor is tied to.
enum EventSide: Hashable, Sendable {
  case whole, start, end
}

extension AnchorEvent.Form {
  var side: EventSide {
    switch self {
    case .visit, .entry: .whole
    case .start: .start
    case .end: .end
    }
  }
}

extension CaseReport.Investigation.Kind {
  /// The resource that references to an investigation point at.
  var resourceType: String { self == .examination ? "Observation" : "DiagnosticReport" }
}

extension CaseReport.Treatment.Kind {
  /// The resource that a treatment becomes.
  var resourceType: String { self == .drug ? "MedicationStatement" : "Procedure" }
}

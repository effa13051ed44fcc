// One conversion of a case to FHIR: what the kinds of resources share while it runs.

internal import FHIRCore
internal import FHIRModels
internal import Terminology

/// A conversion that is under way.
///
/// Each kind of resource has a file of its own, which extends this; nothing here knows one of them.
final class Conversion {
  let report: CaseReport
  let graph: CaseGraph
  let chronology: Chronology
  let identity: Identity
  let vocabulary: Vocabulary
  let recordedAt: FHIRInstant?
  /// The dates that are given to anchors for this conversion.
  let given: [String: FHIRDateTime]
  /// These, and the dates of anchors that follow from them.
  let dates: [String: FHIRDateTime]
  let consumption = Consumption()
  /// What holds for treatments that have parts, by id.
  var wholes: [String: TreatmentTerms] = [:]
  /// The names that were looked up.
  var coding = CodingReport()
  /// What was added, in order.
  private(set) var resources: [(key: ResourceKey, resource: R4.AnyResource)] = []
  private var keys: Set<ResourceKey> = []

  init(_ report: CaseReport, vocabulary: Vocabulary, recordedAt: FHIRInstant?, anchors: AnchorDates = AnchorDates()) {
    self.report = report
    self.vocabulary = vocabulary
    self.recordedAt = recordedAt
    graph = CaseGraph(report) { !vocabulary.translate($0, as: .procedures).isEmpty }
    chronology = Chronology(graph: graph)
    given = anchors.dates
    dates = anchors.dates(in: graph)
    identity = Identity(caseID: report.id)
  }

  /// Adds everything, in the order of the case.
  func run() {
    consumption.ignore("format", because: "says how the file is written, nothing about the case")
    addComposition()
    addArticle()
    addPatient()
    for (index, anchor) in report.timeline.enumerated() where anchor.event?.form == .visit {
      addVisit(anchor, at: "timeline[\(index)]")
    }
    for (index, condition) in report.conditions.enumerated() { add(condition, at: "conditions[\(index)]") }
    for (index, investigation) in report.investigations.enumerated() {
      add(investigation, at: "investigations[\(index)]")
    }
    for (index, treatment) in report.treatments.enumerated() {
      if treatment.kind == .drug {
        add(drug: treatment, at: "treatments[\(index)]")
      } else {
        add(procedure: treatment, at: "treatments[\(index)]")
      }
    }
    for (index, event) in report.adverseEvents.enumerated() { add(event, at: "adverse-events[\(index)]") }
    let course = ObservationStyle(
      category: nil, names: .observations, words: [.results, .severities, .conditions])
    for (index, result) in report.course.enumerated() {
      add(result, at: "course[\(index)]", course, in: Surroundings())
    }
    addProvenance()
  }

  // MARK: For the kinds of resources

  var patient: R4.Reference { identity.reference(to: .patient) }

  /// Adds a resource; of two with the same key, which only a case with two equal ids can have, the first stays.
  func add(_ resource: some R4.Resource, as key: ResourceKey) {
    guard keys.insert(key).inserted else { return }
    resources.append((key, R4.AnyResource(resource)))
  }

  func scribe(for key: ResourceKey, at path: String) -> Scribe {
    Scribe(consumption: consumption, resource: key, path: path)
  }

  /// The identifier that carries the id of an entry.
  func identifier(_ id: String, _ scribe: Scribe) -> R4.Identifier {
    let element = scribe.resource.type == "AdverseEvent" ? "identifier.value" : "identifier[0].value"
    return identity.identifier(scribe.take(id, "id", as: element))
  }

  /// A reference to an entry, if it exists and becomes a resource of one of these types.
  func reference(to id: String, _ types: Set<String>?) -> R4.Reference? {
    guard let key = graph.entries[id]?.key, types?.contains(key.type) ?? true else { return nil }
    return identity.reference(to: key)
  }

  /// References to entries.
  ///
  /// What R4 does not let a reference point at is left out, and stays unmapped.
  ///
  /// - Parameters:
  ///   - ids: The ids of the entries.
  ///   - key: The key under which they stand.
  ///   - scribe: Writes down where they go.
  ///   - element: The element that repeats.
  ///   - suffix: The path from one of them to the reference.
  ///   - types: What the references may point at; nil if it is anything.
  /// - Returns: The references.
  func references(
    _ ids: [String], _ key: String, _ scribe: Scribe, as element: String, suffix: String = "",
    to types: Set<String>?
  ) -> [R4.Reference] {
    var references: [R4.Reference] = []
    for (index, id) in ids.enumerated() {
      guard let reference = reference(to: id, types) else { continue }
      scribe.record("\(key)[\(index)]", as: "\(element)[\(references.count)]\(suffix)")
      references.append(reference)
    }
    return references
  }
}

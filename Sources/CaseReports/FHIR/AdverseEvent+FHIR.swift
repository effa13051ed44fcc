// AdverseEvent ↔ AdverseEvent.

internal import FHIRCore
internal import FHIRModels
internal import Terminology

extension Conversion {
  /// Adds an adverse event.
  ///
  /// The grade stands as printed in an extension; R4's severity follows from grades 1 to 3 and is marked as derived.
  func add(_ event: CaseReport.AdverseEvent, at path: String) {
    let key = ResourceKey(type: "AdverseEvent", name: event.id)
    let scribe = scribe(for: key, at: path)
    let times = Times(event, at: path)
    var resource = R4.AdverseEvent(
      id: identity.id(of: key),
      extension: (scribe.take(event.grade, "grade", as: "extension('\(CaseURLs.grade)').value").map {
        [R4.Extension(url: CaseURLs.grade, value: .string(R4.Primitive($0)))]
      } ?? []) + period(of: times, key, scribe)
        + CaseSourceExtension.extensions(for: event, scribe) + noteExtensions(event.notes, scribe),
      identifier: identifier(event.id, scribe),
      actuality: .actual,
      event: concept(scribe.take(event.name, "name", as: "event"), as: .conditions),
      subject: patient,
      resultingCondition: references(
        event.seenAs, "seen-as", scribe, as: "resultingCondition", to: ["Condition"]),
      severity: severity(of: event, scribe),
      outcome: scribe.take(event.outcome, "outcome", as: "outcome").map {
        Self.code($0.code, in: CaseReport.AdverseEvent.Outcome.system)
      },
      suspectEntity: suspects(of: event, scribe),
      referenceDocument: articleReferences)
    if let at = times.at {
      resource[primitive: "date", as: FHIRDateTime.self] = dateTime(
        at, for: Chronology.Owner(resource: key, side: .whole), scribe, as: "date")
    }
    add(resource, as: key)
  }

  private func period(of times: Times, _ key: ResourceKey, _ scribe: Scribe) -> [R4.Extension] {
    period(times, of: key, scribe, as: "extension('\(CaseURLs.period)').value").map {
      [R4.Extension(url: CaseURLs.period, value: .period($0))]
    } ?? []
  }

  private func severity(of event: CaseReport.AdverseEvent, _ scribe: Scribe) -> R4.CodeableConcept? {
    let system = CaseReport.AdverseEvent.Severity.system
    if let severity = scribe.take(event.severity, "severity", as: "severity") {
      return Self.code(severity.rawValue, in: system)
    }
    let derived = CaseReport.AdverseEvent.Severity(ofGrade: event.grade)
    return derived.map {
      R4.CodeableConcept(
        extension: [CaseSourceExtension.derived], coding: [R4.Coding(system: system, code: $0.rawValue)])
    }
  }

  /// The suspects; how sure the cause is, is said of the event, so each suspect has it.
  private func suspects(
    of event: CaseReport.AdverseEvent, _ scribe: Scribe
  ) -> [R4.AdverseEvent.SuspectEntity] {
    references(
      event.suspects, "suspects", scribe, as: "suspectEntity", suffix: ".instance",
      to: ["MedicationStatement", "Procedure"]
    ).enumerated().map { index, suspect in
      let scribe = index == 0 ? scribe : scribe.derived()
      let causality = scribe.take(
        event.certainty, "certainty", as: "suspectEntity[\(index)].causality[0].assessment"
      ).map { R4.AdverseEvent.SuspectEntity.Causality(assessment: Self.text($0)) }
      return R4.AdverseEvent.SuspectEntity(instance: suspect, causality: causality.map { [$0] } ?? [])
    }
  }
}

extension CaseReport.AdverseEvent.Severity {
  static let system = "http://terminology.hl7.org/CodeSystem/adverse-event-severity"

  /// What a printed grade says: 1 to 3 are mild, moderate and severe.
  init?(ofGrade grade: String?) {
    switch grade {
    case "1": self = .mild
    case "2": self = .moderate
    case "3": self = .severe
    default: return nil
    }
  }
}

extension CaseReport.AdverseEvent.Outcome {
  static let system = "http://terminology.hl7.org/CodeSystem/adverse-event-outcome"

  /// The code of R4's adverse-event-outcome.
  var code: String { self == .resolvedWithSequelae ? "resolvedWithSequelae" : rawValue }
}

// MARK: Back

extension Restoration {
  /// An adverse event.
  func adverseEvent(_ entry: Entry) -> CaseReport.AdverseEvent {
    let (element, key) = (entry.element, entry.key)
    var event = CaseReport.AdverseEvent(id: key.name, name: self.name(element.child("event"), of: entry))
    event.grade = element.takeExtension(CaseURLs.grade)
    if let period = element.extensionValues(CaseURLs.period).first {
      times(period, into: &event, of: key)
    } else {
      times(element.child("date"), into: &event, of: key)
    }
    event.severity = severity(element.child("severity"), ofGrade: event.grade)
    event.outcome = outcome(element.child("outcome"))
    let suspects = element.children("suspectEntity")
    event.suspects = ids(suspects.compactMap { $0.child("instance") }, ["MedicationStatement", "Procedure"])
    event.certainty = suspects.first?.child("causality")?.child("assessment")?.words
    event.seenAs = ids(element.children("resultingCondition"), ["Condition"])
    CaseSourceExtension.read(element, into: &event)
    event.notes = notes(element)
    return event
  }

  /// The severity; one that was derived from the grade is derived again.
  private func severity(_ concept: BundleElement?, ofGrade grade: String?) -> CaseReport.AdverseEvent.Severity? {
    guard let concept else { return nil }
    let code = concept.codes(in: CaseReport.AdverseEvent.Severity.system).first?.lexeme
    if CaseSourceExtension.isMarked(concept, .derived),
      code == CaseReport.AdverseEvent.Severity(ofGrade: grade)?.rawValue
    {
      return nil
    }
    return concept.takeCode(in: CaseReport.AdverseEvent.Severity.system, as: CaseReport.AdverseEvent.Severity.self)
  }

  private func outcome(_ concept: BundleElement?) -> CaseReport.AdverseEvent.Outcome? {
    for code in concept?.codes(in: CaseReport.AdverseEvent.Outcome.system) ?? [] {
      guard let outcome = CaseReport.AdverseEvent.Outcome.allCases.first(where: { $0.code == code.lexeme }) else {
        continue
      }
      code.take()
      return outcome
    }
    return nil
  }
}

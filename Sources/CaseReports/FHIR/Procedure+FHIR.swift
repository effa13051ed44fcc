// A regimen, procedure or nutrition ↔ Procedure; and the scan or biopsy behind an investigation.

internal import FHIRCore
internal import FHIRModels
internal import Terminology

extension Conversion {
  /// Adds a treatment that is no drug.
  ///
  /// A regimen is the hub of what is given together: its drugs and procedures are part of it, and others count their
  /// time from it. Nutrition is a Procedure too, for R4's NutritionOrder demands the date of an order.
  func add(procedure treatment: CaseReport.Treatment, at path: String) {
    let key = ResourceKey(type: "Procedure", name: treatment.id)
    let scribe = scribe(for: key, at: path)
    let terms = terms(of: treatment, at: path)
    var procedure = R4.Procedure(
      id: identity.id(of: key),
      extension: schedule(terms, scribe) + doses(of: treatment, terms, key, scribe)
        + CaseSourceExtension.extensions(for: treatment, scribe),
      identifier: [identifier(treatment.id, scribe)],
      partOf: wholes(of: treatment, scribe, to: ["Procedure"]),
      status: terms.status?.value.ofProcedure ?? .unknown,
      statusReason: terms.stop.map { reason($0, scribe, as: "statusReason") },
      category: Self.ownCode(scribe.take(treatment.kind, "kind", as: "category").rawValue, in: CaseURLs.kind),
      code: concept(scribe.take(treatment.name, "name", as: "code"), as: .procedures),
      subject: patient,
      performed: effective(terms.times, of: key, scribe, as: "performed").map(\.ofProcedure),
      reasonReference: references(
        treatment.indications, "for", scribe, as: "reasonReference",
        to: ["Condition", "Observation", "DiagnosticReport"]),
      note: notes(treatment.notes, scribe))
    mark(terms.status, scribe) { procedure[extensionsOf: "status"] = $0 }
    add(procedure, as: key)
  }

  /// Cycle and courses of a regimen, for which R4 has an extension.
  private func schedule(_ terms: TreatmentTerms, _ scribe: Scribe) -> [R4.Extension] {
    let element = "extension('\(CoreExtension.procedureSchedule)').value.repeat"
    guard let repetition = repetition(cycle: terms.cycle, courses: terms.courses, scribe, as: element) else {
      return []
    }
    return [R4.Extension(url: CoreExtension.procedureSchedule, value: .timing(R4.Timing(repeat: repetition)))]
  }

  /// Doses of what is no drug, such as radiation.
  private func doses(
    of treatment: CaseReport.Treatment, _ terms: TreatmentTerms, _ key: ResourceKey, _ scribe: Scribe
  ) -> [R4.Extension] {
    guard !treatment.doses.isEmpty else { return [] }
    var terms = terms
    terms.cycle = nil
    terms.courses = nil
    return dosages(of: treatment, terms, key, scribe) { "extension('\(CaseURLs.dose)')[\($0)].value" }
      .map { R4.Extension(url: CaseURLs.dose, value: .dosage($0)) }
  }

  /// Adds the scan or biopsy that an investigation reports on, made again from it.
  ///
  /// It is completed if the investigation has results, which the article reports, and not done if it says of all of
  /// them that they were not performed.
  func add(
    procedureOf investigation: CaseReport.Investigation, at path: String, as key: ResourceKey, _ times: Times
  ) {
    let scribe = scribe(for: key, at: path).derived()
    let results = investigation.results
    let isNotDone = !results.isEmpty && results.allSatisfy { $0.absent == .notPerformed }
    add(
      R4.Procedure(
        id: identity.id(of: key),
        extension: [CaseSourceExtension.derived],
        identifier: [identifier(investigation.id, scribe)],
        status: isNotDone ? .notDone : results.isEmpty ? .unknown : .completed,
        code: concept(scribe.take(investigation.name, "name", as: "code"), as: .procedures),
        subject: patient,
        performed: effective(times, of: key, scribe, as: "performed").map(\.ofProcedure),
        report: graph.entries[investigation.id].map { [identity.reference(to: $0.key)] } ?? []
      ), as: key)
  }
}

extension CaseReport.Treatment.Status {
  fileprivate var ofProcedure: R4.EventStatus {
    switch self {
    case .ongoing: .inProgress
    case .completed: .completed
    case .stopped: .stopped
    case .notGiven: .notDone
    case .unknown: .unknown
    }
  }
}

extension Conversion.Effective {
  fileprivate var ofProcedure: R4.Procedure.Performed {
    switch self {
    case .dateTime(let dateTime): .dateTime(dateTime)
    case .period(let period): .period(period)
    }
  }
}

// MARK: Back

extension Restoration {
  /// The treatments, drugs and others alike, in the order of the case.
  func treatments(_ order: [ResourceKey: Int]) -> [CaseReport.Treatment] {
    let found = entries.enumerated().filter { _, entry in
      isEntry(entry.key) && (entry.key.type == "MedicationStatement" || entry.key.type == "Procedure" && !isScan(entry))
    }.sorted { (order[$0.element.key] ?? .max, $0.offset) < (order[$1.element.key] ?? .max, $1.offset) }
    return found.map { $1.key.type == "Procedure" ? procedure($1) : drug($1) }
  }

  /// Whether a Procedure is the scan or biopsy of an investigation, which is made from that again.
  private func isScan(_ entry: Entry) -> Bool {
    self.entry(ResourceKey(type: "DiagnosticReport", name: entry.key.name)) != nil
  }

  private func procedure(_ entry: Entry) -> CaseReport.Treatment {
    let (element, key) = (entry.element, entry.key)
    let kind = element.child("category")?.takeCode(in: CaseURLs.kind, as: CaseReport.Treatment.Kind.self)
    if kind == nil {
      report(
        CaseBackRule.assumed, "expected a category with the kind of the treatment; taken for a procedure", at: element)
    }
    var treatment = CaseReport.Treatment(
      id: key.name, kind: kind.flatMap { $0 == .drug ? nil : $0 } ?? .procedure,
      name: self.name(element.child("code"), of: entry))
    common(element, into: &treatment, of: key)
    if isPermitted("until", in: treatment) || element.child("performed")?.child("end") == nil {
      times(element.child("performed"), into: &treatment, of: key, inheritedBy: key.name)
    }
    if isPermitted("stopped", in: treatment) {
      treatment.stopped = stop(element.child("statusReason"), of: key.name)
    }
    let repetition = element.extensionValues(CoreExtension.procedureSchedule).first?.child("repeat")
    treatment.cycle = cycle(repetition, inheritedBy: key.name)
    if isPermitted("courses", in: treatment) { treatment.courses = courses(repetition, inheritedBy: key.name) }
    if isPermitted("doses", in: treatment) { treatment.doses = doses(element.extensionValues(CaseURLs.dose), of: key) }
    return treatment
  }
}

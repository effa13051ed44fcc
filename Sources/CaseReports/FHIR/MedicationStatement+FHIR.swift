// A drug ↔ MedicationStatement.

internal import FHIRCore
internal import FHIRModels
internal import Terminology

extension Conversion {
  /// Adds a drug.
  func add(drug treatment: CaseReport.Treatment, at path: String) {
    let key = ResourceKey(type: "MedicationStatement", name: treatment.id)
    let scribe = scribe(for: key, at: path)
    let terms = terms(of: treatment, at: path)
    scribe.record("kind", as: "")
    var statement = R4.MedicationStatement(
      id: identity.id(of: key),
      extension: CaseSourceExtension.extensions(for: treatment, scribe),
      identifier: [identifier(treatment.id, scribe)],
      partOf: wholes(of: treatment, scribe, to: ["Procedure", "MedicationStatement"]),
      status: terms.status?.value.ofStatement ?? .unknown,
      statusReason: terms.stop.map { [reason($0, scribe, as: "statusReason[0]")] } ?? [],
      medication: .codeableConcept(concept(scribe.take(treatment.name, "name", as: "medication"), as: .drugs)),
      subject: patient,
      effective: effective(terms.times, of: key, scribe, as: "effective").map(\.ofStatement),
      derivedFrom: articleReferences,
      reasonReference: references(
        treatment.indications, "for", scribe, as: "reasonReference",
        to: ["Condition", "Observation", "DiagnosticReport"]),
      note: notes(treatment.notes, scribe),
      dosage: dosages(of: treatment, terms, key, scribe) { "dosage[\($0)]" })
    mark(terms.status, scribe) { statement[extensionsOf: "status"] = $0 }
    add(statement, as: key)
  }

  /// Writes down where the status goes, and what it must be marked with.
  ///
  /// `unknown` is R4's code both for a status that is said to be unknown and for none; the words tell the two apart.
  func mark(
    _ status: Piece<CaseReport.Treatment.Status>?, _ scribe: Scribe, _ setExtensions: ([R4.Extension]) -> Void
  ) {
    guard let status else { return }
    scribe.record(path: status.path, as: "status", isDerived: status.isInherited)
    let extensions =
      (status.value == .unknown ? OriginalText.carrying("unknown", unlessPrinted: nil) : [])
      + (status.isInherited ? [CaseSourceExtension.inherited] : [])
    if !extensions.isEmpty { setExtensions(extensions) }
  }

  /// Why a treatment was stopped: the words, and what it was because of.
  func reason(_ stop: Piece<CaseReport.Stop>, _ scribe: Scribe, as element: String) -> R4.CodeableConcept {
    var scribe = scribe.part("", as: element).reading(stop.path)
    // The statements are those of the whole; a copy does not say them again.
    let source: [R4.Extension]
    if stop.isInherited {
      scribe = scribe.derived()
      source = [CaseSourceExtension.inherited]
    } else {
      source = CaseSourceExtension.extensions(for: stop.value, scribe)
    }
    let causes = references(
      stop.value.because, "because", scribe, as: "extension('\(CaseURLs.because)')", suffix: ".value", to: nil)
    return R4.CodeableConcept(
      extension: source + causes.map { R4.Extension(url: CaseURLs.because, value: .reference($0)) },
      text: scribe.take(stop.value.text, "text", as: "text"))
  }

  /// What a treatment is a part of.
  func wholes(of treatment: CaseReport.Treatment, _ scribe: Scribe, to types: Set<String>) -> [R4.Reference] {
    guard let id = treatment.partOf, let reference = reference(to: id, types) else { return [] }
    scribe.record("part-of", as: "partOf[0]")
    return [reference]
  }
}

extension CaseReport.Treatment.Status {
  fileprivate var ofStatement: R4.MedicationStatementStatus {
    switch self {
    case .ongoing: .active
    case .completed: .completed
    case .stopped: .stopped
    case .notGiven: .notTaken
    case .unknown: .unknown
    }
  }
}

extension Conversion.Effective {
  fileprivate var ofStatement: R4.MedicationStatement.Effective {
    switch self {
    case .dateTime(let dateTime): .dateTime(dateTime)
    case .period(let period): .period(period)
    }
  }
}

// MARK: Back

extension Restoration {
  /// A drug.
  func drug(_ entry: Entry) -> CaseReport.Treatment {
    let (element, key) = (entry.element, entry.key)
    var treatment = CaseReport.Treatment(
      id: key.name, kind: .drug, name: medication(element) ?? unnamed(entry))
    common(element, into: &treatment, of: key)
    if isPermitted("until", in: treatment) || element.child("effective")?.child("end") == nil {
      times(element.child("effective"), into: &treatment, of: key, inheritedBy: key.name)
    }
    if isPermitted("stopped", in: treatment) {
      treatment.stopped = stop(element.child("statusReason"), of: key.name)
    }
    let repetition = element.child("dosage")?.child("timing")?.child("repeat")
    treatment.cycle = cycle(repetition, inheritedBy: key.name)
    if isPermitted("courses", in: treatment) { treatment.courses = courses(repetition, inheritedBy: key.name) }
    if isPermitted("doses", in: treatment) { treatment.doses = doses(element.children("dosage"), of: key) }
    return treatment
  }

  /// What a drug and another treatment have alike.
  func common(_ element: BundleElement, into treatment: inout CaseReport.Treatment, of key: ResourceKey) {
    let types: Set = ["Procedure", "MedicationStatement"]
    let whole = takeKey(element.child("partOf")) { isEntry($0) && types.contains($0.type) && $0 != key }
    treatment.partOf = whole?.name
    treatment.status = status(element, of: key.name)
    treatment.indications = ids(element.children("reasonReference"), ["Condition", "Observation", "DiagnosticReport"])
    CaseSourceExtension.read(element, into: &treatment)
    treatment.notes = notes(element)
  }

  /// The status; `unknown` without a word is none, and neither is one that the rest contradicts.
  private func status(_ resource: BundleElement, of id: String) -> CaseReport.Treatment.Status? {
    guard let element = resource.child("status") else { return nil }
    let status: CaseReport.Treatment.Status? =
      switch element.lexeme {
      case "active", "in-progress": .ongoing
      case "completed": .completed
      case "stopped": .stopped
      case "not-taken", "not-done": .notGiven
      case "unknown": element.extensions(CoreExtension.originalText).isEmpty ? nil : .unknown
      default: nil
      }
    guard let status, status != .ongoing || !hasEnd(resource) else { return nil }
    element.take()
    takeWords(element)
    if CaseSourceExtension.isMarked(element, .inherited) { inherited.insert("\(id).status") }
    return status
  }

  private func hasEnd(_ resource: BundleElement) -> Bool {
    let time = resource.child("effective") ?? resource.child("performed")
    return resource.child("statusReason") != nil || time?.child("end")?.lexeme != nil
  }

  /// Whether a treatment may have a key beside the status that it states itself; what it may not have stays unread.
  func isPermitted(_ key: String, in treatment: CaseReport.Treatment) -> Bool {
    if inherited.contains("\(treatment.id).status") { return true }
    return switch treatment.status {
    case .notGiven: false
    case .completed: key != "stopped"
    case .ongoing, .stopped, .unknown, nil: true
    }
  }

  /// Why a treatment was stopped; written down if it is a copy.
  func stop(_ element: BundleElement?, of id: String) -> CaseReport.Stop? {
    guard let element else { return nil }
    var stop = CaseReport.Stop(text: element.words)
    stop.because = ids(element.extensionValues(CaseURLs.because))
    if CaseSourceExtension.isMarked(element, .inherited) { inherited.insert("\(id).stopped") }
    CaseSourceExtension.read(element, into: &stop)
    return stop
  }
}

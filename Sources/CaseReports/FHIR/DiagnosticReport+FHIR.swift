// Investigation ↔ DiagnosticReport with its Observations, or for an examination an Observation that has them as members.

internal import FHIRCore
internal import FHIRModels
internal import Terminology

extension Conversion {
  /// Adds an investigation: its specimen, its report, the scan or biopsy as a Procedure, and its results.
  func add(_ investigation: CaseReport.Investigation, at path: String) {
    guard let key = graph.entries[investigation.id]?.key else { return }
    let times = Times(investigation, at: path)
    let specimen = addSpecimen(of: investigation, at: path)
    if investigation.kind == .examination {
      addPanel(investigation, at: path, key, times, specimen)
    } else {
      addReport(investigation, at: path, key, times, specimen)
    }
    if let procedure = graph.procedure(of: investigation) {
      add(procedureOf: investigation, at: path, as: procedure, times)
    }
    let surroundings = Surroundings(
      times: times,
      method: investigation.method.map { Piece(value: $0, path: "\(path).method", isInherited: true) },
      specimen: specimen)
    for (index, result) in investigation.results.enumerated() {
      add(result, at: "\(path).results[\(index)]", investigation.kind.style, in: surroundings)
    }
  }

  /// Adds the report.
  ///
  /// Its status is `unknown`: R4's `final` would say that an authorised person has verified the report.
  private func addReport(
    _ investigation: CaseReport.Investigation, at path: String, _ key: ResourceKey, _ times: Times,
    _ specimen: ResourceKey?
  ) {
    let scribe = scribe(for: key, at: path)
    add(
      R4.DiagnosticReport(
        id: identity.id(of: key),
        extension: CaseSourceExtension.extensions(for: investigation, scribe)
          + noteExtensions(investigation.notes, scribe),
        identifier: [identifier(investigation.id, scribe)],
        status: .unknown,
        category: [category(of: scribe.take(investigation.kind, "kind", as: "category"))],
        code: concept(scribe.take(investigation.name, "name", as: "code"), as: .reports),
        subject: patient,
        effective: effective(
          times, of: graph.procedure(of: investigation) == nil ? key : nil, scribe, as: "effective"
        ).map(\.ofReport),
        specimen: specimen.map { [identity.reference(to: $0)] } ?? [],
        result: members(of: investigation)
      ), as: key)
  }

  private func addPanel(
    _ investigation: CaseReport.Investigation, at path: String, _ key: ResourceKey, _ times: Times,
    _ specimen: ResourceKey?
  ) {
    let scribe = scribe(for: key, at: path)
    scribe.record("kind", as: "category")
    add(
      R4.Observation(
        id: identity.id(of: key),
        extension: CaseSourceExtension.extensions(for: investigation, scribe),
        identifier: [identifier(investigation.id, scribe)],
        status: .final,
        category: [Self.code("exam", in: CodeSystems.observationCategory, display: "Exam")],
        code: concept(scribe.take(investigation.name, "name", as: "code"), as: .reports),
        subject: patient,
        effective: effective(times, of: key, scribe, as: "effective").map(\.ofObservation),
        note: notes(investigation.notes, scribe),
        method: scribe.take(investigation.method, "method", as: "method").map { concept($0, as: .methods) },
        specimen: specimen.map(identity.reference),
        hasMember: members(of: investigation),
        derivedFrom: articleReferences
      ), as: key)
  }

  private func members(of investigation: CaseReport.Investigation) -> [R4.Reference] {
    investigation.results.map { identity.reference(to: ResourceKey(type: "Observation", name: $0.id)) }
  }

  private func category(of kind: CaseReport.Investigation.Kind) -> R4.CodeableConcept {
    guard let service = kind.service else { return Self.ownCode(kind.rawValue, in: CaseURLs.kind) }
    return Self.code(service.code, in: CodeSystems.diagnosticService, display: service.display)
  }
}

extension CaseReport.Investigation.Kind {
  /// The section of a diagnostic service, of v2's table 0074.
  ///
  /// Its codes for pathology say whether it is surgical, which a report does not; so that kind has a code of ours.
  var service: (code: String, display: String)? {
    switch self {
    case .laboratory: ("LAB", "Laboratory")
    case .imaging: ("IMG", "Diagnostic Imaging")
    case .pathology, .examination: nil
    }
  }

  fileprivate var style: Conversion.ObservationStyle {
    switch self {
    case .laboratory:
      Conversion.ObservationStyle(category: ("laboratory", "Laboratory"), names: .laboratory, words: [.results])
    case .pathology:
      Conversion.ObservationStyle(
        category: ("laboratory", "Laboratory"), names: .pathology, words: [.results, .pathology])
    case .imaging:
      Conversion.ObservationStyle(category: ("imaging", "Imaging"), names: .observations, words: [.results])
    case .examination:
      Conversion.ObservationStyle(category: ("exam", "Exam"), names: .conditions, words: [.results, .conditions])
    }
  }
}

extension Conversion.Effective {
  fileprivate var ofReport: R4.DiagnosticReport.Effective {
    switch self {
    case .dateTime(let dateTime): .dateTime(dateTime)
    case .period(let period): .period(period)
    }
  }
}

// MARK: Back

extension Restoration {
  /// The investigations, reports and examinations alike, in the order of the case.
  func investigations(_ order: [ResourceKey: Int]) -> [CaseReport.Investigation] {
    let panels = panels
    var taken: Set<ResourceKey> = []
    let found = entries.enumerated().filter { _, entry in
      isEntry(entry.key) && (entry.key.type == "DiagnosticReport" || panels.contains(entry.key))
    }.sorted { (order[$0.element.key] ?? .max, $0.offset) < (order[$1.element.key] ?? .max, $1.offset) }
    return found.map { investigation($1, panels, &taken) } + loose.map(investigation)
  }

  private func investigation(
    _ entry: Entry, _ panels: Set<ResourceKey>, _ taken: inout Set<ResourceKey>
  ) -> CaseReport.Investigation {
    let (element, key) = (entry.element, entry.key)
    let isPanel = key.type == "Observation"
    var investigation = CaseReport.Investigation(
      id: key.name, kind: isPanel ? kind(ofResult: element)?.kind ?? .examination : kind(element),
      name: self.name(element.child("code"), of: entry))
    if isPanel {
      for concept in element.children("category") {
        concept.codes(in: CodeSystems.observationCategory).first { $0.lexeme == "exam" }?.take()
      }
      investigation.method = element.child("method")?.words
    }
    // A report whose scan or biopsy is a Procedure of its own has its time from that.
    let scan = ResourceKey(type: "Procedure", name: key.name)
    times(element.child("effective"), into: &investigation, of: self.entry(scan) == nil ? key : nil)
    investigation.specimen = specimen(element.child("specimen"))
    for reference in element.children(isPanel ? "hasMember" : "result") {
      // A panel in a report or panel stays an investigation of its own.
      let member = takeKey(reference) {
        $0.type == "Observation" && isEntry($0) && !taken.contains($0) && !panels.contains($0)
      }
      guard let member, let result = self.entry(member) else { continue }
      taken.insert(member)
      investigation.results.append(self.result(result))
    }
    CaseSourceExtension.read(element, into: &investigation)
    investigation.notes = notes(element)
    return investigation
  }

  private func kind(_ element: BundleElement) -> CaseReport.Investigation.Kind {
    for concept in element.children("category") {
      if let kind = concept.takeCode(in: CaseURLs.kind, as: CaseReport.Investigation.Kind.self) { return kind }
      for code in concept.codes(in: CodeSystems.diagnosticService) {
        guard let kind = CaseReport.Investigation.Kind.allCases.first(where: { $0.service?.code == code.lexeme }) else {
          continue
        }
        code.take()
        return kind
      }
    }
    report(
      CaseBackRule.assumed, "expected a category with the kind of the investigation; taken for a laboratory's",
      at: element)
    return .laboratory
  }
}

// Condition ↔ Condition: diagnoses, metastases, symptoms, signs, history; with stage and evidence.

internal import FHIRCore
internal import FHIRModels
internal import Terminology

extension Conversion {
  /// Adds a condition and the Observations of its stage.
  ///
  /// `at` is when the condition was found, which R4 has the extension assertedDate for; it is never the onset. Neither
  /// a clinical status nor a verification status is written unless the article gives one.
  func add(_ condition: CaseReport.Condition, at path: String) {
    let key = ResourceKey(type: "Condition", name: condition.id)
    let scribe = scribe(for: key, at: path)
    let times = Times(condition, at: path)
    let abatement = abatement(of: condition, times, key, scribe)
    let (stage, parts) = stage(of: condition, times, key, scribe)
    // The asserted date comes first: others count from `extension[0].value`.
    let asserted = times.at.map { at in
      R4.Extension(
        url: CoreExtension.assertedDate,
        value: .dateTime(
          dateTime(
            at, for: Chronology.Owner(resource: key, side: .whole), scribe,
            as: "extension('\(CoreExtension.assertedDate)').value")))
    }
    add(
      R4.Condition(
        id: identity.id(of: key),
        extension: (asserted.map { [$0] } ?? [])
          + references(
            condition.dueTo, "due-to", scribe, as: "extension('\(CoreExtension.dueTo)')", suffix: ".value",
            to: ["Condition", "Procedure", "MedicationStatement"]
          ).map { R4.Extension(url: CoreExtension.dueTo, value: .reference($0)) }
          + references(
            condition.relatedTo, "related-to", scribe, as: "extension('\(CoreExtension.related)')",
            suffix: ".value", to: ["Condition"]
          ).map { R4.Extension(url: CoreExtension.related, value: .reference($0)) }
          + CaseSourceExtension.extensions(for: condition, scribe),
        identifier: [identifier(condition.id, scribe)],
        clinicalStatus: abatement.status,
        verificationStatus: scribe.take(condition.certainty, "certainty", as: "verificationStatus").map {
          Self.code($0.rawValue, in: CodeSystems.conditionCertainty)
        },
        category: [
          Self.ownCode(scribe.take(condition.kind, "kind", as: "category").rawValue, in: CaseURLs.kind)
        ],
        severity: scribe.take(condition.severity, "severity", as: "severity").map {
          concept($0, as: .severities)
        },
        code: concept(scribe.take(condition.name, "name", as: "code"), as: .conditions),
        bodySite: scribe.take(condition.site, "site", as: "bodySite[0]").map { [Self.text($0)] } ?? [],
        subject: patient,
        onset: times.from.map { from in
          .dateTime(
            dateTime(from, for: Chronology.Owner(resource: key, side: .start), scribe, as: "onset"))
        },
        abatement: abatement.end.map { .dateTime($0) },
        stage: stage,
        evidence: evidence(of: condition, scribe),
        note: notes(condition.notes, scribe)
      ), as: key)
    parts()
  }

  /// The clinical status and the end.
  ///
  /// R4 has an end only beside the status inactive, remission or resolved (con-4). If no status is stated, an end makes
  /// it inactive, marked as derived; with another status the end is not carried and stays unmapped.
  private func abatement(
    of condition: CaseReport.Condition, _ times: Times, _ key: ResourceKey, _ scribe: Scribe
  ) -> (status: R4.CodeableConcept?, end: R4.Primitive<FHIRDateTime>?) {
    let status = scribe.take(condition.status, "status", as: "clinicalStatus")
    func end() -> R4.Primitive<FHIRDateTime>? {
      times.until.map {
        dateTime($0, for: Chronology.Owner(resource: key, side: .end), scribe, as: "abatement")
      }
    }
    switch status {
    case .inactive, .remission, .resolved, nil:
      let end = end()
      if status == nil, end != nil {
        let derived = R4.CodeableConcept(
          extension: [CaseSourceExtension.derived],
          coding: [R4.Coding(system: CodeSystems.conditionStatus, code: "inactive")])
        return (derived, end)
      }
      return (status.map { Self.code($0.rawValue, in: CodeSystems.conditionStatus) }, end)
    case .active, .recurrence, .relapse:
      return (status.map { Self.code($0.rawValue, in: CodeSystems.conditionStatus) }, nil)
    }
  }

  /// The stage, and what adds the Observations of its parts once the condition is added.
  private func stage(
    of condition: CaseReport.Condition, _ times: Times, _ key: ResourceKey, _ scribe: Scribe
  ) -> ([R4.Condition.Stage], () -> Void) {
    guard let stage = condition.stage else { return ([], {}) }
    let scribe = scribe.part("stage", as: "stage[0]")
    let parts = stage.parts.indices.map { Self.stagePart($0, of: key) }
    let element = R4.Condition.Stage(
      extension: CaseSourceExtension.extensions(for: stage, scribe) + noteExtensions(stage.notes, scribe),
      summary: concept(scribe.take(stage.name, "name", as: "summary"), as: .staging),
      assessment: parts.map(identity.reference),
      type: scribe.take(stage.method, "method", as: "type").map(Self.text))
    return (
      [element],
      { [self] in
        for (index, part) in stage.parts.enumerated() {
          add(part, at: index, of: stage, at: scribe.path, of: key, times: times)
        }
      }
    )
  }

  private func evidence(of condition: CaseReport.Condition, _ scribe: Scribe) -> [R4.Condition.Evidence] {
    let details = references(
      condition.evidence, "evidence", scribe, as: "evidence[0].detail", to: nil)
    return details.isEmpty ? [] : [R4.Condition.Evidence(detail: details)]
  }
}

// MARK: Back

extension Restoration {
  /// A condition.
  func condition(_ entry: Entry) -> CaseReport.Condition {
    let (element, key) = (entry.element, entry.key)
    let kind = element.children("category").lazy.compactMap {
      $0.takeCode(in: CaseURLs.kind, as: CaseReport.Condition.Kind.self)
    }.first
    if kind == nil {
      report(
        CaseBackRule.assumed, "expected a category with the kind of the condition; taken for a diagnosis", at: element)
    }
    var condition = CaseReport.Condition(
      id: key.name, kind: kind ?? .diagnosis, name: self.name(element.child("code"), of: entry))
    condition.site = element.child("bodySite")?.words
    condition.at = time(
      element.extensionValues(CoreExtension.assertedDate).first, for: Chronology.Owner(resource: key, side: .whole))
    condition.from = time(element.child("onset"), for: Chronology.Owner(resource: key, side: .start))
    condition.until = time(element.child("abatement"), for: Chronology.Owner(resource: key, side: .end))
    condition.severity = element.child("severity")?.words
    condition.status = status(element)
    condition.certainty = element.child("verificationStatus")?.takeCode(
      in: CodeSystems.conditionCertainty, as: CaseReport.Condition.Certainty.self)
    condition.dueTo = ids(
      element.extensionValues(CoreExtension.dueTo), ["Condition", "Procedure", "MedicationStatement"])
    condition.relatedTo = ids(element.extensionValues(CoreExtension.related), ["Condition"])
    condition.evidence = ids(element.children("evidence").flatMap { $0.children("detail") })
    condition.stage = stage(element.child("stage"))
    CaseSourceExtension.read(element, into: &condition)
    condition.notes = notes(element)
    return condition
  }

  /// The clinical status; one that was derived from an end is derived again.
  private func status(_ element: BundleElement) -> CaseReport.Condition.Status? {
    guard let concept = element.child("clinicalStatus") else { return nil }
    let isInactive = concept.codes(in: CodeSystems.conditionStatus).first?.lexeme == "inactive"
    if CaseSourceExtension.isMarked(concept, .derived), isInactive, element.child("abatement") != nil { return nil }
    return concept.takeCode(in: CodeSystems.conditionStatus, as: CaseReport.Condition.Status.self)
  }

  private func stage(_ element: BundleElement?) -> CaseReport.Stage? {
    guard let element, let name = element.child("summary")?.words else { return nil }
    var stage = CaseReport.Stage(name: name, method: element.child("type")?.words)
    stage.parts = element.children("assessment").compactMap { reference in
      takeKey(reference) { $0.type == "Observation" && !isEntry($0) }.flatMap(entry).map(stagePart)
    }
    CaseSourceExtension.read(element, into: &stage)
    stage.notes = notes(element)
    return stage
  }
}

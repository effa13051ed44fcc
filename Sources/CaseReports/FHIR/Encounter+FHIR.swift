// An anchor that is a visit ↔ Encounter.

internal import FHIRCore
internal import FHIRModels

extension Conversion {
  /// Adds the Encounter of a visit.
  ///
  /// A report tells of a visit in the past, so its status is `finished`. R4 demands a class, which no report states: it
  /// is absent with the reason `unknown`. So is the start of a visit from which the others are counted.
  func addVisit(_ anchor: CaseReport.Anchor, at path: String) {
    let key = CaseGraph.encounter(of: anchor)
    // The Composition's event is the anchor; this is written from it again.
    let scribe = scribe(for: key, at: path).derived()
    var period = R4.Period()
    if let at = anchor.at {
      period[primitive: "start", as: FHIRDateTime.self] = start(at, "\(path).at", anchor.id, key, scribe)
    } else if let date = givenDate(of: anchor) {
      period[primitive: "start", as: FHIRDateTime.self] = date
    } else {
      period[extensionsOf: "start"] = [.dataAbsentReason("unknown")]
    }
    scribe.record("is", as: "")
    add(
      R4.Encounter(
        id: identity.id(of: key),
        identifier: [identifier(anchor.id, scribe)],
        status: .finished,
        class: R4.Coding(extension: [.dataAbsentReason("unknown")]),
        type: [
          R4.CodeableConcept(
            extension: [CaseSourceExtension.inherited], text: scribe.take(anchor.name, "name", as: "type[0]"))
        ],
        subject: patient,
        period: period
      ), as: key)
  }

  private func start(
    _ at: AnchorTime, _ path: String, _ anchor: String, _ key: ResourceKey, _ scribe: Scribe
  ) -> R4.Primitive<FHIRDateTime> {
    switch at.form {
    case .date(let date):
      scribe.record(path: path, as: "period.start")
      return R4.Primitive(lexeme: date)
    case .time(let form):
      let time = Piece(value: (try? RelativeTime(at.text)) ?? RelativeTime(form), path: path)
      return dateTime(
        time, of: anchor, for: Chronology.Owner(resource: key, side: .start), scribe, as: "period.start")
    }
  }
}

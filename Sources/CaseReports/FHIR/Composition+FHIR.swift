// The case as a whole ↔ Composition: its id and title, the anchors, and the order of the entries.

internal import FHIRCore
internal import FHIRModels

extension Conversion {
  /// Adds the Composition.
  ///
  /// R4 demands a status, a date and an author, and has no code for a status that is not known: what the case does not
  /// state is absent with the reason `unknown`.
  func addComposition() {
    let key = ResourceKey.composition
    let scribe = scribe(for: key, at: "")
    var composition = R4.Composition(
      id: identity.id(of: key),
      identifier: R4.Identifier(
        system: CaseURLs.cases, value: scribe.take(report.id, "case", as: "identifier.value")),
      status: .preliminary,
      type: Self.text("case report"),
      subject: patient,
      date: recordedAt.flatMap { FHIRDateTime(text: $0.text) },
      author: authors(scribe),
      title: scribe.take(report.title, "title", as: "title"),
      event: report.timeline.enumerated().map { event($1, scribe.part("timeline[\($0)]", as: "event[\($0)]")) },
      section: sections)
    composition.status = nil
    composition[extensionsOf: "status"] = [.dataAbsentReason("unknown")]
    if recordedAt == nil { composition[extensionsOf: "date"] = [.dataAbsentReason("unknown")] }
    if report.title == nil { composition[extensionsOf: "title"] = [.dataAbsentReason("unknown")] }
    add(composition, as: key)
  }

  /// The authors of the article, or what is cited as its source.
  private func authors(_ scribe: Scribe) -> [R4.Reference] {
    let scribe = scribe.part("source", as: "").derived()
    let authors = report.source?.authors ?? []
    if !authors.isEmpty {
      return authors.enumerated().map { index, author in
        R4.Reference(display: scribe.take(author, "authors[\(index)]", as: "author[\(index)].display"))
      }
    }
    guard let citation = scribe.take(report.source?.citation, "citation", as: "author[0].display") else {
      return [R4.Reference(extension: [.dataAbsentReason("unknown")])]
    }
    return [R4.Reference(display: citation)]
  }

  /// An anchor: its name, where it lies, and what it is tied to.
  private func event(_ anchor: CaseReport.Anchor, _ scribe: Scribe) -> R4.Composition.Event {
    var period: R4.Period?
    if let at = anchor.at {
      period = R4.Period()
      period?[primitive: "start", as: FHIRDateTime.self] = position(at, scribe)
    }
    return R4.Composition.Event(
      id: scribe.take(anchor.id, "id", as: "id"),
      extension: CaseSourceExtension.extensions(for: anchor, scribe) + noteExtensions(anchor.notes, scribe),
      code: [Self.text(scribe.take(anchor.name, "name", as: "code[0]"))],
      period: period,
      detail: detail(of: anchor, scribe))
  }

  private func position(_ at: AnchorTime, _ scribe: Scribe) -> R4.Primitive<FHIRDateTime> {
    switch at.form {
    case .date(let date): R4.Primitive(lexeme: scribe.take(date, "at", as: "period.start"))
    case .time(let form):
      dateTime(
        Piece(value: (try? RelativeTime(at.text)) ?? RelativeTime(form), path: "\(scribe.path).at"), scribe,
        as: "period.start")
    }
  }

  /// The event of an anchor; a reference says which, the words say whether it is its start or end.
  private func detail(of anchor: CaseReport.Anchor, _ scribe: Scribe) -> [R4.Reference] {
    guard let event = anchor.event else { return [] }
    let target: ResourceKey? =
      switch event.form {
      case .visit: CaseGraph.encounter(of: anchor)
      case .start(let id), .end(let id), .entry(let id): graph.timeElement(of: id, event.form.side)?.resource
      }
    guard let target else { return [] }
    scribe.record("is", as: "detail[0]")
    var reference = identity.reference(to: target)
    let printed = event.form.side == .whole ? event.text : nil
    let original = OriginalText.carrying(event.text, unlessPrinted: printed)
    if !original.isEmpty { reference.extension = original }
    return [reference]
  }

  /// One section for each list, for a bundle alone has no order that a server keeps.
  private var sections: [R4.Composition.Section] {
    let lists: [(title: String, ids: [String])] = [
      ("conditions", report.conditions.map(\.id)), ("investigations", report.investigations.map(\.id)),
      ("treatments", report.treatments.map(\.id)), ("adverse-events", report.adverseEvents.map(\.id)),
      ("course", report.course.map(\.id)),
    ]
    return lists.filter { !$0.ids.isEmpty }.map { list in
      R4.Composition.Section(
        title: list.title,
        entry: list.ids.compactMap { graph.entries[$0].map { identity.reference(to: $0.key) } })
    }
  }
}

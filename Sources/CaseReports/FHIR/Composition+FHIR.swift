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
      period?[primitive: "start", as: FHIRDateTime.self] = position(at, of: anchor.id, scribe)
    } else if let date = givenDate(of: anchor) {
      period = R4.Period()
      period?[primitive: "start", as: FHIRDateTime.self] = date
    }
    return R4.Composition.Event(
      id: scribe.take(anchor.id, "id", as: "id"),
      extension: CaseSourceExtension.extensions(for: anchor, scribe) + noteExtensions(anchor.notes, scribe),
      code: [Self.text(scribe.take(anchor.name, "name", as: "code[0]"))],
      period: period,
      detail: detail(of: anchor, scribe))
  }

  private func position(_ at: AnchorTime, of anchor: String, _ scribe: Scribe) -> R4.Primitive<FHIRDateTime> {
    switch at.form {
    case .date(let date): R4.Primitive(lexeme: scribe.take(date, "at", as: "period.start"))
    case .time(let form):
      dateTime(
        Piece(value: (try? RelativeTime(at.text)) ?? RelativeTime(form), path: "\(scribe.path).at"), of: anchor,
        scribe, as: "period.start")
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
    // What no list has stands here too, so that everything can be reached from the Composition, as a document demands.
    let others: [(title: String, keys: [ResourceKey])] = [
      ("source", report.source == nil ? [] : [.article]), ("subject", report.subject?.age == nil ? [] : [.age]),
      ("procedures", report.investigations.compactMap(graph.procedure(of:))),
    ]
    let sections = lists.map { (title: $0.title, keys: $0.ids.compactMap { graph.entries[$0]?.key }) } + others
    return sections.filter { !$0.keys.isEmpty }.map { section in
      R4.Composition.Section(title: section.title, entry: section.keys.map(identity.reference))
    }
  }
}

// MARK: Back

extension Restoration {
  private var composition: BundleElement? { entry(.composition)?.element }

  /// The title; the id of the case is known from the beginning.
  func title() -> String? {
    _ = composition?.child("identifier")?.take("value")
    return composition?.take("title")
  }

  /// The place of each entry in its list, as the sections name them.
  func sections() -> [ResourceKey: Int] {
    let titles: Set = ["conditions", "investigations", "treatments", "adverse-events", "course"]
    var order: [ResourceKey: Int] = [:]
    for section in composition?.children("section") ?? [] {
      // A section says nothing but the order; which list an entry stands in, the entry says.
      if let title = section.child("title"), let text = title.lexeme, titles.contains(text) { title.take() }
      for reference in section.children("entry") {
        guard let key = takeKey(reference, where: isEntry), order[key] == nil else { continue }
        order[key] = order.count
      }
    }
    return order
  }

  /// What a section names.
  func sectionKeys(_ title: String) -> Set<ResourceKey> {
    Set(
      (composition?.children("section") ?? []).filter { $0.child("title")?.lexeme == title }.flatMap {
        $0.children("entry").compactMap { $0.child("reference")?.lexeme.flatMap(key(of:)) }
      })
  }

  /// The anchors.
  func anchors() -> [CaseReport.Anchor] {
    (composition?.children("event") ?? []).enumerated().compactMap { index, event in
      guard let id = event.child("id"), let word = id.lexeme, Identifier.isWord(word),
        let name = event.child("code")?.words
      else { return nil }
      id.take()
      var anchor = CaseReport.Anchor(id: word, name: name)
      anchor.event = self.event(event.child("detail"))
      if let start = event.child("period")?.child("start") { anchor.at = position(start, of: word) }
      CaseSourceExtension.read(event, into: &anchor)
      anchor.notes = notes(event)
      return anchor
    }
  }

  /// The event of an anchor: the reference says which, the words say whether it is its start or end.
  private func event(_ detail: BundleElement?) -> AnchorEvent? {
    guard let detail else { return nil }
    guard let key = takeKey(detail, where: { $0.type == "Encounter" || isEntry($0) }) else { return nil }
    if key.type == "Encounter" { return AnchorEvent(.visit) }
    // The words say which side, if they are about what the reference leads to.
    let words = detail.extensionValues(CoreExtension.originalText).first?.lexeme
    guard let event = words.flatMap({ try? AnchorEvent($0) }), event.form.entry == key.name else {
      return AnchorEvent(.entry(key.name))
    }
    takeWords(detail)
    return AnchorEvent(event.form)
  }

  /// Where an anchor lies: as it was settled, which the first reading prepares.
  private func position(_ start: BundleElement, of id: String) -> AnchorTime? {
    guard let moment = moment(start), moment != .unknown || !isGiven(start) else { return nil }
    guard let chronology else {
      if case .date(let date) = moment { return AnchorTime(.date(date)) }
      let words = start.extensionValues(CoreExtension.originalText).first?.lexeme
      return words.flatMap { try? AnchorTime($0) } ?? AnchorTime(.time(.anchor(id)))
    }
    guard let at = chronology.graph.anchors[id]?.value.at else { return nil }
    takeMoment(start)
    return at
  }

  /// The anchors, each called by the words that it carries as long as they say where it lies.
  ///
  /// Words may name other anchors. So the anchors are first called by what is made of their elements, which says where
  /// each lies, and then the words are held against that.
  func settledAnchors(_ graph: CaseGraph, of report: CaseReport) -> Chronology {
    var moments: [String: (moment: Moment, words: RelativeTime?)] = [:]
    for event in composition?.children("event") ?? [] {
      guard let id = event.child("id")?.lexeme, moments[id] == nil, let start = event.child("period")?.child("start"),
        let moment = moment(start)
      else { continue }
      let words = start.extensionValues(CoreExtension.originalText).first?.lexeme
      moments[id] = (moment, words.flatMap { try? RelativeTime($0) })
    }
    func settled(_ graph: CaseGraph, _ call: (String, Moment, RelativeTime?) -> RelativeTime?) -> CaseGraph {
      var graph = graph
      graph.replaceAnchors { anchor in
        guard let (moment, words) = moments[anchor.id] else { return }
        if case .date(let date) = moment {
          anchor.at = AnchorTime(.date(date))
          guard let words = call(anchor.id, moment, words), words.text != anchor.id else { return }
          anchor.at = (try? AnchorTime(words.text)) ?? anchor.at
          return
        }
        anchor.at = call(anchor.id, moment, words).flatMap { try? AnchorTime($0.text) }
      }
      return graph
    }
    let names = Chronology(graph: graph).names
    let plain = Chronology(
      graph: settled(graph) { _, moment, words in
        if case .date = moment { return nil }
        return names.form(of: moment).map { RelativeTime($0) } ?? words
      })
    return Chronology(
      graph: settled(graph) { id, moment, words in
        let name: RelativeTime? =
          if case .date = moment { nil } else { names.form(of: moment).map { RelativeTime($0) } }
        return [words, name].compactMap(\.self).first {
          plain.knows($0.form) && $0.form != .anchor(id) && plain.resolve($0.form) == moment
        }
      })
  }
}

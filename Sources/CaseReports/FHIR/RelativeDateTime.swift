// A time of a case ↔ a FHIR date, which may have no value and R4's extension cqf-relativeDateTime instead.

internal import FHIRCore
internal import FHIRModels

extension Conversion {
  /// A time as a dateTime: a printed date, a relation to an event, or neither and the words alone.
  ///
  /// Never is a date made up: a dateTime has a value only if the anchor at which it stands prints one, or if it follows
  /// from a date that is given for this conversion. Then it is marked as assumed, and the relation stays.
  ///
  /// - Parameters:
  ///   - time: The time and where it stands in the case.
  ///   - anchor: The anchor whose place it is; nil if it is no anchor's.
  ///   - owner: Whose time it is; nil if nothing counts from it.
  ///   - scribe: Writes down where the texts go.
  ///   - element: The element.
  /// - Returns: The dateTime, with or without a value.
  func dateTime(
    _ time: Piece<RelativeTime>, of anchor: String? = nil, for owner: Chronology.Owner? = nil, _ scribe: Scribe,
    as element: String
  ) -> R4.Primitive<FHIRDateTime> {
    let moment = chronology.resolve(time.value.form, for: owner)
    scribe.record(path: time.path, as: element, isDerived: time.isInherited)
    var extensions: [R4.Extension] = []
    var date: String?
    var printed = chronology.form(of: moment)?.printed
    var assumed = anchor.map { dates[$0] } ?? AnchorDates.date(of: time.value.form, dates)
    switch moment {
    case .date(let text):
      date = text
      assumed = nil
      // An anchor at a date prints as that, so the words tell one that lies on another anchor.
      if anchor != nil { printed = text }
    case .relative(let relative): extensions.append(relativeDateTime(relative))
    case .unknown: if assumed == nil { extensions.append(.dataAbsentReason("unknown")) }
    }
    extensions += OriginalText.carrying(time.value.text, unlessPrinted: printed)
    if time.isInherited { extensions.append(CaseSourceExtension.inherited) }
    if assumed != nil { extensions.append(CaseSourceExtension.assumed) }
    return R4.Primitive(lexeme: date ?? assumed?.text, extension: extensions)
  }

  /// The date that is given to an anchor which lies nowhere else.
  func givenDate(of anchor: CaseReport.Anchor) -> R4.Primitive<FHIRDateTime>? {
    guard anchor.at == nil, let date = given[anchor.id] else { return nil }
    return R4.Primitive(lexeme: date.text, extension: [CaseSourceExtension.assumed])
  }

  /// A moment as R4's extension.
  func relativeDateTime(_ moment: RelativeMoment) -> R4.Extension {
    R4.Extension(
      extension: [
        R4.Extension(url: "target", value: .reference(identity.reference(to: moment.target.resource))),
        R4.Extension(url: "targetPath", value: .string(R4.Primitive(moment.target.path))),
        R4.Extension(url: "relationship", value: .code(R4.Primitive(moment.relationship.rawValue))),
        R4.Extension(url: "offset", value: Self.offset(moment.offset)),
      ],
      url: CoreExtension.relativeDateTime)
  }

  private static func offset(_ offset: RelativeMoment.Offset) -> R4.Extension.Value {
    switch offset {
    case .exactly(let number, let unit): .duration(duration(number, unit))
    case .range(let low, let high, let unit):
      .range(R4.Range(low: low.map { quantity($0, unit) }, high: high.map { quantity($0, unit) }))
    }
  }

  /// A length of time.
  static func duration(_ number: String, _ unit: TimeUnit) -> R4.Duration {
    R4.Duration(
      value: FHIRDecimal(lexeme: number), unit: unit.printed(for: number), system: CodeSystems.units, code: unit.code)
  }

  /// A length of time where FHIR wants a Quantity.
  static func quantity(_ number: String, _ unit: TimeUnit) -> R4.Quantity {
    R4.Quantity(
      value: FHIRDecimal(lexeme: number), unit: unit.printed(for: number), system: CodeSystems.units, code: unit.code)
  }
}

extension RelativeMoment {
  /// Reads R4's extension.
  ///
  /// - Parameters:
  ///   - relative: The extension.
  ///   - resource: What a reference points at.
  init?(_ relative: R4.Extension, resource: (R4.Reference) -> ResourceKey?) {
    func part(_ url: String) -> R4.Extension.Value? { relative.extension.first { $0.url == url }?.value }
    guard case .reference(let reference)? = part("target"), let key = resource(reference),
      case .string(let path)? = part("targetPath"), let path = path.value,
      case .code(let code)? = part("relationship"),
      let relationship = code.value.flatMap(Relationship.init(rawValue:)),
      let offset = part("offset").flatMap(Offset.init)
    else { return nil }
    self.init(
      target: CaseGraph.TimeElement(resource: key, path: path), relationship: relationship, offset: offset)
  }
}

extension RelativeMoment.Offset {
  fileprivate init?(_ value: R4.Extension.Value) {
    switch value {
    case .duration(let duration):
      guard let number = duration.value?.lexeme, let unit = duration.code.flatMap(TimeUnit.init(code:)) else {
        return nil
      }
      self = .exactly(number, unit)
    case .range(let range):
      guard let unit = (range.low ?? range.high)?.code.flatMap(TimeUnit.init(code:)),
        [range.low, range.high].allSatisfy({ $0 == nil || $0?.code == unit.code })
      else { return nil }
      self = .range(low: range.low?.value?.lexeme, high: range.high?.value?.lexeme, unit)
    default: return nil
    }
  }
}

extension TimeUnit {
  /// The unit as it is printed after a number.
  func printed(for number: String) -> String { number == "1" ? rawValue : rawValue + "s" }
}

// MARK: Back

extension Restoration {
  /// Whether the date of an element was given for a conversion, so that it is none of the case.
  func isGiven(_ element: BundleElement) -> Bool { CaseSourceExtension.isMarked(element, .assumed) }

  /// What a dateTime says; nil if it says nothing that can be understood.
  func moment(_ element: BundleElement) -> Moment? {
    if let relative = element.extensions(CoreExtension.relativeDateTime).first {
      return RelativeMoment(
        R4.Extension(relative.node), resource: { $0.reference.flatMap(self.key(of:)) }
      ).map { .relative($0) }
    }
    if let value = element.lexeme, !isGiven(element) { return FHIRDateTime(text: value) == nil ? nil : .date(value) }
    return element.children("extension").isEmpty ? nil : .unknown
  }

  /// The time that a dateTime says, in the words that it carries as long as they still say that.
  ///
  /// - Parameters:
  ///   - element: The dateTime.
  ///   - owner: Whose time it is; nil if nothing counts from it.
  ///   - inheritor: The entry and the key that may take it from elsewhere.
  /// - Returns: The time; nil if there is none or it cannot be said, which is then reported as not read.
  func time(
    _ element: BundleElement?, for owner: Chronology.Owner? = nil,
    inheritedBy inheritor: (id: String, key: String)? = nil
  ) -> RelativeTime? {
    guard let element, let moment = moment(element) else { return nil }
    let carried = element.extensionValues(CoreExtension.originalText).first?.lexeme
    guard let chronology else {
      // What it is called is found on the second reading; that there is one is enough.
      if case .date(let date) = moment { dates.insert(date) }
      return moment == .unknown && carried == nil ? nil : RelativeTime(.anchor("T"))
    }
    let words = carried.flatMap { try? RelativeTime($0) }
    let candidates = [words, chronology.form(of: moment).map { RelativeTime($0) }].compactMap(\.self)
    guard
      let time = candidates.first(where: {
        chronology.knows($0.form) && chronology.resolve($0.form, for: owner) == moment
      })
    else { return nil }
    takeMoment(element)
    if let inheritor, CaseSourceExtension.isMarked(element, .inherited) {
      inherited.insert("\(inheritor.id).\(inheritor.key)")
    }
    return time
  }

  /// Takes all that a dateTime says of its moment, and the words beside it.
  func takeMoment(_ element: BundleElement) {
    takeWords(element)
    guard let relative = element.extensions(CoreExtension.relativeDateTime).first else {
      element.take()
      for reason in element.extensionValues(CoreExtension.dataAbsentReason) where reason.lexeme == "unknown" {
        reason.take()
      }
      return
    }
    for url in ["targetPath", "relationship"] { _ = relative.takeExtension(url) }
    _ = takeKey(relative.extensionValues("target").first)
    if let offset = relative.extensionValues("offset").first { takeLength(offset) }
  }

  /// Takes a length of time: a Duration, or a Range of quantities.
  func takeLength(_ element: BundleElement) {
    for quantity in [element] + [element.child("low"), element.child("high")].compactMap(\.self) {
      _ = quantity.take("value")
      // A number that was changed from 1 or to it leaves the word in the wrong form.
      guard let code = quantity.take("code"), let unit = quantity.child("unit"),
        unit.lexeme.flatMap(TimeUnit.init(word:))?.code == code
      else { continue }
      unit.take()
    }
  }

  /// Takes the text that an element carries, which has been used or no longer says what the element says.
  @discardableResult
  func takeWords(_ element: BundleElement) -> String? { element.takeExtension(CoreExtension.originalText) }

  /// The text of an element whose form is known, by the law of printed text.
  ///
  /// - Returns: The text; nil if the form has none that follows the grammar.
  func text<Text: CaseText, Meaning: Equatable>(
    _ element: BundleElement, of form: Text.Form?, as type: Text.Type, meaning: (Text.Form) -> Meaning
  ) -> Text? {
    guard let form else { return nil }
    let carried = element.extensionValues(CoreExtension.originalText).first?.lexeme
    guard let text = OriginalText.text(carried, of: form, as: type, meaning: meaning),
      let parsed = try? Text(text.text), meaning(parsed.form) == meaning(form)
    else { return nil }
    takeWords(element)
    return text
  }

  /// A length of time as an interval.
  func interval(_ element: BundleElement) -> Interval? {
    let value: R4.Extension.Value? =
      element.is(R4.Duration.self)
      ? .duration(R4.Duration(element.node)) : element.is(R4.Range.self) ? .range(R4.Range(element.node)) : nil
    guard let offset = value.flatMap(RelativeMoment.Offset.init),
      let interval = text(
        element, of: offset.interval, as: Interval.self, meaning: { RelativeMoment.Offset($0) })
    else { return nil }
    takeLength(element)
    return interval
  }
}

extension Chronology {
  /// Whether the anchor or entry that a time names exists.
  func knows(_ form: RelativeTime.Form) -> Bool {
    form.anchor.map { graph.anchors[$0] != nil } ?? form.entry.map { graph.entries[$0] != nil } ?? false
  }
}

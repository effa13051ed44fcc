// Cycle, courses and the length of a dose ↔ Timing.

internal import FHIRCore
internal import FHIRModels

extension Conversion {
  /// How often and how many times: `count`, and `frequency` 1 per `period`.
  ///
  /// R4 takes a period without a frequency for once per period, so writing 1 adds nothing. The days within a course are
  /// not said.
  func repetition(
    cycle: Piece<Cycle>?, courses: Piece<Int>?, bounds: R4.Timing.Repeat.Bounds? = nil, _ scribe: Scribe,
    as element: String
  ) -> R4.Timing.Repeat? {
    guard cycle != nil || courses != nil || bounds != nil else { return nil }
    let form = cycle?.value.form
    var repetition = R4.Timing.Repeat(
      bounds: bounds, count: courses?.value, frequency: cycle == nil ? nil : 1,
      period: form.flatMap { FHIRDecimal(lexeme: $0.low) },
      periodMax: form?.high.flatMap { FHIRDecimal(lexeme: $0) },
      periodUnit: form.flatMap { R4.UnitsOfTime(rawValue: $0.unit.code) })
    if let courses {
      scribe.record(path: courses.path, as: "\(element).count", isDerived: courses.isInherited)
      if courses.isInherited { repetition[extensionsOf: "count"] = [CaseSourceExtension.inherited] }
    }
    if let cycle {
      scribe.record(path: cycle.path, as: "\(element).period", isDerived: cycle.isInherited)
      let extensions =
        OriginalText.carrying(cycle.value.text, unlessPrinted: cycle.value.form.printed)
        + (cycle.isInherited ? [CaseSourceExtension.inherited] : [])
      if !extensions.isEmpty { repetition[extensionsOf: "period"] = extensions }
    }
    return repetition
  }

  /// A length as the bounds of a Timing.
  func bounds(_ length: Interval) -> R4.Timing.Repeat.Bounds {
    let offset = RelativeMoment.Offset(length.form)
    let original = OriginalText.carrying(length.text, unlessPrinted: offset.interval?.printed)
    switch offset {
    case .exactly(let number, let unit):
      var duration = Self.duration(number, unit)
      if !original.isEmpty { duration.extension = original }
      return .duration(duration)
    case .range(let low, let high, let unit):
      return .range(
        R4.Range(
          extension: original, low: low.map { Self.quantity($0, unit) }, high: high.map { Self.quantity($0, unit) }))
    }
  }
}

// MARK: Back

extension Restoration {
  /// How often a course is given; written down if it is a copy.
  func cycle(_ repetition: BundleElement?, inheritedBy id: String) -> Cycle? {
    guard let repetition, let period = repetition.child("period"), let low = period.lexeme,
      let unit = repetition.child("periodUnit")?.lexeme.flatMap(TimeUnit.init(code:))
    else { return nil }
    let form = Cycle.Form(low, to: repetition.child("periodMax")?.lexeme, unit)
    guard let cycle = text(period, of: form, as: Cycle.self, meaning: { $0 }) else { return nil }
    for name in ["period", "periodMax", "periodUnit"] { _ = repetition.take(name) }
    if CaseSourceExtension.isMarked(period, .inherited) { inherited.insert("\(id).cycle") }
    return cycle
  }

  /// The number of courses; written down if it is a copy.
  func courses(_ repetition: BundleElement?, inheritedBy id: String) -> Int? {
    guard let count = repetition?.child("count"), let number = count.lexeme.flatMap({ Int($0) }) else { return nil }
    count.take()
    if CaseSourceExtension.isMarked(count, .inherited) { inherited.insert("\(id).courses") }
    return number
  }
}

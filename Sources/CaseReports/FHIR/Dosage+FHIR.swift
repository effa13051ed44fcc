// Dose ↔ Dosage: the amount as printed, when it was in force, and the words of the article.

internal import FHIRCore
internal import FHIRModels
internal import Terminology

extension Conversion {
  /// The doses of a treatment, each with the treatment's cycle and courses.
  func dosages(
    of treatment: CaseReport.Treatment, _ terms: TreatmentTerms, _ key: ResourceKey, _ scribe: Scribe,
    as element: (Int) -> String
  ) -> [R4.Dosage] {
    if treatment.doses.isEmpty {
      let scribe = scribe.part("", as: element(0))
      let repetition = repetition(cycle: terms.cycle, courses: terms.courses, scribe, as: "timing.repeat")
      return repetition.map { [R4.Dosage(timing: R4.Timing(repeat: $0))] } ?? []
    }
    return treatment.doses.enumerated().map { index, dose in
      let scribe = scribe.part("doses[\(index)]", as: element(index))
      let timing = timing(of: dose, terms, isFirst: index == 0, of: key, scribe)
      var dosage = R4.Dosage(
        extension: CaseSourceExtension.extensions(for: dose, scribe) + noteExtensions(dose.notes, scribe),
        sequence: treatment.doses.count > 1 ? index + 1 : nil,
        text: scribe.take(dose.text, "text", as: "text") ?? dose.dose?.text,
        timing: timing,
        route: scribe.take(dose.route, "route", as: "route").map { concept($0, as: .routes) },
        doseAndRate: scribe.take(dose.dose, "dose", as: "doseAndRate[0]").map { [amount($0)] } ?? [])
      // Where the article has no words of its own for the dosage, the dose is written out for readers.
      if dose.text == nil, dose.dose != nil { dosage[extensionsOf: "text"] = [CaseSourceExtension.derived] }
      return dosage
    }
  }

  /// When a dose was in force: `lasting` and `from` … `until` bound it, `at` is a moment of it.
  private func timing(
    of dose: CaseReport.Dose, _ terms: TreatmentTerms, isFirst: Bool, of key: ResourceKey, _ scribe: Scribe
  ) -> R4.Timing? {
    let times = Times(dose, at: scribe.path)
    var bounds: R4.Timing.Repeat.Bounds?
    if var period = period(times, scribe, as: "timing.repeat.bounds") {
      if let length = dose.lasting, times.until == nil {
        scribe.record("lasting", as: "timing.repeat.bounds.end")
        period[primitive: "end", as: FHIRDateTime.self] = end(
          after: length, key, "\(scribe.element).timing.repeat.bounds")
      }
      bounds = .period(period)
    } else if let length = scribe.take(dose.lasting, "lasting", as: "timing.repeat.bounds") {
      bounds = self.bounds(length)
    }
    // Cycle and courses are the treatment's: the first dosage owns them, the others repeat them.
    let repetition = repetition(
      cycle: terms.cycle, courses: terms.courses, bounds: bounds, isFirst ? scribe : scribe.derived(),
      as: "timing.repeat")
    guard repetition != nil || times.at != nil else { return nil }
    var timing = R4.Timing(repeat: repetition)
    if let at = times.at {
      timing[primitives: "event", as: FHIRDateTime.self] = [dateTime(at, scribe, as: "timing.event[0]")]
    }
    return timing
  }

  /// The end of a dose that begins at a moment and lasts a while: counted from its own beginning.
  private func end(after length: Interval, _ key: ResourceKey, _ path: String) -> R4.Primitive<FHIRDateTime> {
    let offset = RelativeMoment.Offset(length.form)
    let moment = RelativeMoment(
      target: CaseGraph.TimeElement(resource: key, path: path), relationship: .afterStart, offset: offset)
    return R4.Primitive(
      extension: [relativeDateTime(moment)]
        + OriginalText.carrying(length.text, unlessPrinted: offset.interval?.printed))
  }

  /// An amount: `mg/day` as a ratio, which says no more than the total of a day, `mL/h` as a rate, `mg/m2` as a dose.
  private func amount(_ dose: DoseText) -> R4.Dosage.DoseAndRate {
    let form = dose.form
    let original = OriginalText.carrying(dose.text, unlessPrinted: form.printed)
    guard let per = form.per else {
      let isRate = isPerTime(form.unit)
      guard let high = form.high else {
        let quantity = quantity(form.low, form.unit, extension: original)
        return isRate
          ? R4.Dosage.DoseAndRate(rate: .quantity(quantity)) : R4.Dosage.DoseAndRate(dose: .quantity(quantity))
      }
      let range = R4.Range(extension: original, low: quantity(form.low, form.unit), high: quantity(high, form.unit))
      return isRate ? R4.Dosage.DoseAndRate(rate: .range(range)) : R4.Dosage.DoseAndRate(dose: .range(range))
    }
    guard let high = form.high else {
      let ratio = R4.Ratio(
        extension: original, numerator: quantity(form.low, form.unit), denominator: Self.quantity("1", per))
      return R4.Dosage.DoseAndRate(rate: .ratio(ratio))
    }
    let range = R4.Range(
      extension: original, low: rate(form.low, form.unit, per), high: rate(high, form.unit, per))
    return R4.Dosage.DoseAndRate(rate: .range(range))
  }

  /// Whether a printed unit is an amount per time by itself, such as `mL/h`.
  private func isPerTime(_ printed: String) -> Bool {
    guard let code = code(ofUnit: printed), let slash = code.lastIndex(of: "/") else { return false }
    return TimeUnit(code: String(code[code.index(after: slash)...])) != nil
  }

  /// A number per time as one quantity.
  private func rate(_ number: String, _ unit: String, _ per: TimeUnit) -> R4.Quantity {
    let printed = "\(unit)/\(per.rawValue)"
    let code = vocabulary.units.unit(printed: printed)?.code ?? code(ofUnit: unit).map { "\($0)/\(per.code)" }
    return R4.Quantity(
      value: FHIRDecimal(lexeme: number), unit: printed, system: code == nil ? nil : CodeSystems.units, code: code)
  }
}

// MARK: Back

extension Restoration {
  /// The doses of a treatment; a dosage that has nothing but the treatment's cycle and courses is none.
  ///
  /// - Parameters:
  ///   - dosages: The dosages.
  ///   - key: The resource that has them.
  /// - Returns: The doses.
  func doses(_ dosages: [BundleElement], of key: ResourceKey) -> [CaseReport.Dose] {
    dosages.map { dose($0, of: key) }.filter { $0 != CaseReport.Dose() }
  }

  private func dose(_ element: BundleElement, of key: ResourceKey) -> CaseReport.Dose {
    var dose = CaseReport.Dose()
    dose.dose = element.child("doseAndRate").flatMap(amount)
    dose.route = element.child("route")?.words
    let timing = element.child("timing")
    dose.at = time(timing?.child("event"))
    bounds(timing?.child("repeat")?.child("bounds"), of: key, into: &dose)
    if let text = element.child("text"),
      !CaseSourceExtension.isMarked(text, .derived) || text.lexeme != dose.dose?.text
    {
      dose.text = text.take()
    }
    CaseSourceExtension.read(element, into: &dose)
    dose.notes = notes(element)
    return dose
  }

  /// When a dose was in force; an end that counts from the dose's own beginning is how long it lasted.
  private func bounds(_ bounds: BundleElement?, of key: ResourceKey, into dose: inout CaseReport.Dose) {
    guard let bounds else { return }
    guard bounds.is(R4.Period.self) else {
      dose.lasting = interval(bounds)
      return
    }
    dose.from = time(bounds.child("start"))
    guard let end = bounds.child("end") else { return }
    if case .relative(let moment)? = moment(end), moment.target.resource == key,
      moment.target.path.hasSuffix("timing.repeat.bounds"), moment.relationship == .afterStart
    {
      dose.lasting = text(
        end, of: moment.offset.interval, as: Interval.self, meaning: { RelativeMoment.Offset($0) })
      if dose.lasting != nil { takeMoment(end) }
    } else {
      dose.until = time(end)
    }
  }

  /// An amount: `mg/day` as a ratio or a range of rates, `mg/m2` as a quantity or range.
  private func amount(_ element: BundleElement) -> DoseText? {
    guard let amount = element.child("dose") ?? element.child("rate"), let printed = printed(amount),
      let form = try? DoseText(printed).form,
      let dose = text(amount, of: form, as: DoseText.self, meaning: { $0 })
    else { return nil }
    let parts = ["low", "high", "numerator", "denominator"].compactMap(amount.child)
    for part in [amount] + parts {
      _ = part.take("value")
      _ = part.take("unit")
    }
    return dose
  }

  private func printed(_ amount: BundleElement) -> String? {
    func part(_ name: String) -> (number: String, unit: String)? {
      guard let part = amount.child(name), let number = part.child("value")?.lexeme,
        let unit = part.child("unit")?.lexeme
      else { return nil }
      return (number, unit)
    }
    if amount.is(R4.Quantity.self), amount.child("comparator") == nil, let number = amount.child("value")?.lexeme,
      let unit = amount.child("unit")?.lexeme
    {
      return "\(number) \(unit)"
    }
    if amount.is(R4.Range.self), let low = part("low"), let high = part("high"), low.unit == high.unit {
      return "\(low.number) to \(high.number) \(low.unit)"
    }
    if amount.is(R4.Ratio.self), let numerator = part("numerator"), let denominator = part("denominator"),
      denominator.number == "1"
    {
      return "\(numerator.number) \(numerator.unit)/\(TimeUnit(word: denominator.unit)?.rawValue ?? denominator.unit)"
    }
    return nil
  }
}

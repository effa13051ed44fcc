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

  /// An amount: `mg/day` as a ratio, which says no more than the total of a day, `mg/m2` as a quantity.
  private func amount(_ dose: DoseText) -> R4.Dosage.DoseAndRate {
    let form = dose.form
    let original = OriginalText.carrying(dose.text, unlessPrinted: form.printed)
    guard let per = form.per else {
      guard let high = form.high else {
        return R4.Dosage.DoseAndRate(dose: .quantity(quantity(form.low, form.unit, extension: original)))
      }
      return R4.Dosage.DoseAndRate(
        dose: .range(
          R4.Range(extension: original, low: quantity(form.low, form.unit), high: quantity(high, form.unit))))
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

  /// A number per time as one quantity.
  private func rate(_ number: String, _ unit: String, _ per: TimeUnit) -> R4.Quantity {
    let printed = "\(unit)/\(per.rawValue)"
    let code = vocabulary.units.unit(printed: printed)?.code ?? code(ofUnit: unit).map { "\($0)/\(per.code)" }
    return R4.Quantity(
      value: FHIRDecimal(lexeme: number), unit: printed, system: code == nil ? nil : CodeSystems.units, code: code)
  }
}

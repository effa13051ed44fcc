// What only FHIR has: defaults, and what others decide.

internal import FHIRCore
internal import SourceTree
internal import Terminology

extension MappedReading {
  mutating func derive(_ block: Int, _ focus: ElementID, _ scope: Int) {
    for number in plan.lines(of: block) {
      guard case .none = plan.lines[number].source else { continue }
      switch plan.lines[number].target {
      case .literal(let place, let text): fill(place, text, focus, scope)
      case .table(let place, let table, let places):
        let base = base(of: place, focus, scope)
        guard let value = code(in: table, for: places, focus, scope), base.exists,
          !fhir.hasValue(fhir.find(plan.steps(of: place), of: plan, in: base))
        else { continue }
        _ = fhir.store(.primitive(value, type: "code"), at: plan.steps(of: place), of: plan, in: base)
      case .unit(let code, let printed):
        guard let unit = DerivedUnit(code, printed, focus, scope, self.plan, fhir, scopes),
          !fhir.child(unit.quantity, KnownElement.quantityCode.name).exists
        else { continue }
        coding.record(unit.printed, as: "unit", coded: unit.code != nil)
        guard let code = unit.code else { continue }
        fhir.add(.quantitySystem, unit.system, to: unit.quantity)
        fhir.add(.quantityCode, code, to: unit.quantity)
      case .bounds(let place, let text):
        let range = fhir.find(plan.steps(of: place), of: plan, in: base(of: place, focus, scope))
        let text = fhir.find(plan.steps(of: text), of: plan, in: base(of: text, focus, scope))
        guard range.exists, fhir.hasValue(text), !fhir.child(range, KnownElement.low.name).exists,
          !fhir.child(range, KnownElement.high.name).exists,
          let (low, high) = RangeText.parse(fhir.string(text), plan.numbers)
        else { continue }
        if let low { fhir.add(.value, low, to: fhir.add(.low, to: range)) }
        if let high { fhir.add(.value, high, to: fhir.add(.high, to: range)) }
      case .same(let place, let other):
        let value = fhir.find(plan.steps(of: other), of: plan, in: base(of: other, focus, scope))
        guard value.exists, fhir.hasValue(value) else { continue }
        let element = fhir.make(plan.steps(of: place), of: plan, in: base(of: place, focus, scope))
        if element.exists, !fhir.hasValue(element) { fhir.set(fhir.string(value), of: element) }
      default: continue
      }
    }
  }

  private func isReason(_ steps: Range<Int>) -> Bool { steps.contains { isReason(plan.steps[$0]) } }

  /// Whether a step leads to the reason why there is no value.
  private func isReason(_ step: PlanStep) -> Bool {
    guard step.type == KnownType.extension, case .named(let url) = step.item else { return false }
    return plan.texts[url] == MappingURLs.absent
  }

  /// Gives a place a value that it has not; a default does not decide which type a value has.
  mutating func fill(_ place: Int, _ text: Int, _ focus: ElementID, _ scope: Int) {
    let steps = plan.steps(of: place)
    guard let last = steps.last else { return }
    var parent = base(of: place, focus, scope)
    for number in steps.dropLast() {
      let step = plan.steps[number]
      if step.flags.contains(.choice), !fhir.find(step, in: parent, plan.texts).exists, !isReason(steps) { return }
      // Why there is nothing is said only where there is nothing.
      if isReason(step), !fhir.isEmpty(parent) { return }
      parent = fhir.make(step, in: parent, plan.texts)
    }
    let element = fhir.make(plan.steps[last], in: parent, plan.texts)
    if element.exists, !fhir.hasValue(element) { fhir.set(plan.texts[text], of: element) }
  }

  private func code(in table: Int, for places: PlanPart, _ focus: ElementID, _ scope: Int) -> String? {
    plan.code(in: table, for: places, focus, scope, fhir, scopes)
  }
}

extension Plan {
  /// The code for the values at some places, which a row has with blanks between them and `-` for one that is not there: a
  /// status of a report and one of a result give one.
  func code(
    in table: Int, for places: PlanPart, _ focus: ElementID, _ scope: Int, _ fhir: Elements, _ scopes: Scopes
  ) -> String? {
    let values = places.indices.map { number in
      let place = self.places[number]
      let base = place.resource.map { scopes[scope, $0] } ?? focus
      let element = fhir.find(place.steps.indices, of: self, in: base)
      return fhir.hasValue(element) ? fhir.string(element) : "-"
    }
    let key = values.joined(separator: " ")
    return tables[table].first { $0.source == key }?.target
  }
}

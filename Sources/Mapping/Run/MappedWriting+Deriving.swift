// What only FHIR has follows from what was written: defaults, and what others decide.

internal import FHIRCore

extension MappedWriting {
  mutating func derive(_ block: Int, _ focus: ElementID, _ scope: Int) {
    for number in plan.lines(of: block) {
      guard case .none = plan.lines[number].source else { continue }
      switch plan.lines[number].target {
      case .literal(let place, let text):
        let element = fhir.find(plan.steps(of: place), of: plan, in: base(of: place, focus, scope))
        guard element.exists, fhir.says(element, plan.texts[text]) else { continue }
        write(element)
        derived.insert(element)
        writeNames(of: place, focus, scope)
      case .table(let place, let table, let places):
        let element = fhir.find(plan.steps(of: place), of: plan, in: base(of: place, focus, scope))
        guard element.exists, let value = plan.code(in: table, for: places, focus, scope, fhir, scopes),
          fhir.says(element, value)
        else { continue }
        write(element)
        derived.insert(element)
        writeNames(of: place, focus, scope)
      case .unit(let code, let printed):
        guard let unit = DerivedUnit(code, printed, focus, scope, plan, fhir, scopes), let code = unit.code else {
          continue
        }
        for (known, value) in [(KnownElement.quantityCode, code), (.quantitySystem, unit.system)] {
          let element = fhir.child(unit.quantity, known.name)
          guard element.exists, fhir.says(element, value) else { continue }
          write(element)
          derived.insert(element)
        }
      case .bounds(let place, let text):
        let range = fhir.find(plan.steps(of: place), of: plan, in: base(of: place, focus, scope))
        let text = fhir.find(plan.steps(of: text), of: plan, in: base(of: text, focus, scope))
        guard range.exists, fhir.hasValue(text), let (low, high) = RangeText.parse(fhir.string(text), plan.numbers)
        else { continue }
        for (known, number) in [(KnownElement.low, low), (.high, high)] {
          let element = fhir.child(fhir.child(range, known.name), KnownElement.value.name)
          guard let number, element.exists, fhir.says(element, number) else { continue }
          write(element)
          derived.insert(element)
        }
      case .same(let place, let other):
        let element = fhir.find(plan.steps(of: place), of: plan, in: base(of: place, focus, scope))
        let value = fhir.find(plan.steps(of: other), of: plan, in: base(of: other, focus, scope))
        guard element.exists, value.exists, fhir.hasValue(value), fhir.says(element, fhir.string(value)) else {
          // It is a value of its own now, though it was none.
          if element.exists { departed.insert(fhir.resource(of: element)) }
          continue
        }
        write(element)
        derived.insert(element)
        writeNames(of: place, focus, scope)
      default: continue
      }
    }
  }
}

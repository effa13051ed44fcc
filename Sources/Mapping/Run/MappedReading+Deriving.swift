// What only FHIR has: defaults, and what others decide.

internal import FHIRCore
internal import SourceTree

extension MappedReading {
  func derive(_ line: MappedLine, _ focus: Draft?, _ scope: Scope) {
    switch line.target {
    case .literal(let place, let value):
      guard let base = scope.base(of: place, focus), let last = place.steps.last else { return }
      var parent = base
      for step in place.steps.dropLast() {
        // A default does not decide which type a value has.
        if parent.find(step) == nil, step.key != step.name { return }
        guard let next = parent.make(step) else { return }
        parent = next
      }
      if let element = parent.make(last), !element.hasValue { element.set(value) }
    case .table(let place, let rows, let places):
      guard let value = rows.value(of: places, focus, scope), let base = scope.base(of: place, focus),
        base.find(place.steps)?.hasValue != true
      else { return }
      _ = base.store(.primitive(value, type: "code"), at: place.steps)
    case .unit(let code, let printed):
      guard let unit = DerivedUnit(code, printed, focus, scope), unit.quantity.child("code") == nil else { return }
      unit.quantity.add("system", unit.system)
      unit.quantity.add("code", unit.code)
    default: return
    }
  }
}

// The UCUM code of a unit as it is printed: only from the table, never by folding a text.

internal import Terminology

/// A quantity with its printed unit.
struct DerivedUnit {
  let quantity: ElementID
  let printed: String
  /// Its code; nil if neither the table nor the user has one.
  let code: String?
  let system = UnitTable.Unit.system

  /// Looks the printed unit up; nil if there is none.
  init?(
    _ code: Int, _ printed: Int, _ focus: ElementID, _ scope: Int, _ plan: Plan, _ fhir: Elements, _ scopes: Scopes
  ) {
    func base(_ place: Int) -> ElementID { plan.places[place].resource.map { scopes[scope, $0] } ?? focus }
    quantity = fhir.find(plan.steps(of: code).dropLast(), of: plan, in: base(code))
    let text = fhir.find(plan.steps(of: printed), of: plan, in: base(printed))
    guard quantity.exists, fhir.hasValue(text) else { return nil }
    self.printed = fhir.string(text)
    self.code =
      Vocabulary.embedded.units.unit(printed: self.printed)?.code ?? plan.concepts["unit"][self.printed]?.code
  }
}

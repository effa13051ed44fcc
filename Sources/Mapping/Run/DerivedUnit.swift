// The UCUM code of a unit as it is printed: only from the table, never by folding a text.

internal import Terminology

/// A quantity whose printed unit the table knows.
struct DerivedUnit {
  let quantity: Draft
  let code: String
  let system = UnitTable.Unit.system

  /// Looks the printed unit up; nil if there is none, or the table does not have it.
  init?(_ code: MappedPlace, _ printed: MappedPlace, _ focus: Draft?, _ scope: Scope) {
    guard let quantity = scope.base(of: code, focus)?.find(code.steps.dropLast()),
      let text = scope.base(of: printed, focus)?.find(printed.steps), text.hasValue,
      let unit = Vocabulary.embedded.units.unit(printed: text.lexeme)
    else { return nil }
    self.quantity = quantity
    self.code = unit.code
  }
}

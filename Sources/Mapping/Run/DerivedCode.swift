// A code that several others decide: a status of a report and one of a result give one.

extension [CodeTable.Row] {
  /// The code for the values at some places, which a row has with blanks between them and `-` for one that is not there.
  func value(of places: [MappedPlace], _ focus: Draft?, _ scope: Scope) -> String? {
    let values = places.map { place in
      scope.base(of: place, focus)?.find(place.steps).flatMap { $0.hasValue ? $0.lexeme : nil } ?? "-"
    }
    let key = values.joined(separator: " ")
    return first { $0.source == key }?.target
  }
}

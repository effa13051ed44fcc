// Which units a case file may print.

internal import FHIRCore

/// The printed units of the unit table, and the units of time, which are always known.
struct CaseUnits: Sendable {
  private let printed: Set<String>

  init(_ printed: some Sequence<String>) { self.printed = Set(printed) }

  func isKnown(_ unit: String) -> Bool { printed.contains(unit) || TimeUnit(word: unit) != nil }

  /// The known unit that was most likely meant; the first in order, so that the answer is always the same.
  func near(_ unit: String) -> String? {
    let squeezed = unit.filter { $0 != " " }
    return NearMiss.of(squeezed, among: printed.sorted())
  }
}

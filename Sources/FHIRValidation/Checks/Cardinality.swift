// How often an element may stand there.

internal import FHIRCore

extension Walk {
  /// Compares the counts of an element's children with what its type demands.
  mutating func checkCardinality(_ id: UInt32, _ plan: TypePlan, _ counts: [Int]) {
    for ordinal in plan.required where counts[ordinal] < plan.elements[ordinal].min {
      let element = plan.elements[ordinal]
      let found = counts[ordinal]
      find(
        id, ValidationRule.minimum,
        "expected \(element.spelling)" + (element.min > 1 ? " at least \(element.min) times, found \(found)" : ""),
        hint: "\(element.path) is required", child: element.name)
    }
    for ordinal in counts.indices where counts[ordinal] > plan.elements[ordinal].max {
      let element = plan.elements[ordinal]
      find(
        id, ValidationRule.maximum,
        element.max == 0
          ? "expected no \(element.spelling)"
          : "expected \(element.spelling) at most \(element.max == 1 ? "once" : "\(element.max) times"), found \(counts[ordinal])",
        child: element.name)
    }
  }
}

// What a Questionnaire leaves open (FHIR R4, Questionnaire: the rule que-12 in words).

internal import FHIRCore

extension Walk {
  /// An item that several conditions enable says whether it needs all of them or any.
  mutating func checkItem(_ id: UInt32) {
    guard children(id, names.enableWhen).count > 1, child(id, names.enableBehavior) == nil else { return }
    find(
      id, ValidationRule.enableBehavior, "expected enableBehavior beside several of enableWhen",
      hint: "write all or any", child: "enableBehavior")
  }
}

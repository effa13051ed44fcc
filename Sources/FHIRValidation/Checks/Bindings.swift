// Whether a code is one of those that its element is bound to (FHIR R4, 4.1.5).

internal import FHIRCore
internal import FHIRDefinitions

extension Walk {
  /// A code, Coding, CodeableConcept or Quantity against the set that its element is bound to.
  mutating func checkBinding(_ id: UInt32, _ record: ElementRecord, _ binding: BindingPlan) {
    guard let set = binding.valueSet else { return unchecked.valueSets.insert(binding.url).inserted ? () : () }
    if definitions.isPrimitive(record.type) {
      // What is no code at all is said once.
      guard record.kind == .string, let code = text(id), TextFormat.fault(inCode: tree.lexeme(id).span) == nil else {
        return
      }
      return judge(set.contains(code, system: nil), id, binding, set)
    }
    switch definitions.typeName(record.type) {
    case "CodeableConcept": checkConcept(id, binding, set)
    case "Coding", "Quantity", "Age", "Distance", "Duration", "Count", "Money":
      if binding.strength != .required, isUnknown(coding: id) { return }
      guard let code = text(id, names.code) else { return }
      let system = text(id, names.system)
      judge(set.contains(code, system: system ?? ""), id, binding, set)
    default: break
    }
  }

  private mutating func checkConcept(_ id: UInt32, _ binding: BindingPlan, _ set: ValueSetDefinition) {
    let codings = children(id, names.coding)
    var isOpen = false
    for coding in codings {
      guard let code = text(coding, names.code) else { continue }
      switch set.contains(code, system: text(coding, names.system) ?? "") {
      case true?: return
      case nil: isOpen = true
      case false?: continue
      }
    }
    if codings.isEmpty, binding.strength != .required { return }
    // That a code is none of its system says it all.
    if binding.strength != .required, codings.contains(where: isUnknown(coding:)) { return }
    // What is no coding at all the reader has reported.
    if codings.contains(where: { tree.records[Int($0)].firstChild == ElementRecord.none }) { return }
    judge(isOpen ? nil : false, id, binding, set)
  }

  private mutating func judge(_ isMember: Bool?, _ id: UInt32, _ binding: BindingPlan, _ set: ValueSetDefinition) {
    switch isMember {
    case true?: return
    case nil: unchecked.valueSets.insert(binding.url)
    case false?:
      let isRequired = binding.strength == .required
      find(
        id, isRequired ? ValidationRule.requiredCode : ValidationRule.extensibleCode,
        "expected a code of \(set.name.isEmpty ? set.url : set.name)", hint: hint(text(id), set))
    }
  }

  /// The nearest code, or all if they are few.
  private mutating func hint(_ code: String?, _ set: ValueSetDefinition) -> String? {
    guard set.isComplete else { return nil }
    return plans.hints.hint(for: code ?? "", of: set.url) { Self.hint(code, set.codes.map(\.code)) }
  }

  private static func hint(_ code: String?, _ codes: [String]) -> String? {
    if codes.count <= 8 { return "one of \(codes.joined(separator: ", "))" }
    guard let code, codes.count < 2_000 else { return nil }
    return NearMiss.of(code, among: codes).map { "did you mean '\($0)'?" }
  }
}

// What can be said of a code by itself: its system, whether a system known completely has it, its check digit.

internal import FHIRCore
internal import FHIRDefinitions
internal import UCUM

extension Walk {
  /// A Coding by itself; whether it may stand where it stands is a matter of bindings.
  mutating func checkCoding(_ id: UInt32) {
    guard let systemID = child(id, names.system), let system = text(systemID) else { return }
    guard URIFormat.isAbsolute(Array(system.utf8).span) else { return }
    let definition = definitions.codeSystem(system)
    if definition == nil, definitions.valueSet(system) != nil {
      return find(systemID, ValidationRule.codingSystem, "expected a code system, found a value set")
    }
    guard let codeID = child(id, names.code), let code = text(codeID) else { return }
    // What is no code at all is said once.
    guard TextFormat.fault(inCode: tree.lexeme(codeID).span) == nil else { return }
    checkDigit(code, of: system, at: codeID)
    guard let definition, definition.isComplete else { return unchecked.note(codeSystem: system) }
    if !definition.has(code) {
      let near = definition.count < 2_000 ? NearMiss.of(code, among: definition.codes.map(\.code)) : nil
      find(
        codeID, ValidationRule.unknownCode, "expected a code of \(system)", hint: near.map { "did you mean '\($0)'?" })
    }
  }

  /// Whether a Coding has a code that its system, which is known completely, does not have.
  func isUnknown(coding id: UInt32) -> Bool {
    guard let system = text(id, names.system), let code = text(id, names.code),
      let definition = definitions.codeSystem(system), definition.isComplete
    else { return false }
    return !definition.has(code)
  }

  private mutating func checkDigit(_ code: String, of system: String, at id: UInt32) {
    switch system {
    case "http://loinc.org":
      if CheckDigit.isLOINCForm(code), !CheckDigit.isLOINC(code) {
        find(id, ValidationRule.checkDigit, "expected a LOINC code, whose last digit is a check digit")
      }
    case "http://snomed.info/sct":
      if CheckDigit.isNumber(code), !CheckDigit.isSNOMED(code) {
        find(id, ValidationRule.checkDigit, "expected a SNOMED CT code, whose last digit is a check digit")
      }
    default: break
    }
  }

  /// A unit by itself.
  mutating func checkQuantity(_ id: UInt32) {
    guard text(id, names.system) == "http://unitsofmeasure.org", let codeID = child(id, names.code),
      let code = text(codeID), TextFormat.fault(inCode: tree.lexeme(codeID).span) == nil,
      let fault = UCUM.fault(in: code)
    else { return }
    find(
      codeID, ValidationRule.unit, "expected a UCUM unit, such as ug/mL or 10*9/L",
      hint: fault.nearest.map { "did you mean '\($0)'?" })
  }

  /// Data and the size that they are said to have.
  mutating func checkAttachment(_ id: UInt32) {
    guard let data = child(id, names.data), let size = child(id, names.size),
      let stated = text(size).flatMap({ Int($0) }),
      let length = Base64Format.length(of: tree.lexeme(data).span), length != stated
    else { return }
    find(id, ValidationRule.attachmentSize, "expected the size of the data, which is \(length) bytes")
  }
}

extension CodeSystemDefinition {
  /// Whether the system has a code, in small letters too where their size says nothing.
  fileprivate func has(_ code: String) -> Bool {
    self.code(code) != nil || !isCaseSensitive && self.code(code.lowercased()) != nil
  }
}

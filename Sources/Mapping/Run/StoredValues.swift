// Values in elements of FHIR: put there when a document is read, taken from there when one is written.

internal import FHIRCore
internal import FHIRDefinitions

extension Draft {
  /// Puts a value at a place below this element; nil, and nothing is changed, if it does not fit there.
  func store(_ value: CodecValue, at steps: [MappedPlace.Step]) -> Draft? {
    guard let last = steps.last else { return nil }
    var parent = self
    var made: (parent: Draft, child: Draft)?
    for step in steps.dropLast() {
      let isThere = parent.find(step) != nil
      guard let next = parent.make(step) else {
        if let made { made.parent.remove(made.child) }
        return nil
      }
      if !isThere, made == nil { made = (parent, next) }
      parent = next
    }
    if let stored = parent.store(value, last) { return stored }
    if let made { made.parent.remove(made.child) }
    return nil
  }

  private func store(_ value: CodecValue, _ step: MappedPlace.Step) -> Draft? {
    // Each text is an item of its own.
    let existing = step.item == .each ? nil : find(step)
    if step.isOpen {
      if let existing { return existing.typeName == value.openType && existing.fill(value) ? existing : nil }
      let type = value.openType
      guard let made = add(step.key + type.prefix(1).uppercased() + type.dropFirst()) else { return nil }
      return made.orNil(made.fill(value))
    }
    if let existing { return existing.fill(value) ? existing : nil }
    guard let made = step.item == .each ? add(step.key) : make(step) else { return nil }
    return made.orNil(made.fill(value))
  }

  private func orNil(_ isFilled: Bool) -> Draft? {
    if !isFilled { parent?.remove(self) }
    return isFilled ? self : nil
  }

  /// Gives the element a value; false if its type cannot have it, or it has one.
  private func fill(_ value: CodecValue) -> Bool {
    switch value {
    case .primitive(let text, _):
      if typeName == "CodeableConcept", child("text") == nil { return add("text", text) != nil }
      guard Definitions.r4.isPrimitive(type), !hasValue, CodecValue.isLegal(text, for: typeName) else { return false }
      set(text)
    case .quantity(let number, let comparator):
      guard typeName == "Quantity", child("value") == nil else { return false }
      add("value", number)
      if let comparator { add("comparator", comparator) }
    case .ratio(let numerator, let denominator):
      guard typeName == "Ratio", children.isEmpty else { return false }
      add("numerator")?.add("value", numerator)
      add("denominator")?.add("value", denominator)
    case .concept(let codes):
      guard typeName == "CodeableConcept", child("coding") == nil else { return false }
      for code in codes {
        let coding = add("coding")
        if let system = code.system { coding?.add("system", system) }
        coding?.add("code", code.code)
      }
    case .textOnly: return !hasValue && children.isEmpty
    }
    return true
  }
}

extension Codec {
  /// The value of an element as this codec sees it, and the elements that it is made of.
  func load(_ element: Draft) -> (value: CodecValue, parts: [Draft])? {
    switch self {
    case .text:
      let text = element.typeName == "CodeableConcept" ? element.child("text") : element
      return text.flatMap { $0.hasValue ? (.primitive($0.lexeme, type: "string"), [$0]) : nil }
    case .number, .comparison:
      guard element.typeName == "Quantity" else {
        return element.hasValue ? (.primitive(element.lexeme, type: element.typeName), [element]) : nil
      }
      guard let number = element.child("value"), number.hasValue else { return nil }
      let comparator = element.child("comparator")
      return (.quantity(number.lexeme, comparator: comparator?.lexeme), [number] + (comparator.map { [$0] } ?? []))
    case .titer:
      guard element.typeName == "Ratio", let numerator = element.child("numerator")?.child("value"),
        let denominator = element.child("denominator")?.child("value")
      else { return nil }
      return (.ratio(numerator.lexeme, denominator.lexeme), [numerator, denominator])
    case .local, .iso:
      return element.hasValue ? (.primitive(element.lexeme, type: element.typeName), [element]) : nil
    case .table: return element.hasValue ? (.primitive(element.lexeme, type: "code"), [element]) : nil
    case .coded:
      let codings = element.children.filter { $0.name == "coding" && $0.text("code") != nil }
      guard !codings.isEmpty else { return nil }
      let codes = codings.map { CodecValue.Code(system: $0.text("system"), code: $0.text("code") ?? "") }
      return (.concept(codes), codings)
    }
  }
}

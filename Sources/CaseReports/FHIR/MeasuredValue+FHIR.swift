// MeasuredValue ↔ Quantity, Range or Ratio: the number to the letter, the unit as printed and in UCUM.

internal import FHIRCore
internal import FHIRModels
internal import Terminology

/// What a result's value becomes.
enum FindingValue {
  case quantity(R4.Quantity)
  case range(R4.Range)
  case ratio(R4.Ratio)
  case concept(R4.CodeableConcept)

  /// The value of an Observation.
  var ofObservation: R4.Observation.Value {
    switch self {
    case .quantity(let quantity): .quantity(quantity)
    case .range(let range): .range(range)
    case .ratio(let ratio): .ratio(ratio)
    case .concept(let concept): .codeableConcept(concept)
    }
  }

  /// The value of a component.
  var ofComponent: R4.Observation.Component.Value {
    switch self {
    case .quantity(let quantity): .quantity(quantity)
    case .range(let range): .range(range)
    case .ratio(let ratio): .ratio(ratio)
    case .concept(let concept): .codeableConcept(concept)
    }
  }
}

extension MeasuredValue.Form {
  /// The FHIR type that this becomes, for codes that depend on it.
  var typeName: String {
    switch self {
    case .quantity: "Quantity"
    case .range: "Range"
    case .ratio: "Ratio"
    }
  }
}

extension Conversion {
  /// A measured value; the text beside it only if the value does not print as it.
  func measured(_ value: MeasuredValue) -> FindingValue {
    let original = OriginalText.carrying(value.text, unlessPrinted: value.form.printed)
    switch value.form {
    case .quantity(let comparator, let number, let unit):
      return .quantity(
        quantity(number, unit, comparator: comparator, extension: original))
    case .range(let low, let high, let unit):
      return .range(R4.Range(extension: original, low: quantity(low, unit), high: quantity(high, unit)))
    case .ratio(let comparator, let numerator, let denominator):
      // Less than 1:40 is a lower titre than 40, so the bound is one of the denominator.
      return .ratio(
        R4.Ratio(
          extension: original, numerator: quantity(numerator, nil),
          denominator: quantity(denominator, nil, comparator: comparator)))
    }
  }

  /// A number with its unit: as printed, and in UCUM if the unit table has it.
  func quantity(
    _ number: String, _ unit: String?, comparator: MeasuredValue.Comparator? = nil,
    extension extensions: [R4.Extension] = []
  ) -> R4.Quantity {
    let code = unit.flatMap { self.code(ofUnit: $0) }
    return R4.Quantity(
      extension: extensions, value: FHIRDecimal(lexeme: number),
      comparator: comparator.flatMap { R4.QuantityComparator(rawValue: $0.rawValue) }, unit: unit,
      system: code == nil ? nil : CodeSystems.units, code: code)
  }

  /// The UCUM code of a printed unit; units of time are always known.
  func code(ofUnit printed: String) -> String? {
    vocabulary.units.unit(printed: printed)?.code ?? TimeUnit(word: printed)?.code
  }
}

// MARK: Back

extension Restoration {
  /// A measured value; nil if the element is none, or says what the grammar of values has no words for.
  func measured(_ element: BundleElement) -> MeasuredValue? {
    guard let value = text(element, of: form(element), as: MeasuredValue.self, meaning: { $0 }),
      value.form.unit.map(isUnit) ?? true
    else { return nil }
    takeMeasured(element)
    return value
  }

  /// A measured value that is none for a case, as words: its unit is not in the unit table, or its number has an exponent.
  func words(ofMeasured element: BundleElement) -> String? {
    guard let form = form(element) else { return nil }
    takeMeasured(element)
    report(
      CaseBackRule.assumed, "expected a number with a unit of the unit table; the value is taken as words", at: element)
    return form.printed
  }

  private func isUnit(_ printed: String) -> Bool {
    vocabulary.units.unit(printed: printed) != nil || TimeUnit(word: printed) != nil
  }

  private func takeMeasured(_ element: BundleElement) {
    let parts = ["low", "high", "numerator", "denominator"].compactMap(element.child)
    for part in [element] + parts {
      _ = part.take("value")
      _ = part.take("comparator")
      if let unit = part.child("unit"), unit.lexeme == self.unit(of: part) { unit.take() }
    }
  }

  /// The unit as printed; its UCUM code if that is known and what is printed is not.
  private func unit(of quantity: BundleElement) -> String? {
    let printed = quantity.child("unit")?.lexeme
    if let printed, isUnit(printed) { return printed }
    guard quantity.child("system")?.lexeme == CodeSystems.units, let code = quantity.child("code")?.lexeme, isUnit(code)
    else { return printed }
    return code
  }

  func form(_ element: BundleElement) -> MeasuredValue.Form? {
    func number(_ name: String) -> String? { element.child(name)?.child("value")?.lexeme }
    func unit(_ name: String) -> String? { element.child(name).flatMap(self.unit) }
    func comparator(_ name: String) -> String? { element.child(name)?.child("comparator")?.lexeme }
    if element.is(R4.Quantity.self) {
      let comparator = element.child("comparator")?.lexeme
      let known = comparator.flatMap(MeasuredValue.Comparator.init(rawValue:))
      guard (comparator == nil) == (known == nil), let number = element.child("value")?.lexeme else { return nil }
      return .quantity(known, number, unit: self.unit(of: element))
    }
    guard ["low", "high", "numerator"].allSatisfy({ comparator($0) == nil }) else { return nil }
    if element.is(R4.Range.self), let low = number("low"), let high = number("high"), unit("low") == unit("high") {
      return .range(low: low, high: high, unit: unit("low"))
    }
    if element.is(R4.Ratio.self), let numerator = number("numerator"), let denominator = number("denominator"),
      unit("numerator") == nil, unit("denominator") == nil
    {
      let known = comparator("denominator").flatMap(MeasuredValue.Comparator.init(rawValue:))
      guard (comparator("denominator") == nil) == (known == nil) else { return nil }
      return .ratio(known, numerator, denominator)
    }
    return nil
  }
}

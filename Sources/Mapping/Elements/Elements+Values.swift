// Values in elements: put there when a document is read, taken from there when one is written.

internal import FHIRCore
internal import FHIRDefinitions

extension Elements {
  /// Puts a value at a place; none, and nothing is changed, if it does not fit there.
  mutating func store(
    _ value: CodecValue, at steps: Range<Int>, of plan: Plan, in base: ElementID
  ) -> ElementID {
    guard let last = steps.last, base.exists else { return .none }
    let attempt = mark()
    let around = make(steps.dropLast(), of: plan, in: base)
    let stored = around.exists ? store(value, plan.steps[last], in: around, plan.texts) : .none
    if stored.exists { keep(attempt) } else { restore(attempt) }
    return stored
  }

  private mutating func store(
    _ value: CodecValue, _ step: PlanStep, in around: ElementID, _ texts: [String]
  ) -> ElementID {
    let isEach: Bool =
      switch step.item {
      case .each, .from: true
      default: false
      }
    // Each text is an item of its own.
    let existing = isEach ? .none : find(step, in: around, texts)
    if step.isOpen {
      let type = value.openType
      if existing.exists { return self[existing].type == type && fill(existing, value) ? existing : .none }
      guard let row = Definitions.r4.member(named: step.name, type: type, in: step.owner) else { return .none }
      let member = Definitions.r4.member(row)
      let made = add(member.name, member.type, ElementFlags(member), to: around)
      return fill(made, value) ? made : .none
    }
    if existing.exists { return fill(existing, value) ? existing : .none }
    let made = isEach ? add(step.name, step.type, step.flags, to: around) : make(step, in: around, texts)
    return made.exists && fill(made, value) ? made : .none
  }

  /// Gives an element a value; false if its type cannot have it, or it has one.
  private mutating func fill(_ id: ElementID, _ value: CodecValue) -> Bool {
    let type = PlaceType(self[id].type)
    switch value {
    case .primitive(let text, _):
      if type == .concept {
        guard !child(id, KnownElement.text.name).exists else { return false }
        add(.text, text, to: id)
        return true
      }
      guard type != .structure, type != .open, !hasValue(id), CodecValue.isLegal(text, for: type) else { return false }
      set(text, of: id)
    case .quantity(let number, let comparator):
      guard type == .quantity, !child(id, KnownElement.value.name).exists else { return false }
      add(.value, number, to: id)
      if let comparator { add(.comparator, comparator, to: id) }
    case .ratio(let numerator, let denominator):
      guard type == .ratio, self[id].firstChild == ElementRecord.none else { return false }
      add(.value, numerator, to: add(.numerator, to: id))
      add(.value, denominator, to: add(.denominator, to: id))
    case .range(let low, let high):
      guard type == .range || type == .structure, !child(id, KnownElement.low.name).exists,
        !child(id, KnownElement.high.name).exists, type == .range || self[id].type == KnownType.referenceRange
      else { return false }
      if let low { add(.value, low, to: add(.low, to: id)) }
      if let high { add(.value, high, to: add(.high, to: id)) }
    case .concept(let codes):
      guard type == .concept, !child(id, KnownElement.coding.name).exists else { return false }
      for code in codes {
        let coding = add(.coding, to: id)
        if let system = code.system { add(.system, system, to: coding) }
        add(.code, code.code, to: coding)
      }
    case .textOnly: return isEmpty(id)
    }
    return true
  }
}

extension CodecValue {
  /// The type that an element left open takes.
  var openType: TypeID {
    switch self {
    case .primitive(_, let type): Definitions.r4.type(type) ?? .unknown
    case .quantity: KnownType.quantity
    case .ratio: KnownType.ratio
    case .range: KnownType.range
    case .concept: KnownType.concept
    case .textOnly: Definitions.r4.type("string") ?? .unknown
    }
  }
}

extension Codec {
  /// The value of an element as this codec sees it, and the elements that it is made of.
  func load(_ id: ElementID, _ fhir: Elements) -> (value: CodecValue, parts: [ElementID])? {
    func child(_ id: ElementID, _ known: KnownElement) -> ElementID { fhir.child(id, known.name) }
    let type = PlaceType(fhir[id].type)
    switch self {
    case .member: return primitive(id, fhir)
    case .text:
      let text = type == .concept ? child(id, .text) : id
      return fhir.hasValue(text) ? (.primitive(fhir.string(text), type: "string"), [text]) : nil
    case .number, .comparison:
      guard type == .quantity else { return primitive(id, fhir) }
      let number = child(id, .value)
      guard fhir.hasValue(number) else { return nil }
      let comparator = child(id, .comparator)
      return (
        .quantity(fhir.string(number), comparator: comparator.exists ? fhir.string(comparator) : nil),
        comparator.exists ? [number, comparator] : [number]
      )
    case .titer:
      let numerator = child(child(id, .numerator), .value)
      let denominator = child(child(id, .denominator), .value)
      guard type == .ratio, fhir.hasValue(numerator), fhir.hasValue(denominator) else { return nil }
      return (.ratio(fhir.string(numerator), fhir.string(denominator)), [numerator, denominator])
    case .range:
      let (low, high) = (child(child(id, .low), .value), child(child(id, .high), .value))
      guard type == .range || fhir[id].type == KnownType.referenceRange, fhir.hasValue(low) || fhir.hasValue(high)
      else {
        return nil
      }
      return (
        .range(
          low: fhir.hasValue(low) ? fhir.string(low) : nil, high: fhir.hasValue(high) ? fhir.string(high) : nil),
        [low, high].filter(fhir.hasValue)
      )
    case .local, .iso, .ts, .prefix, .uri, .table: return primitive(id, fhir)
    case .coded:
      guard type == .concept else { return nil }
      let codings = fhir.children(id).filter {
        fhir[$0].name == KnownElement.coding.name && fhir.hasValue(child($0, .code))
      }
      guard !codings.isEmpty else { return nil }
      let codes = codings.map { CodecValue.Code(system: fhir.text($0, .system), code: fhir.text($0, .code) ?? "") }
      return (.concept(codes), codings)
    }
  }

  private func primitive(_ id: ElementID, _ fhir: Elements) -> (value: CodecValue, parts: [ElementID])? {
    guard fhir.hasValue(id) else { return nil }
    let type = if case .table = self { "code" } else { Definitions.r4.typeName(fhir[id].type) }
    return (.primitive(fhir.string(id), type: type), [id])
  }
}

// What the parser says when JSON and definitions disagree. Nothing here is on the way of valid input.

internal import FHIRCore
internal import FHIRDefinitions

extension JSONParser {
  /// Checks an object against what should stand here.
  @inline(__always)
  mutating func checkObject(_ slot: inout Slot, at: Int) throws(JSONFault) {
    if slot.isPrimitive { try checkObjectOfPrimitive(&slot, at: at) }
    if slot.isList, !slot.flags.contains(.repeats) {
      report(JSONRule.expectedArray, "expected a list, found one value", at: at, slot)
    }
  }

  @inline(never)
  private mutating func checkObjectOfPrimitive(_ slot: inout Slot, at: Int) throws(JSONFault) {
    if slot.isTwin {
      try separateHalves(&slot, isInList: slot.flags.contains(.repeats), at: at)
      return
    }
    report(JSONRule.valueType, "expected a value, found an object", at: at, slot)
    // It is no primitive, and must not become one half of one.
    slot.existing = ElementRecord.none
    slot.type = .unknown
  }

  /// Checks a list against what should stand here.
  @inline(__always)
  mutating func checkArray(_ slot: inout Slot, isBare: Bool, isEmpty: Bool, at: Int) throws(JSONFault) {
    if isBare || !slot.isList {
      report(JSONRule.unexpectedArray, "expected one value, found a list", at: at, slot)
    } else if isEmpty {
      report(JSONRule.empty, "expected content, found an empty list", at: at, slot)
    }
    guard slot.isPrimitive else { return }
    if slot.isTwin, isBare || isEmpty || !slot.isList {
      try keepBeside(&slot, at: at)
    } else {
      try separateHalves(&slot, isInList: true, at: at)
    }
  }

  /// Takes the halves `x` and `_x` of a primitive apart where they do not fit: only one is a list, or `x` is no primitive.
  private mutating func separateHalves(_ slot: inout Slot, isInList: Bool, at: Int) throws(JSONFault) {
    guard slot.existing != ElementRecord.none else { return }
    let other = builder.records[Int(slot.existing)]
    guard other.flags.contains(.repeats) != isInList || other.type == .unknown else { return }
    if slot.isTwin { try keepBeside(&slot, at: at) } else { slot.existing = ElementRecord.none }
  }

  /// Lets what stands under `_x`, and cannot be laid over `x`, be an element of its own, under the key it has.
  private mutating func keepBeside(_ slot: inout Slot, at: Int) throws(JSONFault) {
    var key = "_" + builder.names.string(slot.name)
    if slot.flags.contains(.choice), let type = definitions?.typeName(slot.type) {
      key += type.prefix(1).uppercased() + type.dropFirst()
      slot.flags.remove(.choice)
    }
    do { slot.name = try builder.intern(key) } catch { throw JSONFault(.limit(error), at: at) }
    slot.existing = ElementRecord.none
    slot.type = .unknown
    slot.isPrimitive = false
  }

  /// Checks a scalar against what should stand here.
  @inline(__always)
  mutating func checkScalar(_ kind: ValueKind, _ slot: inout Slot, at: Int) throws(JSONFault) {
    if !slot.isTwin, slot.existing != ElementRecord.none {
      try separateHalves(&slot, isInList: slot.flags.contains(.repeats), at: at)
    }
    if slot.isList, !slot.flags.contains(.repeats) {
      report(JSONRule.expectedArray, "expected a list, found one value", at: at, slot)
    }
    if slot.isPrimitive, !slot.isTwin, slot.valueKind == kind { return }
    try reportScalar(kind, &slot, at: at)
  }

  @inline(never)
  private mutating func reportScalar(_ kind: ValueKind, _ slot: inout Slot, at: Int) throws(JSONFault) {
    let found =
      switch kind {
      case .string: "a string"
      case .number: "a number"
      case .boolean: "a boolean"
      case .null, .none: "`null`"
      }
    if slot.isTwin {
      report(JSONRule.valueType, "expected an object, found \(found)", at: at, slot)
      // It must not overwrite the primitive's value.
      try keepBeside(&slot, at: at)
      return
    }
    if kind == .null {
      report(JSONRule.null, "expected a value, found `null`", at: at, slot, hint: "leave the key out")
      return
    }
    let expected =
      if !slot.isPrimitive {
        "an object"
      } else {
        switch slot.valueKind {
        case .number: "a number"
        case .boolean: "`true` or `false`"
        default: "a string"
        }
      }
    report(JSONRule.valueType, "expected \(expected), found \(found)", at: at, slot)
  }

  /// Reports the second of two equal keys; both values stay, so elements of one name stand apart.
  @inline(never)
  mutating func reportDuplicate(at offset: Int) {
    builder.records[Int(frame.element)].flags.insert(.scattered)
    guard findings.hasRoom(for: JSONRule.duplicateKey) else { return }
    let object = path()
    findings.report(JSONRule.duplicateKey, "expected each key once in an object", at: offset, path: object)
  }

  /// Reports a key that the type does not have.
  @inline(never)
  mutating func reportUnknown(_ key: String, at offset: Int) {
    guard let definitions, findings.hasRoom(for: StructureRule.unknownElement) else { return }
    let type = frame.type
    let element = path() + "." + shownName(key)
    findings.report(
      StructureRule.unknownElement, "expected an element of \(definitions.typeName(type))", at: offset, path: element,
      hint: definitions.hint(forUnknown: key, in: type))
  }

  @inline(never)
  mutating func report(_ rule: Rule, _ message: String, at offset: Int, _ slot: Slot, hint: String? = nil) {
    guard findings.hasRoom(for: rule) else { return }
    let element = path(to: slot)
    findings.report(rule, message, at: offset, path: element, hint: hint)
  }

  /// The path of the value that a slot describes.
  private func path(to slot: Slot) -> String {
    let above = path()
    guard frame.kind == .object else { return above }
    let name = shown(slot.name)
    return above.isEmpty ? name : above + "." + name
  }

  /// The path of the innermost frame, from the frames alone: it costs the depth, not the size.
  private func path() -> String {
    var path = ""
    let frames = outer.dropFirst() + (frame.kind == .text ? [] : [frame])
    var isItem = false
    for (level, frame) in frames.enumerated() {
      defer { isItem = frame.kind != .object }
      switch frame.kind {
      case .text: continue
      case .object:
        if isItem { continue }
        let name = shown(level == 0 ? builder.records[Int(frame.element)].name : frame.slot.name)
        path += path.isEmpty ? name : "." + name
      case .array, .list:
        let name = isItem ? "" : shown(frame.slot.name)
        path += (path.isEmpty || isItem ? name : "." + name) + "[\(max(0, frame.count - 1))]"
      }
    }
    return path
  }

  private func shown(_ name: Name) -> String { shownName(builder.names.string(name)) }
}

// What the parser says when JSON and definitions disagree. Nothing here is on the way of valid input.

internal import FHIRCore
internal import FHIRDefinitions

extension JSONParser {
  /// Checks an object against what should stand here.
  @inline(__always)
  mutating func checkObject(_ slot: Slot, at: Int) {
    if slot.isPrimitive, !slot.isTwin {
      report(JSONRule.valueType, "expected a value, found an object", at: at, slot)
    }
    if slot.isList, !slot.flags.contains(.repeats) {
      report(JSONRule.expectedArray, "expected a list, found one value", at: at, slot)
    }
  }

  /// Checks a scalar against what should stand here.
  @inline(__always)
  mutating func checkScalar(_ kind: ValueKind, _ slot: inout Slot, at: Int) throws(JSONFault) {
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
      // It must not overwrite the primitive's value, so it is kept beside it, under the key it has.
      let key = "_" + builder.names.string(slot.name)
      do { slot.name = try builder.intern(key) } catch { throw JSONFault(.limit(error), at: at) }
      slot.existing = ElementRecord.none
      slot.type = .unknown
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
    guard findings.hasRoom() else { return }
    let object = path()
    findings.report(JSONRule.duplicateKey, "expected each key once in an object", at: offset, path: object)
  }

  /// Reports a key that the type does not have.
  @inline(never)
  mutating func reportUnknown(_ key: String, at offset: Int) {
    guard let definitions, findings.hasRoom() else { return }
    let type = frame.type
    let known = definitions.members(of: type).lazy.map { definitions.names.string(definitions.member($0).key) }
    let near = NearMiss.of(key, among: known)
    let element = path() + "." + key
    findings.report(
      JSONRule.unknownElement, "expected an element of \(definitions.typeName(type))", at: offset, path: element,
      hint: near.map { "did you mean '\($0)'?" })
  }

  @inline(never)
  mutating func report(_ rule: Rule, _ message: String, at offset: Int, _ slot: Slot, hint: String? = nil) {
    guard findings.hasRoom() else { return }
    let element = path(to: slot)
    findings.report(rule, message, at: offset, path: element, hint: hint)
  }

  /// The path of the value that a slot describes.
  private func path(to slot: Slot) -> String {
    let above = path()
    guard frame.kind == .object else { return above }
    let name = builder.names.string(slot.name)
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
        let name = builder.names.string(level == 0 ? builder.records[Int(frame.element)].name : frame.slot.name)
        path += path.isEmpty ? name : "." + name
      case .array, .list:
        let name = isItem ? "" : builder.names.string(frame.slot.name)
        path += (path.isEmpty || isItem ? name : "." + name) + "[\(max(0, frame.count - 1))]"
      }
    }
    return path
  }
}

// The type of a resource, known before any of its members is read.

internal import FHIRCore
internal import FHIRDefinitions

extension JSONParser {
  /// The type of the resource whose brace is at an offset and whose members begin at `content`.
  ///
  /// If `resourceType` comes first, as it nearly always does, it is read, and `content` moves behind it. If not, it is
  /// looked for.
  mutating func resourceType(
    _ bytes: borrowing Span<UInt8>, _ content: inout Int, _ brace: Int, _ slot: Slot, _ frame: inout Frame
  ) -> TypeID {
    let first = ResourceTypes.value(ofKeyAt: content, bytes)
    guard let definitions, let value = first ?? resourceTypes.value(inObjectAt: brace, bytes, deepest: depth) else {
      report(
        StructureRule.resourceTypeMissing, "expected `resourceType`", at: brace, slot,
        hint: "an object that is a resource names its type")
      return .unknown
    }
    let type = Self.type(value, bytes, definitions)
    guard definitions.kind(type) == .resource, !definitions.isAbstract(type) else {
      let word = String(decoding: Self.decoded(value, bytes), as: UTF8.self)
      let near = NearMiss.of(word, among: definitions.resourceTypeNames)
      report(
        StructureRule.resourceTypeUnknown, "expected a resource type of R4", at: value.range.lowerBound - 1, slot,
        hint: near.map { "did you mean '\($0)'?" })
      return .unknown
    }
    frame.hasResourceType = true
    if first != nil {
      frame.count = 1
      frame.resourceTypePassed = true
      content = value.range.upperBound + 1
    }
    return type
  }

  private static func type(
    _ value: ResourceTypes.Value, _ bytes: borrowing Span<UInt8>, _ definitions: Definitions
  ) -> TypeID {
    let name: Name?
    if value.hasEscapes {
      let decoded = decoded(value, bytes)
      name = definitions.names.name(decoded.span, 0, decoded.count)
    } else {
      name = definitions.names.name(bytes, value.range.lowerBound, value.range.count)
    }
    return name.map { definitions.type(named: $0) } ?? .unknown
  }

  /// The text of a value; empty if its escapes are wrong, which the parser will say when it comes to them.
  private static func decoded(_ value: ResourceTypes.Value, _ bytes: borrowing Span<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    let range = value.range
    guard (try? JSONUnescape.append(bytes, from: range.lowerBound, to: range.upperBound, to: &text)) != nil else {
      return []
    }
    return text
  }
}

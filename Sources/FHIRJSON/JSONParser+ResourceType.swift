// Which resource an object is, said by `resourceType`, which need not come first.

internal import FHIRCore
internal import FHIRDefinitions

extension JSONParser {
  /// The type of the resource whose members begin at `content`.
  ///
  /// If `resourceType` comes first, as it nearly always does, it is read, and `content` moves behind it. If not, it is
  /// looked for (84 of the 5,298 official examples need that).
  mutating func resourceType(
    _ bytes: borrowing Span<UInt8>, _ content: inout Int, _ at: Int, _ slot: Slot, _ frame: inout Frame
  ) -> TypeID {
    guard let definitions, let found = Self.findResourceType(bytes, content) else {
      report(
        JSONRule.resourceTypeMissing, "expected `resourceType`", at: at, slot,
        hint: "an object that is a resource names its type")
      return .unknown
    }
    let type = definitions.names.name(bytes, found.start, found.end - found.start).map { definitions.type(named: $0) }
    if let type, definitions.kind(type) == .resource, !definitions.isAbstract(type) {
      frame.hasResourceType = true
      if found.isFirst {
        frame.count = 1
        frame.resourceTypePassed = true
        content = found.end + 1
      }
      return type
    }
    let word = Self.string(bytes, found.start, found.end - found.start)
    let near = NearMiss.of(word, among: definitions.resourceTypeNames)
    report(
      JSONRule.resourceTypeUnknown, "expected a resource type of R4", at: found.start - 1, slot,
      hint: near.map { "did you mean '\($0)'?" })
    return .unknown
  }

  /// Where the value of `resourceType` stands, without its quotes; nil if there is none, or no JSON before it.
  private static func findResourceType(
    _ bytes: borrowing Span<UInt8>, _ content: Int
  ) -> (start: Int, end: Int, isFirst: Bool)? {
    var at = content
    var level = 0
    var isKey = true
    var isFirst = true
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case ASCII.quote:
        guard let (end, hasEscapes) = try? JSONScanner.string(bytes, at + 1) else { return nil }
        if level == 0, isKey {
          let isWanted: Bool
          if hasEscapes {
            var key: [UInt8] = []
            guard (try? JSONUnescape.append(bytes, from: at + 1, to: end, to: &key)) != nil else { return nil }
            isWanted = key.elementsEqual("resourceType".utf8)
          } else {
            isWanted = end - at - 1 == 12 && string(bytes, at + 1, 12) == "resourceType"
          }
          if isWanted { return value(bytes, end + 1, isFirst) }
          isKey = false
        }
        at = end
      case ASCII.braceOpen, ASCII.bracketOpen: level += 1
      case ASCII.braceClose, ASCII.bracketClose:
        level -= 1
        if level < 0 { return nil }
      case ASCII.comma where level == 0:
        isKey = true
        isFirst = false
      default: break
      }
      at += 1
    }
    return nil
  }

  /// The string behind a colon, if that is what stands there.
  private static func value(
    _ bytes: borrowing Span<UInt8>, _ start: Int, _ isFirst: Bool
  ) -> (start: Int, end: Int, isFirst: Bool)? {
    var at = JSONScanner.skipWhiteSpace(bytes, start)
    guard at < bytes.count, bytes[at] == ASCII.colon else { return nil }
    at = JSONScanner.skipWhiteSpace(bytes, at + 1)
    guard at < bytes.count, bytes[at] == ASCII.quote,
      let (end, hasEscapes) = try? JSONScanner.string(bytes, at + 1), !hasEscapes
    else { return nil }
    return (at + 1, end, isFirst)
  }
}

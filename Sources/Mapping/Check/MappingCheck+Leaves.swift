// Whether a leaf can have the value that its codecs give, and can be put together and taken apart.

internal import FHIRCore
internal import FHIRDefinitions

extension MappingCheck {
  /// Looks at the codecs of a line, for a place of a type.
  mutating func check(_ codecs: [CodecUse], for type: TypeID?, isOpen: Bool, at position: MappingPosition) {
    // What follows a codec that reads everything is never asked.
    for (codec, next) in zip(codecs, codecs.dropFirst()) where codec.name == "text" || codec.name == "base64" {
      find(MappingRule.unreachable, "expected no codec behind 'text', which reads everything", at: next.position)
    }
    guard isOpen || type != nil && type != .unknown else { return }
    let place = isOpen ? PlaceType.open : PlaceType(type ?? .unknown)
    let names = codecs.isEmpty ? ["text"] : codecs.map(\.name)
    guard !names.contains(where: { gives($0, place, type) }) else { return }
    let what = type.map { definitions.typeName($0) } ?? "value"
    find(
      MappingRule.typeMismatch, "expected a codec that gives a \(what)", at: codecs.first?.position ?? position,
      hint: codecs.isEmpty ? "without one it is 'text'" : nil)
  }

  /// Whether a codec gives what a place can hold.
  private func gives(_ codec: String, _ place: PlaceType, _ type: TypeID?) -> Bool {
    if let declared = mapping.types.first(where: { $0.name == codec })?.content.type {
      return place == .open || definitions.type(declared) == type
    }
    switch codec {
    case "text", "base64", "member", "prefix", "uri", "table":
      switch place {
      case .structure, .quantity, .ratio, .range: return false
      case .concept: return codec == "text"
      default: return true
      }
    case "number": return place.takesNumbers
    case "comparison": return place == .open || place == .quantity
    case "titer": return place == .open || place == .ratio
    case "range": return place == .open || place == .range || type == KnownType.referenceRange
    case "local", "iso", "ts": return [.open, .date, .dateTime, .instant].contains(place)
    case "coded": return place == .open || place == .concept
    case "ref": return type == KnownType.reference
    default: return true
    }
  }

  /// Leaves that are joined are told apart by the texts between them.
  mutating func checkJoined(_ separators: [String], _ codecs: [CodecUse], at position: MappingPosition) {
    if separators.contains("") {
      find(MappingRule.joinSeparator, "expected a text between two leaves that are joined", at: position)
    }
    // A date in a pattern without the text between would never be read.
    let patterns = codecs.filter { $0.name == "local" }.map(\.argument)
    guard !patterns.isEmpty, patterns.count == codecs.count else { return }
    for separator in separators where !separator.isEmpty && !patterns.contains(where: { $0.contains(separator) }) {
      find(MappingRule.joinSeparator, "expected the text between the leaves in the pattern", at: position)
    }
  }

  /// Of several codes with one target the first is written, and the others are carried.
  mutating func checkReversible(_ table: Declared<CodeTable>) {
    let isWritten = usesOfTables.contains(table.name)
    var targets: Set<String> = []
    for row in table.content.rows where !targets.insert(row.target).inserted && isWritten {
      find(
        MappingRule.notReversible, "expected a target that no code above has; where this code is read, it is carried",
        at: row.position)
    }
  }

  /// The tables by which values are written again: `coded` keeps the code of the source where it has a system.
  private var usesOfTables: Set<String> {
    var names: Set<String> = []
    func collect(_ lines: [MappingLine]) {
      for line in lines {
        if case .leaf(_, let codecs) = line.target {
          for codec in codecs where codec.name == "table" || codec.name == "coded" && table(of: codec)?.local == nil {
            names.insert(String(codec.argument.prefix { $0 != " " }))
          }
        }
        collect(line.children)
      }
    }
    collect(mapping.lines)
    for group in mapping.groups { collect(group.content) }
    for type in mapping.types { collect(type.content.lines) }
    return names
  }
}

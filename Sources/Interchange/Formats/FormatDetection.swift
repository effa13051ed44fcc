// What a file is, from its content alone: the ending of a name says what somebody meant, not what is there.

internal import FHIRDefinitions

/// What a file was found to be.
public enum DetectedFormat: Sendable, Hashable, CustomStringConvertible {
  /// A format that can be read.
  case format(Format)
  /// A format that is known by sight and not read, by its name in a sentence.
  case foreign(String)
  /// Nothing but white space.
  case empty
  /// No text.
  case binary
  /// Text that looks like no format.
  case unknown

  /// Looks at the beginning of a file; at all of it only where a key that tells comes late.
  ///
  /// JSON is a case if it has a key of a case and no `resourceType`, and FHIR otherwise; it is NDJSON if its first line is
  /// a whole object and another one follows. Text is a case if a key of a case begins a line.
  public init(_ bytes: [UInt8]) {
    let text = bytes.span
    if let wide = Self.wideText(text) {
      self = wide
      return
    }
    self = .empty
    var start = text.count >= 3 && text[0] == 0xEF && text[1] == 0xBB && text[2] == 0xBF ? 3 : 0
    while start < text.count, Self.isBlank(text[start]) { start += 1 }
    guard start < text.count else { return }
    switch text[start] {
    case UInt8(ascii: "<"): self = Self.isFHIRXML(text, from: start) ? .format(.fhirXML) : .foreign("XML")
    case UInt8(ascii: "["): self = .format(.fhirJSON)
    case UInt8(ascii: "{"): self = Self.object(text, from: start)
    default:
      if let name = Self.foreignStarts.first(where: { Self.hasPrefix($0.start, text, start) })?.name {
        self = .foreign(name)
      } else if Self.hasCaseKey(text, from: start) {
        self = .format(.caseYAML)
      } else {
        self = Self.isBinary(text) ? .binary : .unknown
      }
    }
  }

  /// What it is, in a sentence.
  public var description: String {
    switch self {
    case .format(let format): format.title
    case .foreign(let name): name
    case .empty: "nothing"
    case .binary: "binary data"
    case .unknown: "text of an unknown format"
    }
  }

  /// The keys on the first level of a case file, some of which a resource may have too.
  private static let caseKeys: Set<String> = [
    "format", "case", "source", "subject", "timeline", "conditions", "investigations", "treatments", "adverse-events",
    "course",
  ]

  /// Formats that are known by their first bytes.
  private static let foreignStarts: [(start: [UInt8], name: String)] = [
    (Array("MSH".utf8), "HL7 v2"), (Array("FHS".utf8), "HL7 v2"), (Array("BHS".utf8), "HL7 v2"),
    (Array("\u{0B}MSH".utf8), "HL7 v2"), ([0x1F, 0x8B], "gzip"), (Array("PK\u{03}\u{04}".utf8), "ZIP"),
    (Array("%PDF-".utf8), "PDF"),
  ]

  /// What text of two bytes a character is; nil if it is not of that kind.
  private static func wideText(_ text: borrowing Span<UInt8>) -> DetectedFormat? {
    guard text.count >= 2 else { return nil }
    let (start, low): (Int, Int)
    switch (text[0], text[1]) {
    case (0xFF, 0xFE): (start, low) = (2, 0)
    case (0xFE, 0xFF): (start, low) = (2, 1)
    case (UInt8(ascii: "<"), 0): (start, low) = (0, 0)
    case (0, UInt8(ascii: "<")): (start, low) = (0, 1)
    default: return nil
    }
    // What is looked for is ASCII, of which one byte says all.
    let narrow = stride(from: start + low, to: min(text.count, 1 << 17), by: 2).map { text[$0] }
    guard let first = narrow.first(where: { !isBlank($0) }), first == UInt8(ascii: "<") else {
      return .foreign("UTF-16")
    }
    return isFHIRXML(narrow.span, from: 0) ? .format(.fhirXML) : .foreign("XML")
  }

  /// Whether the first start tag declares FHIR's namespace; what stands before it may be long.
  private static func isFHIRXML(_ text: borrowing Span<UInt8>, from start: Int) -> Bool {
    var at = start
    while at < text.count {
      while at < text.count, text[at] != UInt8(ascii: "<") { at += 1 }
      if hasPrefix(Array("<!--".utf8), text, at) {
        at = end(of: "-->", text, from: at + 4)
      } else if hasPrefix(Array("<?".utf8), text, at) {
        at = end(of: "?>", text, from: at + 2)
      } else {
        return declaresFHIR(text, from: at) || isResourceWithoutNamespace(text, from: at)
      }
    }
    return false
  }

  /// The place behind a text, or the end.
  private static func end(of mark: String, _ text: borrowing Span<UInt8>, from start: Int) -> Int {
    let mark = Array(mark.utf8)
    var at = start
    while at < text.count, !hasPrefix(mark, text, at) { at += 1 }
    return min(at + mark.count, text.count)
  }

  private static func declaresFHIR(_ text: borrowing Span<UInt8>, from start: Int) -> Bool {
    let namespace = Array("http://hl7.org/fhir".utf8)
    var at = start
    while at < text.count, text[at] != UInt8(ascii: ">") {
      if text[at] == namespace[0], hasPrefix(namespace, text, at), at + namespace.count < text.count {
        let next = text[at + namespace.count]
        if next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") { return true }
      }
      at += 1
    }
    return false
  }

  /// Whether a start tag is called like a resource and declares no namespace, which is then what it lacks.
  private static func isResourceWithoutNamespace(_ text: borrowing Span<UInt8>, from start: Int) -> Bool {
    var tag: [UInt8] = []
    var at = start + 1
    while at < text.count, text[at] != UInt8(ascii: ">"), tag.count < 1 << 12 {
      tag.append(text[at])
      at += 1
    }
    let name = String(decoding: tag.prefix { !isBlank($0) && $0 != UInt8(ascii: "/") }, as: UTF8.self)
    return Definitions.r4.resourceTypeNames.contains(name) && !String(decoding: tag, as: UTF8.self).contains("xmlns")
  }

  private static func object(_ text: borrowing Span<UInt8>, from start: Int) -> DetectedFormat {
    switch tellingKey(text, from: start) {
    case "resourceType": return .format(isLines(text, from: start) ? .ndjson : .fhirJSON)
    case .some: return .format(.caseJSON)
    // YAML's `{` needs no quotes, JSON's does, and double ones.
    case nil: return .format(hasQuotedKey(text, from: start) ? .fhirJSON : .caseYAML)
    }
  }

  private static func hasQuotedKey(_ text: borrowing Span<UInt8>, from start: Int) -> Bool {
    var at = start + 1
    while at < text.count, isBlank(text[at]) { at += 1 }
    return at == text.count || text[at] == UInt8(ascii: "\"") || text[at] == UInt8(ascii: "}")
      || hasPrefix(Array("'resourceType'".utf8), text, at)
  }

  /// `resourceType` if it is a key of the outermost object, else the first key of a case.
  private static func tellingKey(_ text: borrowing Span<UInt8>, from start: Int) -> String? {
    var found: String?
    var depth = 0
    var at = start
    while at < text.count {
      switch text[at] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return found }
      case UInt8(ascii: "\""):
        let begin = at + 1
        at = endOfString(text, from: begin)
        guard depth == 1, at - begin <= 16 else { break }
        var next = at + 1
        while next < text.count, isBlank(text[next]) { next += 1 }
        guard next < text.count, text[next] == UInt8(ascii: ":") else { break }
        var key: [UInt8] = []
        for index in begin..<at { key.append(text[index]) }
        let name = String(decoding: key, as: UTF8.self)
        if name == "resourceType" { return name }
        // Our reports say their format too.
        let isOther = name == "format" && !isCaseFormat(text, from: next + 1)
        if found == nil, caseKeys.contains(name), !isOther { found = name }
      default: break
      }
      at += 1
    }
    return found
  }

  /// Whether the value of a key `format` may be that of a case, misspelt or not.
  private static func isCaseFormat(_ text: borrowing Span<UInt8>, from start: Int) -> Bool {
    var at = start
    while at < text.count, isBlank(text[at]) { at += 1 }
    return !["\"validation/", "\"roundtrip/", "\"ledger/"].contains { hasPrefix(Array($0.utf8), text, at) }
  }

  /// The place of the quote that ends a string, or the end of the text.
  private static func endOfString(_ text: borrowing Span<UInt8>, from start: Int) -> Int {
    var at = start
    while at < text.count, text[at] != UInt8(ascii: "\"") { at += text[at] == UInt8(ascii: "\\") ? 2 : 1 }
    return min(at, text.count)
  }

  /// Whether the first line ends its object and the next one that is not blank begins another.
  private static func isLines(_ text: borrowing Span<UInt8>, from start: Int) -> Bool {
    var end = start
    while end < text.count, text[end] != 0x0A { end += 1 }
    var last = end - 1
    while last > start, isBlank(text[last]) { last -= 1 }
    var next = end
    while next < text.count, isBlank(text[next]) { next += 1 }
    return text[last] == UInt8(ascii: "}") && next < text.count && text[next] == UInt8(ascii: "{")
  }

  /// Whether a line begins with a key of a case; looks no farther than the comments before the first keys may reach.
  private static func hasCaseKey(_ text: borrowing Span<UInt8>, from start: Int) -> Bool {
    let limit = min(text.count, 1 << 16)
    var line = start
    while line < limit {
      var end = line
      while end < limit, text[end] != 0x0A { end += 1 }
      var colon = line
      while colon < end, text[colon] != UInt8(ascii: ":"), colon - line <= 16 { colon += 1 }
      if colon < end, text[colon] == UInt8(ascii: ":") {
        var key: [UInt8] = []
        for index in line..<colon { key.append(text[index]) }
        if caseKeys.contains(String(decoding: key, as: UTF8.self)) { return true }
      }
      line = end + 1
    }
    return false
  }

  private static func isBinary(_ text: borrowing Span<UInt8>) -> Bool {
    for index in 0..<min(text.count, 1 << 13) {
      switch text[index] {
      case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x80...: continue
      default: return true
      }
    }
    do {
      _ = try UTF8Span(validating: copy text)
      return false
    } catch { return true }
  }

  private static func hasPrefix(_ prefix: [UInt8], _ text: borrowing Span<UInt8>, _ start: Int) -> Bool {
    guard text.count - start >= prefix.count else { return false }
    for index in prefix.indices where text[start + index] != prefix[index] { return false }
    return true
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}

// Between a text of the source and a value: each codec reads and writes.

internal import FHIRDefinitions
internal import TimeZones

/// One way to read a text and to write it again.
///
/// `parse` takes the whole text or nothing; all but `text` pass over blanks around it, as indented documents have them. What `written` gives for a value may differ from the text that was read; then that
/// text is kept beside the value.
enum Codec: Sendable {
  case text
  case number(NumberFormat)
  case comparison(NumberFormat)
  case titer(isJapanese: Bool)
  case local(LocalFormat)
  /// ISO 8601, times without a zone in the one that is given.
  case iso(ClockZone?)
  /// Dates and times of HL7 v2, times without a zone in the one that is given.
  case ts(ClockZone?)
  /// Two bounds.
  case range(NumberFormat)
  /// A text that FHIR has with something before it.
  case prefix(String)
  /// A URI, or an OID or UUID that becomes one.
  case uri
  case table([CodeTable.Row])
  /// A code of a system that R4 has as a whole.
  case member(String)
  case coded([CodeTable.Row], local: String?, standard: String?)

  /// The value that a text says.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - type: what the element can hold.
  /// - Returns: nil if the text is none of this codec, or says nothing that the type can hold.
  func parse(_ text: String, for type: PlaceType) -> CodecValue? {
    guard !text.isEmpty else { return nil }
    if case .text = self { return CodecValue.isLegal(text, for: type) ? .primitive(text, type: "string") : nil }
    return parse(trimmed: Self.trimmed(text), for: type)
  }

  private func parse(trimmed text: String, for type: PlaceType) -> CodecValue? {
    guard !text.isEmpty else { return nil }
    switch self {
    case .text: return nil
    case .number(let format):
      guard type.takesNumbers, let number = format.parse(text) else { return nil }
      return type == .open || type == .quantity
        ? .quantity(number, comparator: nil)
        : type == .whole && number.utf8.contains(UInt8(ascii: ".")) ? nil : .primitive(number, type: "decimal")
    case .comparison(let format):
      guard type == .open || type == .quantity, let (comparator, number) = format.parseComparison(text) else {
        return nil
      }
      return .quantity(number, comparator: comparator)
    case .titer: return type == .open || type == .ratio ? Self.titer(text).map { .ratio("1", $0) } : nil
    case .local(let format): return format.parse(text, for: type)
    case .iso(let zone): return LocalFormat.iso(text, for: type, in: zone)
    case .ts(let zone): return HL7Time.parse(text, for: type, in: zone)
    case .range(let format):
      guard type == .open || type == .range || type == .structure, let (low, high) = RangeText.parse(text, format)
      else { return nil }
      return .range(low: low, high: high)
    case .prefix(let prefix):
      return CodecValue.isLegal(prefix + text, for: type) ? .primitive(prefix + text, type: "string") : nil
    case .uri: return URIText.parse(text).map { .primitive($0, type: "uri") }
    case .table(let rows):
      return rows.first { $0.source == text }.map { .primitive($0.target, type: "code") }
    case .member(let system): return Self.isCode(text, of: system) ? .primitive(text, type: "code") : nil
    case .coded(let rows, let local, let standard):
      var codes: [CodecValue.Code] = []
      if let local { codes.append(CodecValue.Code(system: local, code: text)) }
      if let row = rows.first(where: { $0.source == text }) {
        codes.append(CodecValue.Code(system: standard, code: row.target))
      }
      return codes.isEmpty ? nil : .concept(codes)
    }
  }

  /// The text for a value; nil if this codec has none for it.
  func written(_ value: CodecValue) -> String? {
    switch (self, value) {
    case (.text, .primitive(let text, type: "string")): text
    case (.number(let format), .quantity(let number, comparator: nil)): format.written(number)
    case (.number(let format), .primitive(let number, _)): format.written(number)
    case (.comparison(let format), .quantity(let number, let comparator?)): comparator + format.written(number)
    case (.titer(let isJapanese), .ratio("1", let number)): isJapanese ? "\(number)倍" : "1:\(number)"
    case (.local(let format), .primitive(let text, _)): format.written(text)
    case (.iso, .primitive(let text, _)): text
    case (.ts(nil), .primitive(let text, _)): HL7Time.written(text)
    case (.ts(let zone?), .primitive(let text, _)): HL7Time.written(text, in: zone)
    case (.range(let format), .range(let low, let high)): RangeText.written(low, high, format)
    case (.prefix(let prefix), .primitive(let text, _)):
      text.hasPrefix(prefix) && text.utf8.count > prefix.utf8.count ? String(text.dropFirst(prefix.count)) : nil
    case (.uri, .primitive(let text, _)): URIText.written(text)
    case (.table(let rows), .primitive(let code, _)): rows.first { $0.target == code }?.source
    case (.member(let system), .primitive(let code, _)): Self.isCode(code, of: system) ? code : nil
    case (.coded(let rows, let local, let standard), .concept(let codes)):
      if let local, let own = codes.first(where: { $0.system == local }) {
        own.code
      } else {
        rows.first { row in codes.contains { $0.system == standard && $0.code == row.target } }?.source
      }
    default: nil
    }
  }

  private static func isCode(_ text: String, of system: String) -> Bool {
    Definitions.r4.codeSystem(system)?.code(text) != nil
  }

  /// Whether a value says all that the text says which gave it: a date does not say the time of the day.
  func isAll(_ value: CodecValue, of text: String) -> Bool {
    switch (self, value) {
    case (.local(let format), .primitive(let date, _)): !format.hasTime || date.contains("T")
    case (.iso, .primitive(let date, _)): date.contains("T") == text.contains("T")
    case (.ts, .primitive(let date, _)): date.contains("T") || text.utf8.count <= 8
    default: value != .textOnly
    }
  }

  /// What a clock showed, as the text says it; nil if it says no time of the day, or its zone too.
  func clock(of text: String) -> ClockTime? {
    switch self {
    case .local(let format): format.clock(of: Self.trimmed(text))
    case .iso: ClockTime(iso: Self.trimmed(text))
    case .ts: HL7Time.clock(of: Self.trimmed(text))
    default: nil
    }
  }

  /// The codec with times in a zone.
  func with(_ zone: ClockZone) -> Codec {
    switch self {
    case .local(var format):
      format.zone = zone
      return .local(format)
    case .iso: return .iso(zone)
    case .ts: return .ts(zone)
    default: return self
    }
  }

  /// The text without blanks around it, those of Japanese included.
  private static func trimmed(_ text: String) -> String {
    let bytes = text.utf8
    // What begins and ends with a visible sign of ASCII has none, as nearly all texts.
    if let first = bytes.first, let last = bytes.last, 0x21...0x7E ~= first, 0x21...0x7E ~= last { return text }
    func isBlank(_ character: Character) -> Bool { " \t\n\r\r\n\u{3000}".contains(character) }
    let rest = text.drop(while: isBlank)
    return String(rest.prefix(rest.count - rest.reversed().prefix(while: isBlank).count))
  }

  /// The number of a titre: `1:640`, `640倍`, `x640`.
  private static func titer(_ text: String) -> String? {
    var number = Substring(text)
    if number.hasPrefix("1:") {
      number = number.dropFirst(2)
    } else if number.hasPrefix("x") || number.hasPrefix("X") {
      number = number.dropFirst()
    } else if number.hasSuffix("倍") {
      number = number.dropLast()
    } else {
      return nil
    }
    guard let first = number.first, first != "0", number.utf8.allSatisfy({ $0 &- 48 < 10 }) else { return nil }
    return String(number)
  }
}

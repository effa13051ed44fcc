// Dates and times as a laboratory prints them, and R4's.

internal import FHIRCore

/// A pattern of a date, perhaps with a time: `dd.MM.yyyy H:mm`, `Gyy.MM.dd`.
///
/// `yyyy` is a year, `yy` one of two digits (or, behind `G`, of a Japanese era), `MM`, `dd`, `HH`, `mm` and `ss` have two
/// digits, `M`, `d` and `H` one or two; anything else stands for itself. What the text does not say is not made up: without a
/// zone, a time gives a date and the text.
struct LocalFormat: Sendable {
  private enum Part: Sendable, Hashable {
    case sign(Character)
    case field(Character, count: Int)
  }

  private let parts: [Part]
  /// Years of two digits up to this one are of this century.
  private let pivot: Int

  /// An era: its letter, the year before its first, and its first day.
  private static let eras: [(letter: Character, offset: Int, start: String)] = [
    ("M", 1867, "1868-01-25"), ("T", 1911, "1912-07-30"), ("S", 1925, "1926-12-25"), ("H", 1988, "1989-01-08"),
    ("R", 2018, "2019-05-01"),
  ]

  init(_ pattern: String, pivot: Int) {
    var parts: [Part] = []
    for character in pattern {
      guard "yMdHmsG".contains(character) else {
        parts.append(.sign(character))
        continue
      }
      if case .field(character, let count)? = parts.last {
        parts[parts.count - 1] = .field(character, count: count + 1)
      } else {
        parts.append(.field(character, count: 1))
      }
    }
    self.parts = parts
    self.pivot = pivot
  }

  func parse(_ text: String, for type: PlaceType) -> CodecValue? {
    var rest = Substring(text)
    var era: Character?
    var fields: [Character: Int] = [:]
    for part in parts {
      switch part {
      case .sign(let sign):
        guard rest.first == sign else { return nil }
        rest = rest.dropFirst()
      case .field("G", _):
        guard let letter = rest.first, Self.eras.contains(where: { $0.letter == letter }) else { return nil }
        era = letter
        rest = rest.dropFirst()
      case .field(let name, let count):
        let digits = rest.prefix(count == 1 ? 2 : count).prefix { $0.isASCII && $0.isNumber }
        guard digits.count == count || count == 1 && !digits.isEmpty, let value = Int(digits) else { return nil }
        fields[name] = value
        rest = rest.dropFirst(digits.count)
      }
    }
    guard rest.isEmpty, let day = date(fields, era) else { return nil }
    let hasTime = fields["H"] != nil
    if hasTime, fields["H"] ?? 0 > 23 || fields["m"] ?? 0 > 59 || fields["s"] ?? 0 > 60 { return nil }
    return Self.value(day, for: type)
  }

  /// What a date is for a type: an instant needs a zone, which nobody said.
  private static func value(_ day: String, for type: PlaceType) -> CodecValue? {
    switch type {
    case .instant: .textOnly
    case .date: .primitive(day, type: "date")
    case .open, .dateTime: .primitive(day, type: "dateTime")
    default: nil
    }
  }

  private func date(_ fields: [Character: Int], _ era: Character?) -> String? {
    guard var year = fields["y"], let month = fields["M"], let day = fields["d"] else { return nil }
    if let era, let known = Self.eras.first(where: { $0.letter == era }) {
      year += known.offset
    } else if parts.contains(.field("y", count: 2)) {
      year += year <= pivot % 100 ? pivot / 100 * 100 : pivot / 100 * 100 - 100
    }
    let text = "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
    guard FHIRDate(text: text) != nil else { return nil }
    if let era, self.era(of: text)?.letter != era { return nil }
    return text
  }

  /// The text for a date of R4; nil if the pattern asks for what the date does not say.
  func written(_ date: String) -> String? {
    guard FHIRDate(text: date) != nil, date.utf8.count == 10, !hasTime else { return nil }
    let numbers = date.split(separator: "-").compactMap { Int($0) }
    guard numbers.count == 3 else { return nil }
    var year = numbers[0]
    var letter: Character?
    if parts.contains(.field("G", count: 1)) {
      guard let era = era(of: date) else { return nil }
      letter = era.letter
      year -= era.offset
    }
    return parts.map { part in
      switch part {
      case .sign(let sign): String(sign)
      case .field("G", _): letter.map { String($0) } ?? ""
      case .field("y", let count): Self.padded(count == 2 ? year % 100 : year, count)
      case .field("M", let count): Self.padded(numbers[1], count)
      case .field(_, let count): Self.padded(numbers[2], count)
      }
    }.joined()
  }

  /// Whether the pattern has a time of the day.
  var hasTime: Bool {
    parts.contains { part in
      if case .field(let name, _) = part { "Hms".contains(name) } else { false }
    }
  }

  /// The era that a day is in; its text orders as the calendar does.
  private func era(of day: String) -> (letter: Character, offset: Int)? {
    Self.eras.last { $0.start <= day }.map { ($0.letter, $0.offset) }
  }

  private static func padded(_ number: Int, _ count: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, count - digits.count)) + digits
  }

  /// A date or time as R4 writes it (ISO 8601); a time without a zone gives its date and the text.
  static func iso(_ text: String, for type: PlaceType) -> CodecValue? {
    if type == .instant, FHIRInstant(text: text) != nil { return .primitive(text, type: "instant") }
    if FHIRDateTime(text: text) != nil, type == .open || type == .dateTime { return .primitive(text, type: "dateTime") }
    if FHIRDate(text: text) != nil, type == .date { return .primitive(text, type: "date") }
    let parts = text.split(separator: "T", omittingEmptySubsequences: false)
    guard parts.count == 2, FHIRDate(text: String(parts[0])) != nil, parts[0].utf8.count == 10 else { return nil }
    // The zone alone is missing: with one, it is a time.
    let isTime = FHIRDateTime(text: text + "Z") != nil || FHIRDateTime(text: text + ":00Z") != nil
    return isTime ? value(String(parts[0]), for: type) : nil
  }
}

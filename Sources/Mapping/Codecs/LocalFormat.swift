// Dates and times as a laboratory prints them, and R4's.

internal import FHIRCore
internal import TimeZones

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
  /// The zone that times are in; nil if nobody said it.
  var zone: ClockZone?

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

  /// The date that a text says, and its numbers; nil if it is not of this pattern.
  private func fields(of text: String) -> (day: String, fields: [Character: Int])? {
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
    return (day, fields)
  }

  func parse(_ text: String, for type: PlaceType) -> CodecValue? {
    guard let (day, _) = fields(of: text) else { return nil }
    return Self.value(day, clock(of: text), zone, for: type)
  }

  /// What the clock showed; nil if the text says no time of the day.
  func clock(of text: String) -> ClockTime? {
    guard let (day, fields) = fields(of: text), let hour = fields["H"] else { return nil }
    let numbers = day.split(separator: "-").compactMap { Int($0) }
    guard numbers.count == 3 else { return nil }
    return ClockTime(
      year: numbers[0], month: numbers[1], day: numbers[2], hour: hour, minute: fields["m"] ?? 0,
      second: fields["s"].map { Self.padded($0, 2) })
  }

  /// What a date, and perhaps a time, is for a type: an instant needs a zone, and without one a time is its date.
  private static func value(
    _ day: String, _ clock: ClockTime?, _ zone: ClockZone?, for type: PlaceType
  ) -> CodecValue? {
    if let clock, let zone, let text = clock.text(in: zone) {
      switch type {
      case .instant: return .primitive(text, type: "instant")
      case .open, .dateTime: return .primitive(text, type: "dateTime")
      default: break
      }
    }
    return switch type {
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

  /// The text for a date or time of R4; nil if the pattern asks for what it does not say, or does not say all of it.
  func written(_ text: String) -> String? {
    guard hasTime else {
      return FHIRDate(text: text) != nil && text.utf8.count == 10 ? written(text, nil) : nil
    }
    guard let zone, let clock = ClockTime(fhir: text, in: zone) else { return nil }
    let hasSeconds = parts.contains { if case .field("s", _) = $0 { true } else { false } }
    guard hasSeconds ? clock.second?.utf8.count == 2 : clock.second == "00" else { return nil }
    return written(clock.date, clock)
  }

  private func written(_ date: String, _ clock: ClockTime?) -> String? {
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
      case .field("H", let count): Self.padded(clock?.hour ?? 0, count)
      case .field("m", let count): Self.padded(clock?.minute ?? 0, count)
      case .field("s", let count): Self.padded(clock?.second.flatMap { Int($0) } ?? 0, count)
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

  static func padded(_ number: Int, _ count: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, count - digits.count)) + digits
  }

  /// A date or time as R4 writes it (ISO 8601); a time without a zone gives its date and the text, or is in the zone that is
  /// given.
  static func iso(_ text: String, for type: PlaceType, in zone: ClockZone?) -> CodecValue? {
    if type == .instant, FHIRInstant(text: text) != nil { return .primitive(text, type: "instant") }
    if FHIRDateTime(text: text) != nil, type == .open || type == .dateTime { return .primitive(text, type: "dateTime") }
    if FHIRDate(text: text) != nil, type == .date { return .primitive(text, type: "date") }
    return ClockTime(iso: text).flatMap { value($0.date, $0, zone, for: type) }
  }
}

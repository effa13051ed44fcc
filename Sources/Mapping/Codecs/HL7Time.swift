// Dates and times as HL7 v2 writes them: 20180401130500.25+0200 (HL7 v2.8, chapter 2A, DTM).

internal import FHIRCore
internal import TimeZones

/// Takes dates and times of HL7 v2 apart and puts them together.
enum HL7Time {
  /// What a text says, which may be less than FHIR needs for a time.
  private struct Parts {
    /// Year, month, day, hour, minute and second, as far as they are said.
    let numbers: [Substring]
    let fraction: Substring?
    /// The zone as FHIR writes it; nil if it is not said, or said not to be known.
    let zone: String?

    /// `YYYY[MM[DD[HH[MM[SS[.S[S[S[S]]]]]]]]][+/-ZZZZ]`; nil if the text is anything else.
    init?(_ text: String) {
      var rest = Substring(text)
      var zone: String?
      if let sign = rest.lastIndex(where: { $0 == "+" || $0 == "-" }) {
        let digits = rest[rest.index(after: sign)...]
        guard digits.utf8.count == 4, digits.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
        // -0000 says that the zone is not known.
        if rest[sign...] != "-0000" { zone = "\(rest[sign])\(digits.prefix(2)):\(digits.suffix(2))" }
        rest = rest[..<sign]
      }
      var fraction: Substring?
      if let point = rest.firstIndex(of: ".") {
        let digits = rest[rest.index(after: point)...]
        guard 1...4 ~= digits.utf8.count, rest[..<point].utf8.count == 14 else { return nil }
        fraction = digits
        rest = rest[..<point]
      }
      guard (rest + (fraction ?? "")).utf8.allSatisfy({ $0 &- 0x30 < 10 }),
        [4, 6, 8, 10, 12, 14].contains(rest.utf8.count)
      else { return nil }
      var numbers = [rest.prefix(4)]
      rest = rest.dropFirst(4)
      while !rest.isEmpty {
        numbers.append(rest.prefix(2))
        rest = rest.dropFirst(2)
      }
      self.numbers = numbers
      self.fraction = fraction
      self.zone = zone
    }

    var date: String { numbers.prefix(3).joined(separator: "-") }

    /// What the clock showed, if hour and minute are said.
    var clock: ClockTime? {
      let values = numbers.compactMap { Int($0) }
      guard values.count >= 5, values[3] < 24, values[4] < 60, values.count < 6 || values[5] <= 60 else { return nil }
      let second = values.count > 5 ? numbers[5] + (fraction.map { "." + $0 } ?? "") : nil
      return ClockTime(
        year: values[0], month: values[1], day: values[2], hour: values[3], minute: values[4],
        second: second.map(String.init))
    }

    /// The time with its own zone; nil if it has none, or no seconds, which FHIR wants and nobody said.
    var time: String? {
      guard let zone, let second = clock?.second else { return nil }
      return "\(date)T\(numbers[3]):\(numbers[4]):\(second)\(zone)"
    }
  }

  /// The value that a text says; a time without a zone or without seconds gives its date and the text.
  static func parse(_ text: String, for type: PlaceType, in zone: ClockZone?) -> CodecValue? {
    guard let parts = Parts(text), FHIRDate(text: parts.date) != nil else { return nil }
    if parts.numbers.count > 3 {
      // An hour alone is no clock of FHIR, and must be one of the day all the same.
      guard let hour = Int(parts.numbers[3]), hour < 24, parts.numbers.count == 4 || parts.clock != nil else {
        return nil
      }
    }
    var time = parts.time
    if time == nil, parts.zone == nil, let zone { time = parts.clock?.text(in: zone) }
    if let time, FHIRDateTime(text: time) != nil {
      switch type {
      case .instant: return .primitive(time, type: "instant")
      case .open, .dateTime: return .primitive(time, type: "dateTime")
      default: break
      }
    }
    switch type {
    case .instant: return .textOnly
    case .date: return .primitive(parts.date, type: "date")
    case .open, .dateTime: return .primitive(parts.date, type: "dateTime")
    default: return nil
    }
  }

  /// What the clock showed, where the text says neither its zone nor less than a minute.
  static func clock(of text: String) -> ClockTime? {
    guard let parts = Parts(text), parts.zone == nil else { return nil }
    return parts.clock
  }

  /// The text for a date or time of FHIR; without the zone, where a time is in the one that is given.
  static func written(_ text: String, in zone: ClockZone) -> String? {
    guard ClockTime(fhir: text, in: zone) != nil, let written = written(text) else { return written(text) }
    return String(written.dropLast(5))
  }

  /// The text for a date or time of FHIR.
  static func written(_ text: String) -> String? {
    guard FHIRDateTime(text: text) != nil else { return nil }
    guard let start = text.firstIndex(of: "T") else { return text.replacing("-", with: "") }
    let date = text[..<start].replacing("-", with: "")
    let time = text[text.index(after: start)...]
    guard let sign = time.firstIndex(where: { "Z+-".contains($0) }) else { return nil }
    let clock = time[..<sign].replacing(":", with: "")
    // Four digits of a second are all that HL7 v2 has.
    guard clock.utf8.count <= 11 else { return nil }
    let zone = time[sign] == "Z" ? "+0000" : time[sign...].replacing(":", with: "")
    return zone == "-0000" ? nil : "\(date)\(clock)\(zone)"
  }
}

// A date and a time of the day on a clock, as a document prints them without a zone.

internal import FHIRCore
internal import TimeZones

/// What a clock showed.
struct ClockTime: Sendable {
  let year: Int
  let month: Int
  let day: Int
  let hour: Int
  let minute: Int
  /// As it is printed, with a fraction if it has one; nil if it is not said.
  let second: String?

  private var seconds: Int {
    let whole = second.flatMap { Int($0.prefix(2)) } ?? 0
    return Gregorian.dayNumber(year: year, month: month, day: day) * 86_400 + hour * 3600 + minute * 60 + whole
  }

  /// What the time was in a zone.
  func offsets(in zone: ClockZone) -> ClockZone.Offsets { zone.offsets(at: seconds) }

  /// The time as FHIR writes it; nil if the zone does not say which moment it was.
  ///
  /// FHIR wants seconds, and allows 00 for those that nobody said (R4, datatypes, dateTime).
  func text(in zone: ClockZone) -> String? {
    guard case .one(let minutes) = offsets(in: zone), let offset = ZoneOffset(minutes: minutes) else { return nil }
    let time = "\(LocalFormat.padded(hour, 2)):\(LocalFormat.padded(minute, 2)):\(second ?? "00")"
    return "\(date)T\(time)\(offset)"
  }

  /// The date alone.
  var date: String { "\(LocalFormat.padded(year, 4))-\(LocalFormat.padded(month, 2))-\(LocalFormat.padded(day, 2))" }
}

extension ClockTime {
  /// A time as ISO 8601 prints it, without a zone; nil if the text is none.
  init?(iso text: String) {
    // With a zone it would be a time of FHIR.
    guard FHIRDateTime(text: text + "Z") != nil || FHIRDateTime(text: text + ":00Z") != nil else { return nil }
    let parts = text.split { "-T:".contains($0) }
    guard parts.count >= 5 else { return nil }
    let numbers = parts.prefix(5).compactMap { Int($0) }
    guard numbers.count == 5 else { return nil }
    (year, month, day, hour, minute) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4])
    second = parts.count > 5 ? String(parts[5]) : nil
  }

  /// What the clock of a zone showed at a time of FHIR; nil if the text is none, or the zone has another offset then.
  init?(fhir text: String, in zone: ClockZone) {
    guard let time = FHIRDateTime(text: text), text.contains("T") else { return nil }
    let suffix = text.hasSuffix("Z") ? 1 : 6
    self.init(iso: String(text.dropLast(suffix)))
    guard self.text(in: zone) == text else { return nil }
    _ = time
  }
}

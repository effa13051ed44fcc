// FHIR's dateTime: a year, a month, a day, or a second with its zone, exactly as written.

/// A date, perhaps with a time of day and its zone, of the R4 type `dateTime`.
///
/// ```swift
/// let drawn: FHIRDateTime = "2013-04-01T08:30:00+09:00"
/// drawn.zone?.minutes  // 540
/// drawn.compare(to: "2013-03-31T23:30:00Z")  // .equal
/// drawn == "2013-03-31T23:30:00Z"            // false: written otherwise
/// drawn.compare(to: "2013-04")               // nil
/// ```
///
/// R4 demands seconds and a zone wherever there is a time of day, refuses `24:00`, and allows `:60` for a leap second.
/// Digits after the point of the seconds are kept, however many. See
/// [datatypes](https://hl7.org/fhir/R4/datatypes.html#dateTime).
public struct FHIRDateTime: Sendable, CustomStringConvertible {
  /// How far a dateTime goes; a fraction belongs to the second.
  public enum Precision: Int, Sendable, Hashable, Comparable, CaseIterable {
    /// A year alone.
    case year
    /// A year and a month.
    case month
    /// A whole date.
    case day
    /// A date with a time of day and a zone.
    case second

    /// Orders from the coarsest to the finest.
    public static func < (left: Precision, right: Precision) -> Bool { left.rawValue < right.rawValue }
  }

  /// The value as written.
  public let text: String
  let parts: CalendarParts

  /// Reads a dateTime, or gives nil if it is none; `check(_:)` says why.
  public init?(text: String) {
    guard let parts = try? CalendarParts(text.utf8.span, as: .dateTime) else { return nil }
    self.init(text: text, parts: parts)
  }

  /// Reads a dateTime from UTF-8, or says why it is none.
  public init(utf8 bytes: Span<UInt8>) throws(ValueFailure) {
    let parts = try CalendarParts(bytes, as: .dateTime)
    self.init(text: String(ascii: bytes), parts: parts)
  }

  /// Takes a date as it is, with no time of day.
  public init(_ date: FHIRDate) { self.init(text: date.text, parts: date.parts) }

  /// Takes an instant as it is.
  public init(_ instant: FHIRInstant) { self.init(text: instant.text, parts: instant.parts) }

  init(text: String, parts: CalendarParts) {
    self.text = text
    self.parts = parts
  }

  /// Says why a text in UTF-8 is not a dateTime, without an allocation.
  public static func check(_ bytes: Span<UInt8>) throws(ValueFailure) { _ = try CalendarParts(bytes, as: .dateTime) }

  /// The year, from 1 to 9999.
  public var year: Int { parts.year }
  /// The month, from 1 to 12, if it is stated.
  public var month: Int? { parts.month > 0 ? parts.month : nil }
  /// The day of the month, if it is stated.
  public var day: Int? { parts.day > 0 ? parts.day : nil }
  /// The hour, from 0 to 23, if a time of day is stated.
  public var hour: Int? { parts.hasTime ? parts.hour : nil }
  /// The minute, if a time of day is stated.
  public var minute: Int? { parts.hasTime ? parts.minute : nil }
  /// The second, from 0 to 60, if a time of day is stated.
  public var second: Int? { parts.hasTime ? parts.second : nil }
  /// The digits after the point of the seconds, as written; nil without a point.
  public var fractionDigits: String? { parts.fractionDigits(of: text, from: 20) }
  /// The zone, wherever a time of day is stated.
  public var zone: ZoneOffset? { parts.zone }
  /// How far the value goes.
  public var precision: Precision {
    if parts.hasTime { return .second }
    return switch parts.datePrecision {
    case .year: .year
    case .month: .month
    case .day: .day
    }
  }
  /// The value as written.
  public var description: String { text }
  /// The date as written, without the time of day.
  public var date: FHIRDate { FHIRDate(text: String(Substring(text.utf8.prefix(10))), parts: parts.withoutTime) }
  /// The time of day as written, without the zone, if it is stated.
  public var time: FHIRTime? {
    guard parts.hasTime else { return nil }
    let count = parts.fractionCount == 0 ? 8 : 9 + parts.fractionCount
    return FHIRTime(text: String(Substring(text.utf8.dropFirst(11).prefix(count))), parts: parts.withoutDate)
  }

  /// Compares by value, with zones taken into account; nil where the precision does not decide.
  ///
  /// Two values with a time are compared as moments, two without as dates. A date has no zone: beside a value with a time
  /// it stands for that date anywhere from -14:00 to +14:00, and only what lies outside is certainly before or after.
  /// With `zone`, it stands for the date there.
  ///
  /// ```swift
  /// let day: FHIRDateTime = "2013-04-01"
  /// day.compare(to: "2013-04-02T01:00:00Z")                  // nil
  /// day.compare(to: "2013-04-02T01:00:00Z", assuming: .utc)  // .less
  /// ```
  public func compare(to other: FHIRDateTime, assuming zone: ZoneOffset? = nil) -> Ordering? {
    switch (parts.hasTime, other.parts.hasTime) {
    case (false, false): parts.compareDate(other.parts)
    case (true, true): compareMoments(parts, text, other.parts, other.text)
    case (true, false): compareMoment(parts.minuteNumber, to: other.parts.localMinutes, zone)
    case (false, true): compareMoment(other.parts.minuteNumber, to: parts.localMinutes, zone)?.reversed
    }
  }
}

extension CalendarParts {
  /// The digits after the point, which stand at `start` of the text.
  func fractionDigits(of text: String, from start: Int) -> String? {
    fractionCount == 0 ? nil : String(Substring(fraction(of: text, from: start)))
  }

  func fraction(of text: String, from start: Int) -> Substring.UTF8View {
    text.utf8.dropFirst(start).prefix(fractionCount)
  }
}

/// Compares two values that have date, time and zone.
func compareMoments(
  _ left: CalendarParts, _ leftText: String, _ right: CalendarParts, _ rightText: String
) -> Ordering {
  Ordering(left.minuteNumber, right.minuteNumber)
    .or(Ordering(left.second, right.second))
    .or(compareFractions(left.fraction(of: leftText, from: 20), right.fraction(of: rightText, from: 20)))
}

/// Compares a moment with a stretch of local minutes: in `zone`, or in every zone that there may be.
private func compareMoment(_ minute: Int, to local: Range<Int>, _ zone: ZoneOffset?) -> Ordering? {
  let earliest = local.lowerBound - (zone?.minutes ?? 840)
  let end = local.upperBound - (zone?.minutes ?? -840)
  return minute < earliest ? .less : (minute >= end ? .greater : nil)
}

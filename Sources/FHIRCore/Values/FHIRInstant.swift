// FHIR's instant: a moment known at least to the second, exactly as written.

/// A moment of the R4 type `instant`, such as `2015-02-07T13:28:17.239+02:00`.
///
/// ```swift
/// let recorded: FHIRInstant = "2016-12-31T23:59:60Z"
/// recorded.compare(to: "2017-01-01T00:00:00Z")  // .less: a leap second
/// ```
///
/// See [datatypes](https://hl7.org/fhir/R4/datatypes.html#instant).
public struct FHIRInstant: Sendable, CustomStringConvertible {
  /// The instant as written.
  public let text: String
  let parts: CalendarParts

  /// Reads an instant, or gives nil if it is none; `check(_:)` says why.
  public init?(text: String) {
    guard let parts = try? CalendarParts(text.utf8.span, as: .instant) else { return nil }
    self.init(text: text, parts: parts)
  }

  /// Reads an instant from UTF-8, or says why it is none.
  public init(utf8 bytes: Span<UInt8>) throws(ValueFailure) {
    let parts = try CalendarParts(bytes, as: .instant)
    self.init(text: String(ascii: bytes), parts: parts)
  }

  /// Takes a dateTime as it is; nil if it has no time of day.
  public init?(_ dateTime: FHIRDateTime) {
    guard dateTime.parts.hasTime else { return nil }
    self.init(text: dateTime.text, parts: dateTime.parts)
  }

  /// The second in UTC that lies so many seconds after 1970-01-01T00:00:00Z, as `SOURCE_DATE_EPOCH` counts them.
  ///
  /// Nil outside the years 0001 to 9999.
  public init?(secondsSince1970 seconds: Int) {
    let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
    guard abs(days) < 4_000_000 else { return nil }
    let date = Gregorian.date(ofDayNumber: rest < 0 ? days - 1 : days)
    guard let day = CalendarParts.dateText(year: date.year, month: date.month, day: date.day) else { return nil }
    let second = rest < 0 ? rest + 86_400 : rest
    self.init(
      text: "\(day)T\(twoDigits(second / 3600)):\(twoDigits(second / 60 % 60)):\(twoDigits(second % 60))Z")
  }

  private init(text: String, parts: CalendarParts) {
    self.text = text
    self.parts = parts
  }

  /// Says why a text in UTF-8 is not an instant, without an allocation.
  public static func check(_ bytes: Span<UInt8>) throws(ValueFailure) { _ = try CalendarParts(bytes, as: .instant) }

  /// The year, from 1 to 9999.
  public var year: Int { parts.year }
  /// The month, from 1 to 12.
  public var month: Int { parts.month }
  /// The day of the month.
  public var day: Int { parts.day }
  /// The hour, from 0 to 23.
  public var hour: Int { parts.hour }
  /// The minute.
  public var minute: Int { parts.minute }
  /// The second, from 0 to 60.
  public var second: Int { parts.second }
  /// The digits after the point of the seconds, as written; nil without a point.
  public var fractionDigits: String? { parts.fractionDigits(of: text, from: 20) }
  /// The zone.
  public var zone: ZoneOffset { parts.zone ?? .utc }
  /// The instant as written.
  public var description: String { text }

  /// Compares by value, with zones taken into account.
  public func compare(to other: FHIRInstant) -> Ordering { compareMoments(parts, text, other.parts, other.text) }
}

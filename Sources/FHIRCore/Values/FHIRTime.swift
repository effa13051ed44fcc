// FHIR's time: a time of day without date and zone, exactly as written.

/// A time of day of the R4 type `time`, such as `08:30:00`.
///
/// Seconds are required and may carry a fraction; `24:00:00` is refused, `:60` is not. See
/// [datatypes](https://hl7.org/fhir/R4/datatypes.html#time).
public struct FHIRTime: Sendable, CustomStringConvertible {
  /// The time as written.
  public let text: String
  let parts: CalendarParts

  /// Reads a time, or gives nil if it is none; `check(_:)` says why.
  public init?(text: String) {
    guard let parts = try? CalendarParts(text.utf8.span, as: .time) else { return nil }
    self.init(text: text, parts: parts)
  }

  /// Reads a time from UTF-8, or says why it is none.
  public init(utf8 bytes: Span<UInt8>) throws(ValueFailure) {
    let parts = try CalendarParts(bytes, as: .time)
    self.init(text: String(ascii: bytes), parts: parts)
  }

  init(text: String, parts: CalendarParts) {
    self.text = text
    self.parts = parts
  }

  /// Says why a text in UTF-8 is not a time, without an allocation.
  public static func check(_ bytes: Span<UInt8>) throws(ValueFailure) { _ = try CalendarParts(bytes, as: .time) }

  /// The hour, from 0 to 23.
  public var hour: Int { parts.hour }
  /// The minute.
  public var minute: Int { parts.minute }
  /// The second, from 0 to 60.
  public var second: Int { parts.second }
  /// The digits after the point of the seconds, as written; nil without a point.
  public var fractionDigits: String? { parts.fractionDigits(of: text, from: 9) }
  /// The time as written.
  public var description: String { text }

  /// Compares by value: `08:30:00` and `08:30:00.0` are equal.
  public func compare(to other: FHIRTime) -> Ordering {
    Ordering(parts.hour, other.parts.hour)
      .or(Ordering(parts.minute, other.parts.minute))
      .or(Ordering(parts.second, other.parts.second))
      .or(compareFractions(parts.fraction(of: text, from: 9), other.parts.fraction(of: other.text, from: 9)))
  }
}

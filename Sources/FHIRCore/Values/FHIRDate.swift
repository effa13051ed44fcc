// FHIR's date: a day, or only a month or a year, exactly as written.

/// A date of the R4 type `date`: `2013`, `2013-04` or `2013-04-01`, with no more precision than was stated.
///
/// ```swift
/// let birth: FHIRDate = "2013-04"
/// birth.precision  // .month
/// birth.day        // nil
/// birth.compare(to: "2013-04-01")  // nil: it may or may not be before
/// birth.compare(to: "2013-05")     // .less
/// ```
///
/// Years are 0001 to 9999, and the day must exist. Two dates are `==` if they are written alike; `compare(to:)` goes by
/// value. See [datatypes](https://hl7.org/fhir/R4/datatypes.html#date).
public struct FHIRDate: Sendable, CustomStringConvertible {
  /// How far a date goes.
  public enum Precision: Int, Sendable, Hashable, Comparable, CaseIterable {
    /// A year alone.
    case year
    /// A year and a month.
    case month
    /// A whole date.
    case day

    /// Orders from the coarsest to the finest.
    public static func < (left: Precision, right: Precision) -> Bool { left.rawValue < right.rawValue }
  }

  /// The date as written.
  public let text: String
  let parts: CalendarParts

  /// Reads a date, or gives nil if it is none; `check(_:)` says why.
  public init?(text: String) {
    guard let parts = try? CalendarParts(text.utf8.span, as: .date) else { return nil }
    self.init(text: text, parts: parts)
  }

  /// Reads a date from UTF-8, or says why it is none.
  public init(utf8 bytes: Span<UInt8>) throws(ValueFailure) {
    let parts = try CalendarParts(bytes, as: .date)
    self.init(text: String(ascii: bytes), parts: parts)
  }

  /// Makes a date of its numbers; nil if there is no such day, or a day without a month.
  public init?(year: Int, month: Int? = nil, day: Int? = nil) {
    guard let text = CalendarParts.dateText(year: year, month: month, day: day) else { return nil }
    self.init(text: text)
  }

  init(text: String, parts: CalendarParts) {
    self.text = text
    self.parts = parts
  }

  /// Says why a text in UTF-8 is not a date, without an allocation.
  public static func check(_ bytes: Span<UInt8>) throws(ValueFailure) { _ = try CalendarParts(bytes, as: .date) }

  /// The year, from 1 to 9999.
  public var year: Int { parts.year }
  /// The month, from 1 to 12, if it is stated.
  public var month: Int? { parts.month > 0 ? parts.month : nil }
  /// The day of the month, if it is stated.
  public var day: Int? { parts.day > 0 ? parts.day : nil }
  /// How far the date goes.
  public var precision: Precision { parts.datePrecision }
  /// The date as written.
  public var description: String { text }

  /// Compares by value; nil where the precision does not decide.
  public func compare(to other: FHIRDate) -> Ordering? { parts.compareDate(other.parts) }
}

extension CalendarParts {
  var datePrecision: FHIRDate.Precision { day > 0 ? .day : (month > 0 ? .month : .year) }

  /// The text of a date's numbers, if each is in its written range; whether the day exists is for the scanner to say.
  static func dateText(year: Int, month: Int?, day: Int?) -> String? {
    guard (1...9999).contains(year), (1...12).contains(month ?? 1), (1...31).contains(day ?? 1) else { return nil }
    if day != nil, month == nil { return nil }
    var text = twoDigits(year / 100) + twoDigits(year % 100)
    if let month { text += "-" + twoDigits(month) }
    if let day { text += "-" + twoDigits(day) }
    return text
  }
}

extension String {
  /// The text of bytes that a scanner has found to be ASCII.
  init(ascii bytes: Span<UInt8>) {
    do {
      self.init(copying: try UTF8Span(validating: bytes))
    } catch {
      preconditionFailure("a scanner let through what is not ASCII")
    }
  }
}

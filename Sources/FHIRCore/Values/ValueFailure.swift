// Why a text is not a value of a FHIR primitive type, in words that a diagnostic can use.

/// Why a text is not a value of the primitive type that it should be.
///
/// ```swift
/// do {
///   try FHIRDate.check(Array("2013-02-30".utf8).span)
/// } catch {
///   print("expected \(error.expected) · hint: \(error.hint)")
///   // expected a date · hint: the month has no such day
/// }
/// ```
///
/// Neither `expected` nor `hint` contains anything of the text, for it may be a patient's.
public struct ValueFailure: Error, Sendable, Hashable {
  /// The primitive type that was expected.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A decimal number.
    case decimal
    /// A date, perhaps without day or month.
    case date
    /// A date, perhaps with a time of day.
    case dateTime
    /// A moment, known at least to the second.
    case instant
    /// A time of day.
    case time
  }

  /// What was wrong.
  public enum Reason: String, Sendable, Hashable, CaseIterable {
    /// The text does not have the type's form.
    case form
    /// The year is 0000.
    case year
    /// The month is not 01 to 12.
    case month
    /// The month has no such day in that year.
    case day
    /// The hour is not 00 to 23.
    case hour
    /// The minute is not 00 to 59.
    case minute
    /// The second is not 00 to 60.
    case second
    /// There is a time of day without seconds.
    case secondsMissing
    /// There is a time of day without a zone.
    case zoneMissing
    /// The zone is further from UTC than 14 hours, or its minutes are not 00 to 59.
    case zone
    /// There is a zone, or a time of day, where the type has none.
    case notAllowed
  }

  /// The primitive type that was expected.
  public let kind: Kind
  /// What was wrong.
  public let reason: Reason
  /// The byte at which it was noticed, from 0; the length of the text where it ended too early.
  public let offset: Int

  /// Records a failure.
  public init(_ kind: Kind, _ reason: Reason, at offset: Int) {
    self.kind = kind
    self.reason = reason
    self.offset = offset
  }

  /// What was expected, with its article: `a date`.
  public var expected: String {
    switch kind {
    case .decimal: "a decimal number"
    case .date: "a date"
    case .dateTime: "a date or date and time"
    case .instant: "an instant"
    case .time: "a time of day"
    }
  }

  /// How to write it, or which part of it cannot be.
  public var hint: String {
    switch reason {
    case .form: form
    case .year: "years are 0001 to 9999"
    case .month: "months are 01 to 12"
    case .day: "the month has no such day"
    case .hour: "hours are 00 to 23"
    case .minute: "minutes are 00 to 59"
    case .second: "seconds are 00 to 59, or 60 for a leap second"
    case .secondsMissing: "write the seconds too; they may be 00"
    case .zoneMissing: "a time of day needs a zone: Z, or +hh:mm or -hh:mm"
    case .zone: "zones are Z, or -14:00 to +14:00"
    case .notAllowed: kind == .time ? "a time of day has no zone; \(form)" : "a date has no time of day; \(form)"
    }
  }

  private var form: String {
    switch kind {
    case .decimal: "write digits with a point, such as 1.50, perhaps with an exponent, such as 6.02e23"
    case .date: "write YYYY, YYYY-MM or YYYY-MM-DD"
    case .dateTime: "write YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss with Z, +hh:mm or -hh:mm"
    case .instant: "write YYYY-MM-DDThh:mm:ss with Z, +hh:mm or -hh:mm"
    case .time: "write hh:mm:ss"
    }
  }
}

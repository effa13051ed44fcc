// The one scanner of dates and times: linear in the bytes, no allocation, exactly R4's value spaces.

/// The numbers of a date, time or both; zero where the text does not go so far.
struct CalendarParts: Sendable {
  // Small integers, for the numbers ride along with each value: 24 bytes.
  private var storedYear: Int16 = 0
  private var storedMonth: UInt8 = 0
  private var storedDay: UInt8 = 0
  private var storedHour: UInt8 = 0
  private var storedMinute: UInt8 = 0
  private var storedSecond: UInt8 = 0
  var hasTime = false
  /// The number of digits after the point of the seconds.
  var fractionCount = 0
  var zone: ZoneOffset?

  var year: Int { Int(storedYear) }
  var month: Int { Int(storedMonth) }
  var day: Int { Int(storedDay) }
  var hour: Int { Int(storedHour) }
  var minute: Int { Int(storedMinute) }
  var second: Int { Int(storedSecond) }

  /// Reads a whole text as a value of `kind`, or says where it fails.
  init(_ bytes: Span<UInt8>, as kind: ValueFailure.Kind) throws(ValueFailure) {
    var cursor = 0
    if kind == .time {
      try scanTime(bytes, &cursor, kind)
      if cursor < bytes.count { throw ValueFailure(kind, isZoneStart(bytes[cursor]) ? .notAllowed : .form, at: cursor) }
      return
    }
    try scanDate(bytes, &cursor, kind)
    if cursor == bytes.count {
      if kind == .instant { throw ValueFailure(kind, .form, at: cursor) }
      return
    }
    guard bytes[cursor] == UInt8(ascii: "T"), day > 0 else { throw ValueFailure(kind, .form, at: cursor) }
    if kind == .date { throw ValueFailure(kind, .notAllowed, at: cursor) }
    cursor += 1
    try scanTime(bytes, &cursor, kind)
    try scanZone(bytes, &cursor, kind)
    if cursor < bytes.count { throw ValueFailure(kind, .form, at: cursor) }
  }

  /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as far as it goes.
  private mutating func scanDate(
    _ bytes: Span<UInt8>, _ cursor: inout Int, _ kind: ValueFailure.Kind
  ) throws(ValueFailure) {
    let century = try pair(bytes, &cursor, kind)
    storedYear = Int16(century) * 100 + Int16(try pair(bytes, &cursor, kind))
    if year == 0 { throw ValueFailure(kind, .year, at: 0) }
    guard cursor < bytes.count, bytes[cursor] == UInt8(ascii: "-") else { return }
    cursor += 1
    storedMonth = try pair(bytes, &cursor, kind)
    if !(1...12).contains(month) { throw ValueFailure(kind, .month, at: cursor - 2) }
    guard cursor < bytes.count, bytes[cursor] == UInt8(ascii: "-") else { return }
    cursor += 1
    storedDay = try pair(bytes, &cursor, kind)
    if day < 1 || day > Gregorian.days(inMonth: month, of: year) { throw ValueFailure(kind, .day, at: cursor - 2) }
  }

  /// `hh:mm:ss` and perhaps a fraction.
  private mutating func scanTime(
    _ bytes: Span<UInt8>, _ cursor: inout Int, _ kind: ValueFailure.Kind
  ) throws(ValueFailure) {
    storedHour = try pair(bytes, &cursor, kind)
    if hour > 23 { throw ValueFailure(kind, .hour, at: cursor - 2) }
    try colon(bytes, &cursor, kind)
    storedMinute = try pair(bytes, &cursor, kind)
    if minute > 59 { throw ValueFailure(kind, .minute, at: cursor - 2) }
    if cursor == bytes.count || isZoneStart(bytes[cursor]) { throw ValueFailure(kind, .secondsMissing, at: cursor) }
    try colon(bytes, &cursor, kind)
    storedSecond = try pair(bytes, &cursor, kind)
    if second > 60 { throw ValueFailure(kind, .second, at: cursor - 2) }
    hasTime = true
    guard cursor < bytes.count, bytes[cursor] == UInt8(ascii: ".") else { return }
    cursor += 1
    let start = cursor
    while cursor < bytes.count, isDigit(bytes[cursor]) { cursor += 1 }
    fractionCount = cursor - start
    if fractionCount == 0 { throw ValueFailure(kind, .form, at: cursor) }
  }

  /// `Z`, `+hh:mm` or `-hh:mm`, up to 14:00.
  private mutating func scanZone(
    _ bytes: Span<UInt8>, _ cursor: inout Int, _ kind: ValueFailure.Kind
  ) throws(ValueFailure) {
    guard cursor < bytes.count else { throw ValueFailure(kind, .zoneMissing, at: cursor) }
    guard isZoneStart(bytes[cursor]) else { throw ValueFailure(kind, .form, at: cursor) }
    let sign = bytes[cursor]
    cursor += 1
    if sign == UInt8(ascii: "Z") {
      zone = .utc
      return
    }
    let start = cursor
    let hours = Int(try pair(bytes, &cursor, kind))
    try colon(bytes, &cursor, kind)
    let minutes = Int(try pair(bytes, &cursor, kind))
    let offset = hours * 60 + minutes
    if minutes > 59 || offset > 840 { throw ValueFailure(kind, .zone, at: start) }
    let isNegative = sign == UInt8(ascii: "-")
    zone = ZoneOffset(unchecked: isNegative ? -offset : offset, isNegativeZero: isNegative && offset == 0)
  }

  private func pair(
    _ bytes: Span<UInt8>, _ cursor: inout Int, _ kind: ValueFailure.Kind
  ) throws(ValueFailure) -> UInt8 {
    for index in cursor..<cursor + 2 where index >= bytes.count || !isDigit(bytes[index]) {
      throw ValueFailure(kind, .form, at: index)
    }
    let tens = bytes[cursor] &- 48
    let ones = bytes[cursor + 1] &- 48
    cursor += 2
    return tens * 10 + ones
  }

  private func colon(_ bytes: Span<UInt8>, _ cursor: inout Int, _ kind: ValueFailure.Kind) throws(ValueFailure) {
    guard cursor < bytes.count, bytes[cursor] == UInt8(ascii: ":") else { throw ValueFailure(kind, .form, at: cursor) }
    cursor += 1
  }

  private func isZoneStart(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "Z") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
  }
}

/// Whether the byte is one of `0` to `9`.
@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

extension CalendarParts {
  /// The date alone.
  var withoutTime: CalendarParts {
    var date = self
    (date.storedHour, date.storedMinute, date.storedSecond, date.fractionCount) = (0, 0, 0, 0)
    (date.hasTime, date.zone) = (false, nil)
    return date
  }

  /// The time of day alone.
  var withoutDate: CalendarParts {
    var time = self
    (time.storedYear, time.storedMonth, time.storedDay, time.zone) = (0, 0, 0, nil)
    return time
  }

  /// The minute in UTC, where 1970-01-01T00:00Z is 0; of a value with date, time and zone.
  ///
  /// Offsets are whole minutes, so that the seconds are the same in all zones, and a leap second (`:60`) stays in the
  /// minute that it lengthens instead of becoming the next one.
  var minuteNumber: Int {
    let day = Gregorian.dayNumber(year: year, month: month, day: day)
    return day * 1440 + hour * 60 + minute - (zone?.minutes ?? 0)
  }

  /// Compares the date, as far as both go: nil where one goes further and all before is equal.
  func compareDate(_ other: CalendarParts) -> Ordering? {
    if year != other.year { return Ordering(year, other.year) }
    if month == 0 || other.month == 0 { return month == other.month ? .equal : nil }
    if month != other.month { return Ordering(month, other.month) }
    if day == 0 || other.day == 0 { return day == other.day ? .equal : nil }
    return Ordering(day, other.day)
  }

  /// The minutes in local time in which the stated year, month or day begins, and in which it has ended.
  var localMinutes: Range<Int> {
    let first = Gregorian.dayNumber(year: year, month: max(month, 1), day: max(day, 1))
    let length =
      if day > 0 {
        1
      } else if month > 0 {
        Gregorian.days(inMonth: month, of: year)
      } else {
        Gregorian.isLeap(year) ? 366 : 365
      }
    return first * 1440..<(first + length) * 1440
  }
}

/// Compares digits after a point by value: `5` and `50` are equal.
func compareFractions(_ left: Substring.UTF8View, _ right: Substring.UTF8View) -> Ordering {
  var others = right.makeIterator()
  for digit in left {
    let other = others.next() ?? UInt8(ascii: "0")
    if digit != other { return Ordering(digit, other) }
  }
  while let other = others.next() {
    if other != UInt8(ascii: "0") { return .less }
  }
  return .equal
}

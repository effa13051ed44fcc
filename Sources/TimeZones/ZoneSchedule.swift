// The rule by which a zone goes on, as POSIX writes it: `CET-1CEST,M3.5.0,M10.5.0/3`.

internal import FHIRCore

/// Standard time, and perhaps summer time between two days of each year (POSIX TZ, with the hours of RFC 8536).
struct ZoneSchedule: Sendable, Hashable {
  private let standard: Int
  private let summer: Summer?

  private struct Summer: Sendable, Hashable {
    let offset: Int
    let start: Day
    let end: Day
  }

  /// A moment of each year.
  private struct Day: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
      /// The day from 1, without 29 February.
      case julian(Int)
      /// The day from 0, with 29 February.
      case ordinal(Int)
      /// A weekday of a month, from 0 for Sunday; week 5 is the last.
      case weekday(month: Int, week: Int, day: Int)
    }

    let kind: Kind
    /// Seconds from midnight on the clock before the change.
    let time: Int
  }

  /// Reads a rule; nil if it is none.
  init?(_ text: String) {
    var cursor = Cursor(text)
    guard cursor.skipName(), let offset = cursor.time() else { return nil }
    standard = -offset
    guard !cursor.isAtEnd else {
      summer = nil
      return
    }
    guard cursor.skipName() else { return nil }
    var ahead = standard + 3600
    if !cursor.comes(",") {
      guard let offset = cursor.time() else { return nil }
      ahead = -offset
    }
    guard cursor.take(","), let start = cursor.day(), cursor.take(","), let end = cursor.day(), cursor.isAtEnd else {
      return nil
    }
    summer = Summer(offset: ahead, start: start, end: end)
  }

  func offset(at time: Int) -> Int {
    guard let summer else { return standard }
    let shifted = time + standard
    let day = shifted >= 0 ? shifted / 86_400 : (shifted - 86_399) / 86_400
    let year = Gregorian.date(ofDayNumber: day).year
    let start = Self.seconds(summer.start, in: year) - standard
    let end = Self.seconds(summer.end, in: year) - summer.offset
    let isSummer = start < end ? time >= start && time < end : !(time >= end && time < start)
    return isSummer ? summer.offset : standard
  }

  /// The moment in a year, on the clock.
  private static func seconds(_ day: Day, in year: Int) -> Int {
    let first = Gregorian.dayNumber(year: year, month: 1, day: 1)
    let number: Int
    switch day.kind {
    case .julian(let day): number = first + day - 1 + (Gregorian.isLeap(year) && day > 59 ? 1 : 0)
    case .ordinal(let day): number = first + day
    case .weekday(let month, let week, let day):
      let begin = Gregorian.dayNumber(year: year, month: month, day: 1)
      // 1970-01-01 was a Thursday.
      let weekday = ((begin + 4) % 7 + 7) % 7
      var date = 1 + (day - weekday + 7) % 7 + (week - 1) * 7
      while date > Gregorian.days(inMonth: month, of: year) { date -= 7 }
      number = begin + date - 1
    }
    return number * 86_400 + day.time
  }

  private struct Cursor {
    private let signs: [UInt8]
    private var at = 0

    init(_ text: String) { signs = Array(text.utf8) }

    var isAtEnd: Bool { at == signs.count }

    func comes(_ sign: Unicode.Scalar) -> Bool { at < signs.count && signs[at] == UInt8(ascii: sign) }

    mutating func take(_ sign: Unicode.Scalar) -> Bool {
      guard comes(sign) else { return false }
      at += 1
      return true
    }

    /// An abbreviation: letters, or anything in angle brackets.
    mutating func skipName() -> Bool {
      let start = at
      if take("<") {
        while at < signs.count, !comes(">") { at += 1 }
        return take(">")
      }
      while at < signs.count, (signs[at] | 0x20) &- UInt8(ascii: "a") < 26 { at += 1 }
      return at - start >= 3
    }

    mutating func number(upTo limit: Int) -> Int? {
      var value = 0
      let start = at
      while at < signs.count, signs[at] &- 0x30 < 10, at - start < 4 {
        value = value * 10 + Int(signs[at] - 0x30)
        at += 1
      }
      return at > start && value <= limit ? value : nil
    }

    /// Hours, minutes and seconds with a sign.
    mutating func time() -> Int? {
      let sign = take("-") ? -1 : 1
      if sign == 1 { _ = take("+") }
      guard var seconds = number(upTo: 167).map({ $0 * 3600 }) else { return nil }
      for unit in [60, 1] where take(":") {
        guard let value = number(upTo: 59) else { return nil }
        seconds += value * unit
      }
      return sign * seconds
    }

    mutating func day() -> Day? {
      let kind: Day.Kind
      if take("M") {
        guard let month = number(upTo: 12), month > 0, take("."), let week = number(upTo: 5), week > 0, take("."),
          let day = number(upTo: 6)
        else { return nil }
        kind = .weekday(month: month, week: week, day: day)
      } else if take("J") {
        guard let day = number(upTo: 365), day > 0 else { return nil }
        kind = .julian(day)
      } else {
        guard let day = number(upTo: 365) else { return nil }
        kind = .ordinal(day)
      }
      guard take("/") else { return Day(kind: kind, time: 7200) }
      return time().map { Day(kind: kind, time: $0) }
    }
  }
}

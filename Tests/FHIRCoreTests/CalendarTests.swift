// The value spaces of date, dateTime, instant and time, text by text.

import FHIRCore
import Testing

@Suite struct CalendarTests {
  typealias Reason = ValueFailure.Reason

  static let dates = [
    "0001", "9999", "1000", "2013", "2013-01", "2013-12", "2013-04-01", "2013-04-30", "2000-02-29", "2012-02-29",
    "1600-02-29", "1900-02-28", "9999-12-31", "0001-01-01",
  ]

  static let times = [
    "00:00:00", "23:59:59", "23:59:60", "12:30:60", "08:30:00.0", "08:30:00.123456789012345678901234567890",
  ]

  static let moments = [
    "2013-04-01T08:30:00Z", "2013-04-01T08:30:00+09:00", "2013-04-01T08:30:00-00:00", "2013-04-01T08:30:00+00:00",
    "2013-04-01T08:30:00.5-14:00", "2013-04-01T08:30:00+14:00", "2013-04-01T08:30:00+13:59",
    "2016-12-31T23:59:60Z", "2017-01-01T08:59:60+09:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.999-14:00",
    "2015-02-07T13:28:17.2390000000000000000000000000000000000001+02:00",
  ]

  static let badDates: [(String, Reason, Int)] = [
    ("", .form, 0), ("2", .form, 1), ("201", .form, 3), ("20130", .form, 4), ("0000", .year, 0), ("-2013", .form, 0),
    ("0000-01-01", .year, 0), ("2013-", .form, 5), ("2013-4", .form, 6), ("2013-00", .month, 5), ("2013-13", .month, 5),
    ("2013-04-", .form, 8), ("2013-04-1", .form, 9), ("2013-04-00", .day, 8), ("2013-04-31", .day, 8),
    ("1900-02-29", .day, 8), ("2100-02-29", .day, 8), ("2013-02-29", .day, 8), ("2013-02-30", .day, 8),
    ("2013-12-32", .day, 8), ("2013/04/01", .form, 4), ("20130401", .form, 4), (" 2013", .form, 0),
    ("2013 ", .form, 4), ("2013-04-01 ", .form, 10), ("2013-04-01Z", .form, 10), ("2013-W14", .form, 5),
    ("２０１３", .form, 0), ("2013-04-01T08:30:00Z", .notAllowed, 10), ("2013-04T", .form, 7), ("2013T", .form, 4),
    ("2013\u{0}", .form, 4), ("+2013", .form, 0), ("2013-1a", .form, 6),
  ]

  static let badTimes: [(String, Reason, Int)] = [
    ("", .form, 0), ("8:30:00", .form, 1), ("24:00:00", .hour, 0), ("25:00:00", .hour, 0), ("23:60:00", .minute, 3),
    ("23:59:61", .second, 6), ("08:30", .secondsMissing, 5), ("08", .form, 2), ("08:", .form, 3), ("08:30:", .form, 6),
    ("08:30:0", .form, 7), ("08:30:00.", .form, 9), ("08:30:00,5", .form, 8), ("08:30:00.5x", .form, 10),
    ("08:30:00Z", .notAllowed, 8), ("08:30:00+09:00", .notAllowed, 8), ("T08:30:00", .form, 0), ("083000", .form, 2),
  ]

  static let badDateTimes: [(String, Reason, Int)] = [
    ("2013-04-01T", .form, 11), ("2013-04-01T08", .form, 13), ("2013-04-01T08:30", .secondsMissing, 16),
    ("2013-04-01T08:30Z", .secondsMissing, 16), ("2013-04-01T08:30:00", .zoneMissing, 19),
    ("2013-04-01T08:30:00.5", .zoneMissing, 21), ("2013-04-01T24:00:00Z", .hour, 11),
    ("2013-04-01T23:59:61Z", .second, 17), ("2013-04-01T08:30:00+14:01", .zone, 20),
    ("2013-04-01T08:30:00+15:00", .zone, 20), ("2013-04-01T08:30:00-14:30", .zone, 20),
    ("2013-04-01T08:30:00+09:60", .zone, 20), ("2013-04-01T08:30:00+0900", .form, 22),
    ("2013-04-01T08:30:00+9", .form, 21), ("2013-04-01T08:30:00+", .form, 20), ("2013-04-01T08:30:00z", .form, 19),
    ("2013-04-01t08:30:00Z", .form, 10), ("2013-04-01 08:30:00Z", .form, 10), ("2013-04-01T08:30:00ZZ", .form, 20),
    ("2013-04-01T08:30:00+09:00 ", .form, 25), ("2013-04T08:30:00Z", .form, 7), ("2013T08:30:00Z", .form, 4),
    ("2013-02-30T08:30:00Z", .day, 8), ("2013-04-01T08:30:00.Z", .form, 20),
    ("2013-04-01T08:30:00[Asia/Tokyo]", .form, 19),
  ]

  @Test(arguments: dates) func keepsEveryDate(text: String) throws {
    #expect(try FHIRDate(utf8: Array(text.utf8).span).description == text)
    #expect(FHIRDate(text: text)?.text == text)
    #expect(FHIRDateTime(text: text)?.text == text)
    #expect(FHIRDateTime(text: text)?.date.text == text)
    #expect(FHIRInstant(text: text) == nil)
  }

  @Test(arguments: times) func keepsEveryTime(text: String) throws {
    #expect(try FHIRTime(utf8: Array(text.utf8).span).description == text)
    #expect(FHIRTime(text: text)?.text == text)
    #expect(FHIRDateTime(text: "2013-04-01T\(text)+09:00")?.time?.text == text)
    #expect(FHIRDateTime(text: "2013-04-01T\(text)+09:00")?.date.text == "2013-04-01")
  }

  @Test(arguments: moments) func keepsEveryMoment(text: String) throws {
    let dateTime = try FHIRDateTime(utf8: Array(text.utf8).span)
    let instant = try FHIRInstant(utf8: Array(text.utf8).span)
    #expect(dateTime.description == text)
    #expect(instant.description == text)
    #expect(FHIRDateTime(instant) == dateTime)
    #expect(FHIRInstant(dateTime) == instant)
    let zone = try #require(dateTime.zone)
    #expect(text.hasSuffix(zone.description))
    #expect(FHIRDate(text: text) == nil)
  }

  @Test(arguments: badDates) func saysWhyItIsNoDate(text: String, reason: Reason, offset: Int) {
    #expect(throws: ValueFailure(.date, reason, at: offset)) { try FHIRDate.check(Array(text.utf8).span) }
    #expect(FHIRDate(text: text) == nil)
  }

  @Test(arguments: badTimes) func saysWhyItIsNoTime(text: String, reason: Reason, offset: Int) {
    #expect(throws: ValueFailure(.time, reason, at: offset)) { try FHIRTime.check(Array(text.utf8).span) }
    #expect(FHIRTime(text: text) == nil)
  }

  @Test(arguments: badDateTimes) func saysWhyItIsNoDateTime(text: String, reason: Reason, offset: Int) {
    #expect(throws: ValueFailure(.dateTime, reason, at: offset)) { try FHIRDateTime.check(Array(text.utf8).span) }
    #expect(throws: ValueFailure(.instant, reason, at: offset)) { try FHIRInstant.check(Array(text.utf8).span) }
  }
}

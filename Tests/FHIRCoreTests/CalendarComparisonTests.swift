// Order of dates and times by value: partial where the precision does not decide, across zones and leap seconds.

import FHIRCore
import Testing

@Suite struct CalendarComparisonTests {
  static let dates: [(FHIRDate, FHIRDate, Ordering?)] = [
    ("2013", "2013", .equal), ("2013", "2014", .less), ("2013-04", "2013-04", .equal), ("2013-04", "2013-05", .less),
    ("2013-04", "2013", nil), ("2013-04-01", "2013-04", nil), ("2013-04-01", "2013", nil),
    ("2013-04-01", "2014", .less),
    ("2013-04-30", "2013-05", .less), ("2013-04-02", "2013-04-01", .greater), ("0001", "9999-12-31", .less),
  ]

  @Test(arguments: dates) func comparesDates(left: FHIRDate, right: FHIRDate, order: Ordering?) {
    #expect(left.compare(to: right) == order)
    #expect(right.compare(to: left) == order?.reversed)
    #expect(FHIRDateTime(left).compare(to: FHIRDateTime(right)) == order)
  }

  static let dateTimes: [(FHIRDateTime, FHIRDateTime, Ordering?)] = [
    ("2013-04-01T08:30:00+09:00", "2013-03-31T23:30:00Z", .equal),
    ("2013-04-01T08:30:00Z", "2013-04-01T08:30:00+00:00", .equal),
    ("2013-04-01T08:30:00Z", "2013-04-01T08:30:00-00:00", .equal),
    ("2013-04-01T08:30:00+01:00", "2013-04-01T08:30:00Z", .less),
    ("2013-04-01T08:30:00.5Z", "2013-04-01T08:30:00.50Z", .equal),
    ("2013-04-01T08:30:00Z", "2013-04-01T08:30:00.000Z", .equal),
    ("2013-04-01T08:30:00Z", "2013-04-01T08:30:00.0000000000000000000000001Z", .less),
    ("2013-04-01T08:30:00.9Z", "2013-04-01T08:30:00.10Z", .greater),
    ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z", .less),
    ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.999Z", .greater),
    ("2016-12-31T23:59:60Z", "2017-01-01T08:59:60+09:00", .equal),
    ("2000-02-29T23:00:00-02:00", "2000-03-01T01:00:00Z", .equal),
    ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00Z", .less),
    ("9999-12-31T23:59:59-14:00", "9999-12-31T23:59:59Z", .greater),
    // A date beside a moment: only what lies outside of it in every zone is decided.
    ("2013-04", "2013-04-10T10:00:00Z", nil), ("2013-04", "2013-06-01T00:00:00Z", .less),
    ("2013", "2012-06-01T00:00:00Z", .greater), ("2013-04-01", "2013-04-01T10:00:00Z", nil),
    ("2013-04-01", "2013-04-02T13:59:59Z", nil), ("2013-04-01", "2013-04-02T14:00:00Z", .less),
    ("2013-04-01", "2013-03-31T10:00:00Z", nil), ("2013-04-01", "2013-03-31T09:59:59Z", .greater),
    ("2013", "2014-01-01T14:00:00Z", .less), ("2012-02", "2012-03-01T14:00:00Z", .less),
    ("2012-02", "2012-03-01T13:59:60Z", nil),
  ]

  @Test(arguments: dateTimes) func comparesAcrossZones(left: FHIRDateTime, right: FHIRDateTime, order: Ordering?) {
    #expect(left.compare(to: right) == order)
    #expect(right.compare(to: left) == order?.reversed)
    if let first = FHIRInstant(left), let second = FHIRInstant(right) { #expect(first.compare(to: second) == order) }
  }

  @Test func decidesMoreWhereTheZoneIsKnown() throws {
    let day: FHIRDateTime = "2013-04-01"
    let tokyo = try #require(ZoneOffset(minutes: 540))
    #expect(day.compare(to: "2013-04-02T01:00:00Z") == nil)
    #expect(day.compare(to: "2013-04-02T01:00:00Z", assuming: .utc) == .less)
    #expect(day.compare(to: "2013-04-01T14:59:59Z", assuming: tokyo) == nil)
    #expect(day.compare(to: "2013-04-01T15:00:00Z", assuming: tokyo) == .less)
    #expect(day.compare(to: "2013-03-31T14:59:59Z", assuming: tokyo) == .greater)
    #expect(FHIRDateTime("2013-04-01T15:00:00Z").compare(to: day, assuming: tokyo) == .greater)
  }

  static let times: [(FHIRTime, FHIRTime, Ordering)] = [
    ("08:30:00", "08:30:00.0", .equal), ("08:30:00", "08:30:01", .less), ("08:30:00.25", "08:30:00.3", .less),
    ("23:59:60", "23:59:59.9", .greater), ("09:00:00", "08:59:59", .greater), ("08:31:00", "08:30:59", .greater),
  ]

  @Test(arguments: times) func comparesTimes(left: FHIRTime, right: FHIRTime, order: Ordering) {
    #expect(left.compare(to: right) == order)
    #expect(right.compare(to: left) == order.reversed)
  }

  @Test func keepsSpellingsApart() {
    #expect(FHIRDateTime("2013-04-01T08:30:00Z") != "2013-04-01T08:30:00+00:00")
    #expect(Set<FHIRTime>(["08:30:00", "08:30:00.0", "08:30:00"]).count == 2)
    #expect(FHIRDate("2013-04") != "2013")
  }

  @Test func givesItsParts() throws {
    let moment: FHIRDateTime = "2013-04-01T08:30:05.2500-00:00"
    #expect([moment.year, moment.month, moment.day] == [2013, 4, 1])
    #expect([moment.hour, moment.minute, moment.second] == [8, 30, 5])
    #expect(moment.fractionDigits == "2500")
    #expect(moment.precision == .second)
    #expect(moment.time?.fractionDigits == "2500")
    #expect(moment.time?.hour == 8)
    let zone = try #require(moment.zone)
    #expect(zone.minutes == 0 && zone.isNegativeZero && !zone.isUTCLetter)
    #expect(FHIRInstant(moment)?.zone == zone)
    let month: FHIRDateTime = "2013-04"
    #expect([month.month, month.day, month.hour, month.second] == [4, nil, nil, nil])
    #expect(month.precision == .month && month.zone == nil && month.time == nil && month.fractionDigits == nil)
    #expect(FHIRDateTime("2013-04-01T08:30:00-03:30").zone?.minutes == -210)
    #expect(FHIRDate("2013").precision < FHIRDate("2013-04").precision)
  }

  static let built: [(Int, Int?, Int?, String?)] = [
    (2013, 4, 1, "2013-04-01"), (2013, 4, nil, "2013-04"), (33, nil, nil, "0033"), (2000, 2, 29, "2000-02-29"),
    (1900, 2, 29, nil), (2013, nil, 1, nil), (0, nil, nil, nil), (10_000, nil, nil, nil), (2013, 13, nil, nil),
    (2013, 4, 31, nil), (2013, 4, 0, nil), (2013, 4, .max, nil), (.min, .min, .min, nil),
  ]

  @Test(arguments: built) func makesDatesOfNumbers(year: Int, month: Int?, day: Int?, text: String?) {
    #expect(FHIRDate(year: year, month: month, day: day)?.text == text)
  }

  static let seconds: [(Int, String?)] = [
    (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (951_782_400, "2000-02-29T00:00:00Z"),
    (1_700_000_000, "2023-11-14T22:13:20Z"), (-62_135_596_800, "0001-01-01T00:00:00Z"), (-62_135_596_801, nil),
    (253_402_300_799, "9999-12-31T23:59:59Z"), (253_402_300_800, nil), (.max, nil), (.min, nil),
  ]

  @Test(arguments: seconds) func readsSecondsOfTheEpoch(seconds: Int, text: String?) {
    #expect(FHIRInstant(secondsSince1970: seconds)?.text == text)
  }

  @Test func knowsEveryDayOfTheCalendar() {
    // Counted forward day by day from 0001-01-01, with the lengths of months from a table of its own.
    var number = Gregorian.dayNumber(year: 1, month: 1, day: 1)
    for year in 1...9999 {
      let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      for (index, length) in lengths.enumerated() {
        let month = index + 1
        let isRight =
          Gregorian.days(inMonth: month, of: year) == length
          && Gregorian.dayNumber(year: year, month: month, day: length) == number + length - 1
          && Gregorian.date(ofDayNumber: number) == (year, month, 1)
          && Gregorian.date(ofDayNumber: number + length - 1) == (year, month, length)
        if !isRight { Issue.record("\(year)-\(month)") }
        number += length
      }
    }
    #expect(Gregorian.dayNumber(year: 1970, month: 1, day: 1) == 0)
    #expect(number == Gregorian.dayNumber(year: 10_000, month: 1, day: 1))
  }
}

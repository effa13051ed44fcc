// Dates that are given to anchors: what they make dates of, how exact these are, and what stays without one.

import FHIRCore
import FHIRModels
import Testing

@testable import CaseReports

@Suite struct AnchorDatesTests {
  // MARK: How far away

  static let moved: [(start: String, number: String, unit: TimeUnit, after: String?, before: String?)] = [
    ("2018-04-01", "4", .week, "2018-04-29", "2018-03-04"),
    ("2018-04-01", "0", .day, "2018-04-01", "2018-04-01"),
    ("2020-02-28", "1", .day, "2020-02-29", "2020-02-27"),
    ("2018-12-31", "1", .day, "2019-01-01", "2018-12-30"),
    ("2018-04-01", "2.0", .week, "2018-04-15", "2018-03-18"),
    // A month is no number of days, so the day is gone.
    ("2018-01-31", "1", .month, "2018-02", "2017-12"),
    ("2018-04", "14", .month, "2019-06", "2017-02"),
    ("2018-04-01", "2", .year, "2020", "2016"), ("2018-04", "2", .year, "2020", "2016"),
    ("2018", "2", .year, "2020", "2016"),
    // A date that is less exact than the interval.
    ("2018-04", "4", .week, nil, nil), ("2018", "1", .month, nil, nil), ("2018-04-01", "2", .hour, nil, nil),
    // Parts of what has no fixed length, and of a day.
    ("2018-04-01", "1.5", .month, nil, nil), ("2018-04-01", "0.5", .year, nil, nil),
    ("2018-04-01", "2.5", .week, nil, nil), ("2018-04-01", "1.5", .day, nil, nil),
    // A time, with what follows its seconds.
    ("2018-04-01T10:00:00+09:00", "2.5", .hour, "2018-04-01T12:30:00+09:00", "2018-04-01T07:30:00+09:00"),
    ("2018-04-01T23:30:00Z", "45", .minute, "2018-04-02T00:15:00Z", "2018-04-01T22:45:00Z"),
    ("1970-01-01T00:00:10.50Z", "20", .second, "1970-01-01T00:00:30.50Z", "1969-12-31T23:59:50.50Z"),
    ("2018-04-01T10:00:00Z", "3", .day, "2018-04-04", "2018-03-29"),
    // Beyond the calendar.
    ("0001-01-01", "1", .day, "0001-01-02", nil), ("9999-12-31", "1", .day, nil, "9999-12-30"),
    ("0001", "1", .year, "0002", nil), ("2018-04-01", "999999999999", .day, nil, nil),
  ]

  @Test(arguments: moved) func isAsExactAsTheInterval(
    start: String, number: String, unit: TimeUnit, after: String?, before: String?
  ) throws {
    let date = try #require(FHIRDateTime(text: start))
    #expect(date.moved(by: number, unit, .after)?.text == after)
    #expect(date.moved(by: number, unit, .before)?.text == before)
  }

  // MARK: In a case

  private static let timeline = """
    timeline:
      - {id: T0, name: visit, is: visit}
      - {id: T1, name: start, at: after T0, is: start of chemo}
      - {id: T2, name: later, at: 2 weeks after T1, is: scan-1}
      - {id: T3, name: end, at: after 4 courses of chemo, is: end of chemo}
      - {id: T4, name: about, at: about 3 days before T1, is: scan-2}
      - {id: D1, name: month, at: 2018-03, is: start of pill}
    investigations:
      - {id: scan-1, kind: imaging, name: CT, at: T2}
      - {id: scan-2, kind: imaging, name: CT, at: T4}
    treatments:
      - {id: chemo, kind: regimen, name: chemotherapy, from: T1, until: T3, status: completed}
      - {id: pill, kind: drug, name: a drug, from: D1}

    """

  /// A time, and the date that it has if the anchors have these.
  static let rows: [(given: [String: String], time: String, date: String?)] = [
    ([:], "T0", nil), (["T0": "2018-04-01"], "T0", "2018-04-01"), (["T0": "2018-04"], "T0", "2018-04"),
    (["T0": "2018-04-01"], "3 days after T0", "2018-04-04"), (["T0": "2018-04-01"], "1 month before T0", "2018-03"),
    (["T0": "2018-04-01"], "2 years before T0", "2016"), (["T0": "2018-04"], "3 days after T0", nil),
    // `after` alone says no interval, so T1 is not known from T0.
    (["T0": "2018-04-01"], "T1", nil), (["T0": "2018-04-01"], "after T0", nil),
    (["T1": "2018-05-01"], "T1", "2018-05-01"), (["T1": "2018-05-01"], "T2", "2018-05-15"),
    (["T1": "2018-05-01"], "1 week after T2", "2018-05-22"), (["T1": "2018-05-01"], "T0", nil),
    // Nothing that is not exact.
    (["T1": "2018-05-01"], "about 2 weeks after T1", nil), (["T1": "2018-05-01"], "2 to 3 weeks after T1", nil),
    (["T1": "2018-05-01"], "at least 1 week after T1", nil), (["T1": "2018-05-01"], "at most 1 week after T1", nil),
    (["T1": "2018-05-01"], "T4", nil), (["T1": "2018-05-01"], "1 day after T4", nil),
    (["T1": "2018-05-01"], "T3", nil), (["T1": "2018-05-01"], "after 4 courses of chemo", nil),
    (["T1": "2018-05-01"], "during chemo", nil),
    // A printed date stays as printed; what is counted from it has a date only if the anchor is named.
    ([:], "D1", "2018-03"), (["D1": "2018-03-05"], "D1", "2018-03"), ([:], "3 days after D1", nil),
    (["T0": "2018-04-01"], "3 days after D1", nil), (["D1": "2018-03-05"], "3 days after D1", "2018-03-08"),
  ]

  private func dates(_ given: [String: String]) throws -> AnchorDates {
    var dates = AnchorDates()
    for (anchor, date) in given { _ = dates.add(try #require(FHIRDateTime(text: date)), to: anchor) }
    return dates
  }

  private func convert(_ time: String, _ given: [String: String]) throws -> (Example, R4.Bundle) {
    let course = "course:\n  - {id: x, name: a finding, result: found, at: \(time)}\n"
    let example = try Example(Array((header + Self.timeline + course).utf8))
    let dates = try dates(given)
    #expect(dates.objection(in: example.report) == nil)
    return (example, example.report.convert(source: example.source, anchors: dates).bundle)
  }

  private func effective(of id: String, in bundle: R4.Bundle) throws -> R4.Primitive<FHIRDateTime> {
    let found = bundle.entry.compactMap { $0.resource?.as(R4.Observation.self) }
      .first { $0.identifier.first?.value == id }
    guard case .dateTime(let effective)? = try #require(found).effective else { throw Missing() }
    return effective
  }

  private func first<View: R4.Resource>(_ type: View.Type, of bundle: R4.Bundle) throws -> View {
    let found = bundle.entry.compactMap { $0.resource?.as(type) }.first
    return try #require(found)
  }

  private struct Missing: Error {}

  @Test(arguments: rows) func hasTheDateThatFollows(given: [String: String], time: String, date: String?) throws {
    let (example, bundle) = try convert(time, given)
    let dated = try effective(of: "x", in: bundle)
    #expect(dated.lexeme == date)
    // The relation and the words stay as they are without the dates.
    let plain = try effective(of: "x", in: example.bundle)
    let isGiven = date != nil && plain.lexeme == nil
    #expect(dated.extension == plain.extension + (isGiven ? [CaseSourceExtension.assumed] : []))
  }

  @Test func theAnchorAndItsEventHaveTheDate() throws {
    let (_, bundle) = try convert("T0", ["T0": "2018-04-01", "T1": "2018-05-01"])
    let composition = try first(R4.Composition.self, of: bundle)
    #expect(
      composition.event.map { $0.period?[primitive: "start", as: FHIRDateTime.self]?.lexeme } == [
        "2018-04-01", "2018-05-01", "2018-05-15", nil, nil, "2018-03",
      ])
    let visit = try first(R4.Encounter.self, of: bundle)
    #expect(visit.period?.start?.text == "2018-04-01")
    #expect(visit.period?[extensionsOf: "start"] == [CaseSourceExtension.assumed])
    let regimen = bundle.entry.compactMap { $0.resource?.as(R4.Procedure.self) }
      .first { $0.identifier.first?.value == "chemo" }
    guard case .period(let period)? = regimen?.performed else { throw Missing() }
    #expect(period.start?.text == "2018-05-01")
    #expect(period.end == nil)
  }

  @Test func theProvenanceNamesWhatWasGiven() throws {
    let (example, bundle) = try convert("T0", ["T1": "2018-05-01"])
    let provenance = try #require(bundle.entry.last?.resource?.as(R4.Provenance.self))
    let entity = try #require(provenance.entity.last)
    #expect(entity.role == .source)
    #expect(entity.what?.identifier?.value == "T1")
    #expect(entity.what?.display == "date given for this conversion: 2018-05-01")
    let plain = try #require(example.bundle.entry.last?.resource?.as(R4.Provenance.self))
    #expect(plain.entity.count == provenance.entity.count - 1)
  }

  @Test func theLedgerIsTheSame() throws {
    let (example, _) = try convert("T2", [:])
    let dated = example.report.convert(source: example.source, anchors: try dates(["T1": "2018-05-01"]))
    #expect(dated.ledger == example.conversion.ledger)
  }

  @Test func theCaseComesBackWithoutTheDates() throws {
    for time in ["T0", "T2", "3 days after T0", "about 2 weeks after T1", "D1"] {
      let (example, bundle) = try convert(time, ["T0": "2018-04-01", "T1": "2018-05-01", "D1": "2018-03-05"])
      let back = CaseReport.restore(from: bundle)
      #expect(back.report == example.report, "\(time)")
      #expect(back.losses.map(\.description) == [], "\(time)")
    }
  }

  // MARK: What cannot be

  static let objections: [(given: [String: String], objection: String)] = [
    (["T9": "2018"], "The case has no anchor 'T9'. Did you mean 'T0'?"),
    (["visit": "2018"], "The case has no anchor 'visit'; it has T0 … D1."),
    (
      ["T1": "2018-05-01", "T2": "2018-05-16"],
      "The date that is given to 'T2' is not the one that follows from the case."
    ),
    (
      ["T0": "2018-05-01", "T1": "2018-04-30"],
      "The date that is given to 'T1' is not after that of 'T0', as the case says."
    ),
    (["T1": "2018", "T4": "2019"], "The date that is given to 'T4' is not before that of 'T1', as the case says."),
    (["D1": "2018-04-01"], "The date that is given to 'D1' is not the one that follows from the case."),
  ]

  @Test(arguments: objections) func whatDoesNotFitIsSaid(given: [String: String], objection: String) throws {
    let example = try Example(Array((header + Self.timeline).utf8))
    #expect(try self.dates(given).objection(in: example.report) == objection)
  }

  @Test func aDateMayBeMoreExactThanTheOneThatFollows() throws {
    let example = try Example(Array((header + Self.timeline).utf8))
    #expect(try self.dates(["D1": "2018-03-05"]).objection(in: example.report) == nil)
    #expect(try self.dates(["T1": "2018-05-01", "T2": "2018-05"]).objection(in: example.report) == nil)
  }
}

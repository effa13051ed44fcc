// The grammars of case files, text by text.

import Testing

@testable import CaseReports

@Suite struct GrammarTests {
  @Test(
    "Times parse and print",
    arguments: [
      ("T4", .anchor("T4")),
      ("after T5", .offset(nil, .after, anchor: "T5")),
      ("before first-visit", .offset(nil, .before, anchor: "first-visit")),
      ("2 weeks after T1", .offset(Interval.Form("2", .week), .after, anchor: "T1")),
      ("1 year before T0", .offset(Interval.Form("1", .year), .before, anchor: "T0")),
      ("about 2 weeks after T1", .offset(Interval.Form("2", .week, qualifier: .about), .after, anchor: "T1")),
      ("at least 1 week after T2", .offset(Interval.Form("1", .week, qualifier: .atLeast), .after, anchor: "T2")),
      ("at most 1.5 hours before T2", .offset(Interval.Form("1.5", .hour, qualifier: .atMost), .before, anchor: "T2")),
      ("2 to 3 days after T1", .offset(Interval.Form("2", to: "3", .day), .after, anchor: "T1")),
      ("30 seconds after T1", .offset(Interval.Form("30", .second), .after, anchor: "T1")),
      ("during abiraterone", .during("abiraterone")),
      ("after 4 courses of ep", .afterCourses("4", of: "ep")),
      ("after 1 course of ep", .afterCourses("1", of: "ep")),
    ] as [(String, RelativeTime.Form)])
  func times(text: String, form: RelativeTime.Form) throws {
    let time = try RelativeTime(text)
    #expect(time.form == form)
    #expect(time.text == text)
    #expect(time.isCanonical)
    #expect(RelativeTime(form) == time)
  }

  @Test(
    "Values parse and print",
    arguments: [
      ("7.0 ng/mL", .quantity(nil, "7.0", unit: "ng/mL")), ("7.40", .quantity(nil, "7.40", unit: nil)),
      ("< 13 ng/mL", .quantity(.less, "13", unit: "ng/mL")), ("<= 5", .quantity(.lessOrEqual, "5", unit: nil)),
      ("> 1000 mg/dL", .quantity(.greater, "1000", unit: "mg/dL")),
      (">= 0.5 %", .quantity(.greaterOrEqual, "0.5", unit: "%")),
      ("-2.5 mmol/L", .quantity(nil, "-2.5", unit: "mmol/L")),
      ("3 to 5 mg", .range(low: "3", high: "5", unit: "mg")), ("4 to 6", .range(low: "4", high: "6", unit: nil)),
      ("-2 to 1 mmol/L", .range(low: "-2", high: "1", unit: "mmol/L")),
      ("-5 to -3", .range(low: "-5", high: "-3", unit: nil)),
      ("1:640", .ratio(nil, "1", "640")), ("1:40", .ratio(nil, "1", "40")),
      ("< 1:40", .ratio(.less, "1", "40")), (">= 1:1280", .ratio(.greaterOrEqual, "1", "1280")),
      ("5 x 10^3/µL", .quantity(nil, "5", unit: "x 10^3/µL")), ("5 10^3/µL", .quantity(nil, "5", unit: "10^3/µL")),
      ("12345678901234567890.000", .quantity(nil, "12345678901234567890.000", unit: nil)),
    ] as [(String, MeasuredValue.Form)])
  func values(text: String, form: MeasuredValue.Form) throws {
    let value = try MeasuredValue(text)
    #expect(value.form == form)
    #expect(value.isCanonical)
    #expect(MeasuredValue(form) == value)
  }

  @Test("A text that prints otherwise is kept", arguments: ["≤ 5 mg", "≥ 5 mg", "\u{2212}2.5 mmol/L"])
  func keepsValues(text: String) throws {
    let value = try MeasuredValue(text)
    #expect(value.text == text)
    #expect(!value.isCanonical)
    #expect(try MeasuredValue(value.form.printed).form == value.form)
  }

  @Test func keepsTimesThatPrintOtherwise() throws {
    let time = try RelativeTime("1 weeks after T1")
    #expect(time.text == "1 weeks after T1")
    #expect(time.form.printed == "1 week after T1")
  }

  @Test(
    "Doses parse and print",
    arguments: [
      ("125 mg/day", DoseText.Form("125", unit: "mg", per: .day)), ("20 mg/m2", DoseText.Form("20", unit: "mg/m2")),
      ("5 to 10 mg", DoseText.Form("5", to: "10", unit: "mg")),
      ("0.1 µg/kg/minute", DoseText.Form("0.1", unit: "µg/kg", per: .minute)),
      ("25 mg/m2/week", DoseText.Form("25", unit: "mg/m2", per: .week)),
    ])
  func doses(text: String, form: DoseText.Form) throws {
    let dose = try DoseText(text)
    #expect(dose.form == form)
    #expect(dose.isCanonical)
  }

  @Test func readsIntervalsCyclesAndEvents() throws {
    #expect(try Interval("3 days").form == Interval.Form("3", .day))
    #expect(try Interval("at least 1 to 2 months").form == Interval.Form("1", to: "2", .month, qualifier: .atLeast))
    #expect(try Cycle("every 3 weeks").form == Cycle.Form("3", .week))
    #expect(try Cycle("every 3 to 4 weeks").form == Cycle.Form("3", to: "4", .week))
    #expect(try AnchorEvent("visit").form == .visit)
    #expect(try AnchorEvent("start of ep").form == .start(of: "ep"))
    #expect(try AnchorEvent("end of ep").form == .end(of: "ep"))
    #expect(try AnchorEvent("ct-2").form == .entry("ct-2"))
  }

  @Test(
    "Dates stand on anchors as printed",
    arguments: ["2018", "2018-03", "2018-03-05", "2018-03-05T10:00:00+09:00", "2018-03-05T10:00:00.5Z"])
  func dates(text: String) throws {
    #expect(try AnchorTime(text).form == .date(text))
    #expect(throws: CaseTextError.self) { try RelativeTime(text) }
  }

  @Test func aThousandDaysAreNoDate() throws {
    #expect(
      try AnchorTime("1000 days after T0").form
        == .time(.offset(Interval.Form("1000", .day), .after, anchor: "T0")))
  }

  @Test(
    "What is no time",
    arguments: [
      "", " ", "T 4", "after", "after after", "2 weeks", "weeks after T1", "2 after T1", "2 fortnights after T1",
      "2  weeks after T1", "2 weeks after T1 ", "2 weeks after T1 + 1 day", "3 to 2 days after T1", "during",
      "01 day after T1",
      "after 1.5 courses of ep", "after -1 courses of ep", "2 weeks After T1", "2 Wochen after T1", "1e3 days after T1",
      "about after T1", "T1 to T2", "during about", "4", "４ days after T1",
    ])
  func notTimes(text: String) { #expect(throws: CaseTextError.self) { try RelativeTime(text) } }

  @Test(
    "What is no value",
    arguments: [
      "", "positive", "<5", "< 5mg", "5mg", "~5 mg", "about 5 mg", "5,3 mg", "1,000 mg", "5-7 mg", "7.",
      ".7",
      "+7", "1:640 ", " 7", "7 ", "7  mg", "1:", ":640", "5 to 3 mg", "007", "0x1F", "1e3", "７ mg", "1:40:20", "NaN",
      "-", "- 5 mg", "--5 mg", "-3 to -5 mg", "3 to -5 mg",
    ])
  func notValues(text: String) { #expect(throws: CaseTextError.self) { try MeasuredValue(text) } }

  @Test("What is no dose", arguments: ["", "125", "125mg/day", "mg", "-5 mg", "5 /day", "10 to 5 mg", "twice daily"])
  func notDoses(text: String) { #expect(throws: CaseTextError.self) { try DoseText(text) } }

  @Test(
    "What is no event",
    arguments: [
      "", "start of", "start of visit", "Start of ep", "start ep", "begin of ep", "T1 ", "start of  ep", "EP",
    ])
  func notEvents(text: String) { #expect(throws: CaseTextError.self) { try AnchorEvent(text) } }

  @Test func comparesNumbersOfAnyLength() {
    #expect(DecimalOrder.isAscending("9.9", "10"))
    #expect(DecimalOrder.isAscending("1.0", "1.00"))
    #expect(DecimalOrder.isAscending("99999999999999999999.1", "99999999999999999999.2"))
    #expect(!DecimalOrder.isAscending("0.31", "0.30"))
  }
}

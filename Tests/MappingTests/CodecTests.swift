// Codecs both ways: what a value is written as is read as that value, and what is read is written as something that says the same.

import FHIRCore
import TestSupport
import Testing

@testable import Mapping

struct CodecTests {
  private static let rows = [("M", "male"), ("W", "female"), ("F", "female"), ("\"", "other")].map {
    CodeTable.Row(source: $0.0, target: $0.1, position: MappingPosition(line: 1, column: 1))
  }
  private static let comma = NumberFormat(decimal: ",", thousands: ".")

  static let codecs: [(name: String, codec: Codec, type: String)] = [
    ("text", .text, "string"), ("number", .number(NumberFormat()), ""), ("number,", .number(comma), "Quantity"),
    ("wide", .number(NumberFormat(isWide: true)), "decimal"),
    ("integer", .number(comma), "integer"), ("comparison", .comparison(comma), ""),
    ("titer", .titer(isJapanese: false), ""),
    ("titer ja", .titer(isJapanese: true), "Ratio"), ("date", .local(LocalFormat("dd.MM.yyyy", pivot: 2025)), "date"),
    ("short", .local(LocalFormat("d/M/yy", pivot: 2025)), "dateTime"),
    ("era", .local(LocalFormat("Gyy.MM.dd", pivot: 2025)), "date"),
    ("time", .local(LocalFormat("yyyy-MM-dd H:mm", pivot: 2025)), "dateTime"), ("iso", .iso(nil), "dateTime"),
    ("ts", .ts(nil), "dateTime"), ("ts date", .ts(nil), "date"), ("ts instant", .ts(nil), "instant"),
    ("range", .range(comma), ""), ("prefix", .prefix("urn:x:"), "uri"), ("uri", .uri, "uri"),
    ("table", .table(rows), "code"), ("member", .member("http://hl7.org/fhir/administrative-gender"), "code"),
    ("coded", .coded(rows, local: "urn:l", standard: "urn:s"), "CodeableConcept"),
  ]

  /// Pieces of which texts are made that a codec may read.
  private static let pieces = [
    "0", "1", "12", "007", "640", "10.000", "6,80", "1.5", "-", "+", "<", "> ", "<=", "≧", "未満", "以下", "倍", "1:", "x",
    ".", ",", " ", "",
    "M", "W", "F", "male", "other", "\"", "2024-02-29", "2023-02-29", "29.02.2024", "1/2/24", "S31.02.11", "H01.01.07",
    "2024-01-01 9:15", "T10:00", "Z", "é", "日", "2018", "04", "0401", "20180401", "130500", "1305", ".25", "+0200",
    "-0000", "20180401130500+0200", "2018040113", "–", "〜", "5,1", "3.4", "1.2.840", "urn:oid:", "http:", "//a",
  ]

  @Test(arguments: codecs.indices) func whatIsReadIsWrittenAsTheSame(index: Int) {
    let (name, codec, type) = Self.codecs[index]
    var random = Seeded(7)
    var read = 0
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 1...3, using: &random)).map { _ in Self.pieces.randomElement(using: &random) ?? ""
      }
      .joined()
      guard let value = codec.parse(text, for: PlaceType(type)), value != CodecValue.textOnly else { continue }
      read += 1
      guard let written = codec.written(value) else {
        // A time is kept as a text beside its date.
        #expect(name == "time" || name == "iso" || name.hasPrefix("ts"), "\(name): \(text)")
        continue
      }
      #expect(codec.parse(written, for: PlaceType(type)) == value, "\(name): \(text) as \(written)")
    }
    #expect(read > 20, "\(name): \(read)")
  }

  @Test func numbersKeepTheirDigits() {
    var random = Seeded(11)
    for _ in 0..<5_000 {
      let fraction = (0..<Int.random(in: 0...8, using: &random)).map { _ in
        String(Int.random(in: 0...9, using: &random))
      }
      let number =
        (Bool.random(using: &random) ? "-" : "") + String(Int.random(in: 0...99_999_999, using: &random))
        + (fraction.isEmpty ? "" : "." + fraction.joined())
      let value = CodecValue.quantity(number, comparator: nil)
      #expect(
        Codec.number(Self.comma).written(value).flatMap { Codec.number(Self.comma).parse($0, for: PlaceType("")) }
          == value)
    }
  }

  @Test func datesAreThoseOfTheCalendarAndTheEra() {
    let era = LocalFormat("Gyy.MM.dd", pivot: 2025)
    #expect(era.parse("S31.02.11", for: PlaceType("date")) == .primitive("1956-02-11", type: "date"))
    #expect(era.parse("S64.01.08", for: PlaceType("date")) == nil)
    #expect(era.parse("H31.04.30", for: PlaceType("date")) == .primitive("2019-04-30", type: "date"))
    #expect(era.parse("R01.04.30", for: PlaceType("date")) == nil)
    let short = LocalFormat("dd.MM.yy", pivot: 2025)
    #expect(short.parse("11.02.56", for: PlaceType("date")) == .primitive("1956-02-11", type: "date"))
    #expect(short.parse("11.02.25", for: PlaceType("date")) == .primitive("2025-02-11", type: "date"))
    #expect(short.parse("30.02.25", for: PlaceType("date")) == nil)
    // Without a zone there is no instant, and no time.
    #expect(
      LocalFormat("yyyy-MM-dd HH:mm", pivot: 2025).parse("2024-01-01 10:00", for: PlaceType("instant")) == .textOnly)
    #expect(
      Codec.iso(nil).parse("2024-01-01T10:00", for: PlaceType("dateTime")) == .primitive("2024-01-01", type: "dateTime")
    )
    #expect(
      Codec.iso(nil).parse("2024-01-01T10:00:00+09:00", for: PlaceType("dateTime"))
        == .primitive("2024-01-01T10:00:00+09:00", type: "dateTime"))
  }

  @Test func aBoundIsOneOnlyIfAllOfItIs() {
    for text in ["<", "< ", "<5<", "< 0.6", "5 未満 ", "<-", "1-5", "> 10.00", "ca. 5"] {
      #expect(Codec.comparison(Self.comma).parse(text, for: PlaceType("")) == nil, "\(text)")
    }
    #expect(Codec.comparison(Self.comma).parse(">10.000", for: PlaceType("")) == .quantity("10000", comparator: ">"))
    #expect(Codec.comparison(NumberFormat()).parse("16.3以下", for: PlaceType("")) == .quantity("16.3", comparator: "<="))
  }
}

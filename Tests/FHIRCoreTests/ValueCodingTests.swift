// What Foundation's coders make of decimals and dates: the losses are pinned here, because they are documented.

import FHIRCore
import Foundation
import Testing

@Suite struct ValueCodingTests {
  // What goes in, and what JSONEncoder writes.
  static let encoded: [(FHIRDecimal, String)] = [
    ("1.5", "1.5"), ("0.1", "0.1"), ("1.00", "1"), ("-0", "0"), ("1e2", "100"), ("-7", "-7"),
    ("9223372036854775807", "9223372036854775807"), ("18446744073709551615", "18446744073709551615"),
    ("0.30000000000000004", "0.30000000000000004"), ("3.14159265358979323846", "3.141592653589793"),
    ("6.022e23", "6.022e+23"),
  ]

  @Test(arguments: encoded) func encodesANumber(value: FHIRDecimal, json: String) throws {
    let data = try JSONEncoder().encode([value])
    #expect(String(decoding: data, as: UTF8.self) == "[\(json)]")
  }

  // What stands in the JSON, and the lexeme that arrives through JSONDecoder.
  static let decoded: [(String, String)] = [
    ("1.5", "1.5"), ("1.00", "1"), ("0.1", "0.1"), ("1e2", "100"), ("-7", "-7"),
    ("18446744073709551615", "18446744073709551615"),
    ("3.14159265358979323846", "3.141592653589793"), ("1e-7", "1e-07"), ("1e300", "1e+300"), ("\"1.00\"", "1.00"),
  ]

  @Test(arguments: decoded) func decodesWhatTheDecoderHandsOver(json: String, lexeme: String) throws {
    let values = try JSONDecoder().decode([FHIRDecimal].self, from: Data("[\(json)]".utf8))
    #expect(values.map(\.lexeme) == [lexeme])
  }

  @Test(arguments: ["\"\"", "\"1,5\"", "\"NaN\"", "true", "null", "{}"]) func refusesWhatIsNoNumber(json: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([FHIRDecimal].self, from: Data("[\(json)]".utf8))
    }
  }

  @Test(arguments: ["1e400", "-1e400", "1e99999999999999999999"] as [FHIRDecimal])
  func refusesToEncodeWhatNoDoubleHolds(value: FHIRDecimal) {
    #expect(throws: EncodingError.self) { try JSONEncoder().encode([value]) }
  }

  struct Times: Codable, Hashable {
    var date: FHIRDate
    var dateTime: FHIRDateTime
    var instant: FHIRInstant
    var time: FHIRTime
  }

  @Test func codesDatesAsStrings() throws {
    let times = Times(
      date: "2013-04", dateTime: "2013-04-01T08:30:00.50+09:00", instant: "2016-12-31T23:59:60Z", time: "08:30:00")
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let data = try encoder.encode(times)
    #expect(
      String(decoding: data, as: UTF8.self)
        == #"{"date":"2013-04","dateTime":"2013-04-01T08:30:00.50+09:00","instant":"2016-12-31T23:59:60Z","time":"08:30:00"}"#
    )
    #expect(try JSONDecoder().decode(Times.self, from: data) == times)
  }

  @Test func doesNotRepeatABadDateInItsError() {
    let error = #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([FHIRDate].self, from: Data(#"["2013-02-30"]"#.utf8))
    }
    guard case .dataCorrupted(let context) = error else {
      Issue.record("expected DecodingError.dataCorrupted")
      return
    }
    #expect(context.debugDescription == "expected a date; the month has no such day")
  }
}

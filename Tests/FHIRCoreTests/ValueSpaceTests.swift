// The scanners against R4's own regular expressions, on texts that are nearly right.

import FHIRCore
import Foundation
import TestSupport
import Testing

@Suite struct ValueSpaceTests {
  /// The expressions of R4's StructureDefinitions, joined from their parts.
  private static let year = "([0-9]([0-9]([0-9][1-9]|[1-9]0)|[1-9]00)|[1-9]000)"
  private static let month = "-(0[1-9]|1[0-2])"
  private static let day = "-(0[1-9]|[1-2][0-9]|3[0-1])"
  private static let clock = #"([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?"#
  private static let zone = #"(Z|(\+|-)((0[0-9]|1[0-3]):[0-5][0-9]|14:00))"#

  // Name, expression, texts to start from, and the scanner under test.
  static let spaces: [(String, String, [String], @Sendable (String) -> String?)] = [
    (
      "date", "\(year)(\(month)(\(day))?)?", ["2013", "2013-04", "2013-04-30", "2000-02-29", "1010-11-10"],
      { FHIRDate(text: $0)?.description }
    ),
    (
      "dateTime", "\(year)(\(month)(\(day)(T\(clock)\(zone))?)?)?",
      [
        "2013", "2013-04", "2013-04-01", "2013-04-01T08:30:00Z", "2016-12-31T23:59:60.5+14:00",
        "2013-04-01T08:30:00-13:59",
      ],
      { FHIRDateTime(text: $0)?.description }
    ),
    (
      "instant", "\(year)\(month)\(day)T\(clock)\(zone)",
      ["2013-04-01T08:30:00Z", "2016-12-31T23:59:60.5+14:00", "2013-04-01T08:30:00.123-00:00"],
      { FHIRInstant(text: $0)?.description }
    ),
    ("time", clock, ["08:30:00", "23:59:60", "00:00:00.123"], { FHIRTime(text: $0)?.description }),
    (
      "decimal", #"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?"#,
      ["0", "-0", "1.00", "-12.5e+10", "100E-7", "6.022e23", "0.001"], { FHIRDecimal(lexeme: $0)?.description }
    ),
  ]

  @Test(arguments: spaces)
  func acceptsExactlyWhatR4Does(
    name: String, pattern: String, texts: [String], keeps: @Sendable (String) -> String?
  ) throws {
    let expression = try NSRegularExpression(pattern: "^(?:\(pattern))\\z")
    let alphabet = Array("0123456789-+:.TZeE ")
    var generator = Seeded(4)
    var (accepted, refused) = (0, 0)
    for round in 0..<20_000 {
      var text = Array(texts[round % texts.count])
      for _ in 0..<Int.random(in: 0...3, using: &generator) {
        let place = Int.random(in: 0...text.count, using: &generator)
        let letter = alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
        switch Int.random(in: 0...3, using: &generator) {
        case 0: text.insert(letter, at: place)
        case 1 where place < text.count: text.remove(at: place)
        case 2: text = Array(text.prefix(place))
        default: if place < text.count { text[place] = letter }
        }
      }
      let string = String(text)
      let range = NSRange(location: 0, length: string.utf16.count)
      let isValid = expression.firstMatch(in: string, range: range) != nil && hasItsDay(string)
      let kept = keeps(string)
      if kept != (isValid ? string : nil) { Issue.record("\(name): \(string)") }
      if isValid { accepted += 1 } else { refused += 1 }
    }
    #expect(accepted > 1000 && refused > 1000)
  }

  /// The expressions allow 31 days in every month; R4 says that dates must be valid.
  private func hasItsDay(_ text: String) -> Bool {
    let numbers = text.prefix(10).split(separator: "-").compactMap { Int($0) }
    guard text.prefix(10).count == 10, text.dropFirst(4).first == "-", numbers.count == 3 else { return true }
    let isLeap = numbers[0] % 4 == 0 && (numbers[0] % 100 != 0 || numbers[0] % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return !lengths.indices.contains(numbers[1] - 1) || numbers[2] <= lengths[numbers[1] - 1]
  }

  @Test func readsLongTextsInOnePass() {
    let digits = String(repeating: "7", count: 1_000_000)
    #expect(FHIRDecimal(lexeme: digits)?.isTextOnly == true)
    #expect(FHIRDecimal(lexeme: "0." + digits)?.compare(to: "0.7") == .greater)
    #expect(FHIRDecimal(lexeme: "1e" + digits)?.compare(to: 1) == .greater)
    #expect(FHIRTime(text: "08:30:00." + digits)?.fractionDigits == digits)
    #expect(FHIRDateTime(text: "2013-04-01T08:30:00." + digits + "Z")?.time?.fractionDigits == digits)
    #expect(FHIRDate(text: digits) == nil)
  }
}

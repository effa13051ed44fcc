// Decimals: the grammar, the text, the value beside it, comparison by value.

import FHIRCore
import Testing

@Suite struct DecimalTests {
  static let int128Max = "170141183460469231731687303715884105727"

  // Lexeme, coefficient, scale.
  static let exact: [(String, Int128, Int)] = [
    ("0", 0, 0), ("-0", 0, 0), ("0.0", 0, 1), ("-0.00", 0, 2), ("1", 1, 0), ("1.0", 10, 1), ("1.00", 100, 2),
    ("-1.50", -150, 2), ("10", 10, 0), ("100", 100, 0), ("6.022e23", 6022, -20), ("6.022E+23", 6022, -20),
    ("1e-7", 1, 7), ("1E0", 1, 0), ("1e00", 1, 0), ("1e+05", 1, -5), ("0e400", 0, -400), ("1e400", 1, -400),
    ("1.5e-400", 15, 401), ("0.000000000000000000000000000000000000000000000000000000000001", 1, 60),
    (int128Max, .max, 0), ("-" + int128Max, -.max, 0), ("1.70141183460469231731687303715884105727", .max, 38),
    ("99999999999999999999999999999999999999", 99_999_999_999_999_999_999_999_999_999_999_999_999, 0),
    ("1e2147483648", 1, -2_147_483_648), ("1e-2147483647", 1, 2_147_483_647),
  ]

  static let textOnly = [
    "170141183460469231731687303715884105728", "-170141183460469231731687303715884105728",
    "999999999999999999999999999999999999999", "3.14159265358979323846264338327950288419716939937510",
    "1.000000000000000000000000000000000000000000000000000", "1e2147483649", "1e-2147483648",
    "1e99999999999999999999999999", "-1e-99999999999999999999999999",
  ]

  static let bad: [(String, Int)] = [
    ("", 0), ("-", 1), ("+1", 0), (".5", 0), ("-.5", 1), ("1.", 2), ("1.e5", 2), ("01", 1), ("-01", 2), ("00", 1),
    ("1e", 2), ("1e+", 3), ("1e5.0", 3), ("1 ", 1), (" 1", 0), ("1,5", 1), ("1_000", 1), ("0x10", 1), ("NaN", 0),
    ("Infinity", 0), ("-Infinity", 1), ("1f", 1), ("１", 0), ("1.5.2", 3), ("--1", 1), ("1-2", 1), ("1e5e5", 3),
    ("<13", 0),
    ("1\u{0}", 1), ("1\n", 1),
  ]

  @Test(arguments: exact) func keepsTextAndValue(lexeme: String, coefficient: Int128, scale: Int) throws {
    let value = try FHIRDecimal(utf8: Array(lexeme.utf8).span)
    #expect(value.description == lexeme)
    #expect(value.coefficient == coefficient)
    #expect(value.scale == scale)
    #expect(!value.isTextOnly)
    #expect(FHIRDecimal(lexeme: lexeme) == value)
  }

  @Test(arguments: textOnly) func carriesAsTextWhatItCannotCalculateWith(lexeme: String) throws {
    let value = try #require(FHIRDecimal(lexeme: lexeme))
    #expect(value.description == lexeme)
    #expect(value.isTextOnly)
    #expect(value.coefficient == nil)
    #expect(value.scale == nil)
    #expect(value.adding(1) == nil)
    #expect(FHIRDecimal(1).subtracting(value) == nil)
    #expect(value.multiplied(by: 1) == nil)
    #expect(value.divided(by: 1, maximumFractionDigits: 8) == nil)
    #expect(FHIRDecimal(1).divided(by: value, maximumFractionDigits: 8) == nil)
    #expect(value.quotientAndRemainder(dividingBy: 1) == nil)
    #expect(value.negated() == nil)
    #expect(value.absolute() == nil)
    #expect(value.normalized() == nil)
    #expect(value.truncated() == nil)
    #expect(value.rounded(toFractionDigits: 2) == nil)
    #expect(Int(exactly: value) == nil)
    #expect(value.isEqual(to: value))
    #expect(value.compare(to: 0) == (lexeme.hasPrefix("-") ? .less : .greater))
    #expect(value.isNegative == lexeme.hasPrefix("-"))
  }

  @Test(arguments: bad) func saysWhereItIsNoNumber(text: String, offset: Int) {
    #expect(throws: ValueFailure(.decimal, .form, at: offset)) { try FHIRDecimal.check(Array(text.utf8).span) }
    #expect(FHIRDecimal(lexeme: text) == nil)
  }

  // Left, right, and how the left stands to the right.
  static let order: [(FHIRDecimal, FHIRDecimal, Ordering?)] = [
    ("1.00", "1.0", .equal), ("1", "1e0", .equal), ("100", "1e2", .equal), ("1e2", "100.00", .equal),
    ("0", "-0", .equal), ("0.000", "0e99999999999999999999", .equal), ("0.1", "1e-1", .equal),
    ("12.5", "1250e-2", .equal),
    ("1", "2", .less), ("1.5", "1.49", .greater), ("9", "10", .less), ("0.9", "0.10", .greater), ("-1", "1", .less),
    ("-2", "-1", .less), ("-1.5", "-1.50", .equal), ("-1", "0", .less), ("0", "1e-400", .less),
    ("0", "-1e-400", .greater),
    ("1e400", "1e399", .greater), ("-1e400", "-1e399", .less), ("1e400", "999", .greater), ("1e-400", "1e-399", .less),
    ("123456789012345678901234567890123456789012345", "123456789012345678901234567890123456789012346", .less),
    ("123456789012345678901234567890123456789012345.0", "123456789012345678901234567890123456789012345", .equal),
    ("0.1000000000000000000000000000000000000000000000001", "0.1", .greater),
    ("1000000000000000000000000000000000000000000000", "1e45", .equal),
    ("100e999999999999999999", "0.001e9999999999999999999", .less),
    ("1e9999999999999999999", "2e9999999999999999999", nil), ("1e9999999999999999999", "1e9999999999999999999", .equal),
    ("1e-9999999999999999999", "1e9999999999999999999", .less),
    ("-1e9999999999999999999", "1e9999999999999999999", .less),
    ("1e-9999999999999999999", "1e-400", .less), ("0", "1e-9999999999999999999", .less),
    ("9007199254740993", "9007199254740992", .greater), ("0.30000000000000004", "0.3", .greater),
  ]

  @Test(arguments: order) func comparesByValueWithoutDouble(left: FHIRDecimal, right: FHIRDecimal, order: Ordering?) {
    #expect(left.compare(to: right) == order)
    #expect(right.compare(to: left) == order?.reversed)
    #expect(left.isEqual(to: right) == (order == .equal))
  }

  @Test func tellsTextsApart() {
    #expect(FHIRDecimal("1.00") != "1.0")
    #expect(FHIRDecimal("1e5") != "1E5")
    #expect(FHIRDecimal("-0") != 0)
    #expect(Set<FHIRDecimal>(["1.0", "1.00", "1.0", 1]).count == 3)
  }

  @Test func takesIntegers() {
    #expect(FHIRDecimal(42).lexeme == "42")
    #expect((-7 as FHIRDecimal).lexeme == "-7")
    #expect((170_141_183_460_469_231_731_687_303_715_884_105_727 as FHIRDecimal).coefficient == .max)
    #expect(FHIRDecimal(UInt64.max).lexeme == "18446744073709551615")
    #expect(FHIRDecimal(UInt128.max).isTextOnly)
    #expect(FHIRDecimal(Int128.min).isTextOnly)
    #expect(FHIRDecimal(Int128.min).lexeme == "-170141183460469231731687303715884105728")
  }

  // Coefficient, scale, and the text made of them.
  static let written: [(Int128, Int, String?)] = [
    (150, 2, "1.50"), (5, 2, "0.05"), (-5, 2, "-0.05"), (0, 2, "0.00"), (15, -1, "150"), (0, -5, "0"),
    (1, -38, "1" + zeros(38)),
    (1, -39, "1e39"), (-12, -400, "-12e400"), (1, 64, "0." + zeros(63) + "1"), (1, 65, "1e-65"), (12345, 5, "0.12345"),
    (12345, 4, "1.2345"), (.max, 38, "1.70141183460469231731687303715884105727"), (.min, 0, nil),
    (1, 2_147_483_648, nil),
    (1, -2_147_483_649, nil), (1, 2_147_483_647, "1e-2147483647"),
  ]

  static func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }

  @Test(arguments: written) func writesCoefficientAndScale(coefficient: Int128, scale: Int, text: String?) throws {
    let value = FHIRDecimal(coefficient: coefficient, scale: scale)
    #expect(value?.lexeme == text)
    // What is beside the text is always what reading the text gives.
    guard let value, let text else { return }
    let read = try #require(FHIRDecimal(lexeme: text))
    #expect(read.coefficient == value.coefficient)
    #expect(read.scale == value.scale)
  }
}

// Arithmetic on decimals: tables for the edges, and random numbers against schoolbook arithmetic on digits.

import FHIRCore
import TestSupport
import Testing

@Suite struct DecimalArithmeticTests {
  static let sums: [(FHIRDecimal, FHIRDecimal, String?)] = [
    ("1.00", "1", "2.00"), ("1.0", "0.25", "1.25"), ("0.1", "0.2", "0.3"), ("1", "-1.00", "0.00"), ("-0", "0", "0"),
    ("1e2", "1", "101"), ("1e400", "0", "1e400"), ("0.00", "1e400", "1e400"), ("1e400", "1", nil),
    ("1e400", "1e400", "2e400"),
    ("1e400", "-1e400", "0"), ("1e401", "1e400", "11e400"), ("1e-7", "1", "1.0000001"),
    ("170141183460469231731687303715884105727", "1", nil),
    ("170141183460469231731687303715884105727", "-1", "170141183460469231731687303715884105726"),
    ("-170141183460469231731687303715884105727", "-1", nil),
    ("170141183460469231731687303715884105727", "0.0", "170141183460469231731687303715884105727"),
    ("170141183460469231731687303715884105726", "1.00", "170141183460469231731687303715884105727"),
  ]

  @Test(arguments: sums) func adds(left: FHIRDecimal, right: FHIRDecimal, sum: String?) throws {
    #expect(left.adding(right)?.lexeme == sum)
    #expect(right.adding(left)?.lexeme == sum)
    #expect(try left.subtracting(#require(right.negated()))?.lexeme == sum)
  }

  static let products: [(FHIRDecimal, FHIRDecimal, String?)] = [
    ("1.0", "0.50", "0.500"), ("1.2", "1.8", "2.16"), ("-2", "3", "-6"), ("0", "-5.0", "0.0"), ("1e400", "1e-400", "1"),
    ("1e400", "2", "2e400"), ("1e2147483000", "1e2147483000", nil), ("1e-2147483000", "1e-2147483000", nil),
    ("12345678901234567890", "12345678901234567890", "152415787532388367501905199875019052100"),
    ("12345678901234567890", "23345678901234567890", "2882182554459686142919051998750190521e2"),
    ("12345678901234567891", "23345678901234567891", nil),
    ("1234567890123456789", "1234567890123456789", "1524157875323883675019051998750190521"),
    ("1.0000000000000000000000", "1.0000000000000000000000", "1"),
    ("170141183460469231731687303715884105727", "-1", "-170141183460469231731687303715884105727"),
    ("-85070591730234615865843651857942052864", "2", nil),
  ]

  @Test(arguments: products) func multiplies(left: FHIRDecimal, right: FHIRDecimal, product: String?) {
    #expect(left.multiplied(by: right)?.lexeme == product)
    #expect(right.multiplied(by: left)?.lexeme == product)
  }

  static let quotients: [(FHIRDecimal, FHIRDecimal, Int, String?)] = [
    ("1", "8", 8, "0.125"), ("2", "3", 8, "0.66666667"), ("1", "3", 8, "0.33333333"), ("-2", "3", 8, "-0.66666667"),
    ("10.0", "4.00", 8, "2.5"), ("4.00", "2", 8, "2.00"), ("100", "4.00", 8, "25"), ("1", "0", 8, nil),
    ("0", "0.0", 8, nil),
    ("0", "7", 8, "0"), ("1", "3", 0, "0"), ("2", "3", 0, "1"), ("1", "2", 0, "1"), ("-1", "2", 0, "-1"),
    ("1250", "1", -2, "1300"),
    ("1.23456", "1", 2, "1.23"), ("1", "3", 38, "0.33333333333333333333333333333333333333"), ("1", "3", 39, nil),
    ("1e400", "1e399", 8, "10"), ("1e-400", "3", 8, "0.00000000"), ("1e400", "3", 8, nil), ("1", "1e-400", 8, "1e400"),
    ("1", "3e400", 8, "0.00000000"), ("1e-2147483647", "1e2147483647", 8, "0.00000000"),
    ("1e2147483647", "1e-2147483647", 8, nil),
    ("170141183460469231731687303715884105727", "170141183460469231731687303715884105727", 8, "1"),
    ("170141183460469231731687303715884105726", "170141183460469231731687303715884105727", 8, "1.00000000"),
    ("1", "170141183460469231731687303715884105727", 40, "0.0000000000000000000000000000000000000059"),
    ("2", "3", .max, nil), ("2", "3", .min, nil), ("0.05", "0.1", 0, "1"), ("0.049", "0.1", 0, "0"),
    ("6.2", "24", 28, "0.2583333333333333333333333333"),
  ]

  @Test(arguments: quotients)
  func dividesToStatedDigits(dividend: FHIRDecimal, divisor: FHIRDecimal, digits: Int, quotient: String?) {
    #expect(dividend.divided(by: divisor, maximumFractionDigits: digits)?.lexeme == quotient)
  }

  static let rules: [FloatingPointRoundingRule] = [
    .toNearestOrAwayFromZero, .toNearestOrEven, .up, .down, .towardZero, .awayFromZero,
  ]

  // Number, digits, and the result under each rule.
  static let roundings: [(FHIRDecimal, Int, [String])] = [
    ("2.5", 0, ["3", "2", "3", "2", "2", "3"]), ("3.5", 0, ["4", "4", "4", "3", "3", "4"]),
    ("-2.5", 0, ["-3", "-2", "-2", "-3", "-2", "-3"]), ("2.51", 0, ["3", "3", "3", "2", "2", "3"]),
    ("2.49", 0, ["2", "2", "3", "2", "2", "3"]), ("2.00", 0, ["2", "2", "2", "2", "2", "2"]),
    ("2.345", 2, ["2.35", "2.34", "2.35", "2.34", "2.34", "2.35"]), ("-0.4", 0, ["0", "0", "0", "-1", "0", "-1"]),
    ("1250", -2, ["1300", "1200", "1300", "1200", "1200", "1300"]),
    ("0.05", 1, ["0.1", "0.0", "0.1", "0.0", "0.0", "0.1"]),
    ("1e-400", 2, ["0.00", "0.00", "0.01", "0.00", "0.00", "0.01"]),
    ("2.3", 5, ["2.3", "2.3", "2.3", "2.3", "2.3", "2.3"]),
    ("999.95", 1, ["1000.0", "1000.0", "1000.0", "999.9", "999.9", "1000.0"]),
    (
      "0.00000000000000000000000000000000000000005", 40,
      [
        "0." + zeros(39) + "1", "0." + zeros(40), "0." + zeros(39) + "1", "0." + zeros(40), "0." + zeros(40),
        "0." + zeros(39) + "1",
      ]
    ),
    ("1.70141183460469231731687303715884105727", 0, ["2", "2", "2", "1", "1", "2"]),
    ("0.170141183460469231731687303715884105727", 0, ["0", "0", "1", "0", "0", "1"]),
    ("0.00", 1, ["0.0", "0.0", "0.0", "0.0", "0.0", "0.0"]),
  ]

  static func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }

  @Test(arguments: roundings) func rounds(value: FHIRDecimal, digits: Int, results: [String]) {
    #expect(Self.rules.map { value.rounded(toFractionDigits: digits, $0)?.lexeme } == results)
    for (rule, result) in zip(Self.rules, results) where value.scale ?? 0 > digits {
      // Dividing by one rounds the same way.
      #expect(value.divided(by: 1, maximumFractionDigits: digits, rounding: rule)?.lexeme == result)
    }
  }

  // Number, truncated, floor, ceiling, absolute, negated, normalized.
  static let shapes: [(FHIRDecimal, [String])] = [
    ("1.50", ["1", "1", "2", "1.50", "-1.50", "1.5"]), ("-1.50", ["-1", "-2", "-1", "1.50", "1.50", "-1.5"]),
    ("-0", ["-0", "-0", "-0", "0", "0", "0"]), ("0.00", ["0", "0", "0", "0.00", "0.00", "0"]),
    ("100", ["100", "100", "100", "100", "-100", "100"]), ("1e2", ["1e2", "1e2", "1e2", "1e2", "-100", "100"]),
    ("-0.5", ["0", "-1", "0", "0.5", "0.5", "-0.5"]),
    ("1e400", ["1e400", "1e400", "1e400", "1e400", "-1e400", "1e400"]),
    ("100e400", ["100e400", "100e400", "100e400", "100e400", "-100e400", "1e402"]),
  ]

  @Test(arguments: shapes) func turnsAndTrims(value: FHIRDecimal, results: [String]) {
    let found = [
      value.truncated(), value.floor(), value.ceiling(), value.absolute(), value.negated(), value.normalized(),
    ]
    #expect(found.map { $0?.lexeme } == results)
  }

  static let divisions: [(FHIRDecimal, FHIRDecimal, String?, String?)] = [
    ("5.5", "0.7", "7", "0.6"), ("-5.5", "0.7", "-7", "-0.6"), ("5.5", "-0.7", "-7", "0.6"), ("5", "2", "2", "1"),
    ("2.2", "1.8", "1", "0.4"), ("5", "0", nil, nil), ("1e400", "3", nil, nil), ("7.0", "7", "1", "0.0"),
  ]

  @Test(arguments: divisions)
  func dividesWithRemainder(dividend: FHIRDecimal, divisor: FHIRDecimal, quotient: String?, remainder: String?) {
    let result = dividend.quotientAndRemainder(dividingBy: divisor)
    #expect(result?.quotient.lexeme == quotient)
    #expect(result?.remainder.lexeme == remainder)
  }

  static let integers: [(FHIRDecimal, Int?)] = [
    ("1.00", 1), ("1.5", nil), ("-0", 0), ("1e2", 100), ("1e18", 1_000_000_000_000_000_000), ("1e19", nil),
    ("0e400", 0),
    ("-9223372036854775808", .min), ("9223372036854775808", nil), ("1200e-2", 12), ("1e-400", nil), ("1e400", nil),
    ("1.00000000000000000000000000000000000000", 1),
  ]

  @Test(arguments: integers) func becomesAnIntegerOnlyIfItIsOne(value: FHIRDecimal, integer: Int?) {
    #expect(Int(exactly: value) == integer)
  }

  @Test func fitsIntegersOfEveryWidth() {
    #expect(UInt8(exactly: FHIRDecimal("255.0")) == 255)
    #expect(UInt8(exactly: FHIRDecimal("256")) == nil)
    #expect(UInt(exactly: FHIRDecimal("-1")) == nil)
    #expect(UInt64(exactly: FHIRDecimal("18446744073709551615")) == .max)
    #expect(Double(FHIRDecimal("1.50")) == 1.5)
    #expect(Double(FHIRDecimal("1e400")) == .infinity)
  }

  /// Random decimals of up to `digits` digits and as many places, beside their digits.
  private static func random(_ digits: Int, _ generator: inout Seeded) -> (decimal: FHIRDecimal, number: Schoolbook) {
    let count = Int.random(in: 1...digits, using: &generator)
    let text = (0..<count).map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined()
    let scale = Int.random(in: 0...count, using: &generator)
    let number = Schoolbook(isNegative: Bool.random(using: &generator), digits: text, scale: scale)
    return (FHIRDecimal(stringLiteral: number.text), number)
  }

  @Test(arguments: [3, 9, 18]) func agreesWithSchoolbookArithmetic(digits: Int) {
    var generator = Seeded(UInt64(digits))
    for _ in 0..<2000 {
      let (a, x) = Self.random(digits, &generator)
      let (b, y) = Self.random(digits, &generator)
      #expect(a.adding(b)?.lexeme == (x + y).text, "\(a) + \(b)")
      #expect(a.subtracting(b)?.lexeme == (x + y.negated).text, "\(a) - \(b)")
      #expect(a.multiplied(by: b)?.lexeme == (x * y).text, "\(a) * \(b)")
      let order: Ordering = (x + y.negated).isZero ? .equal : ((x + y.negated).isNegative ? .less : .greater)
      #expect(a.compare(to: b) == order, "\(a) ? \(b)")
      guard !b.isZero else { continue }
      // Rounded to nearest at n digits, twice what remains is at most |b| in units of the last digit.
      let places = Int.random(in: 0...12, using: &generator)
      let quotient = a.divided(by: b, maximumFractionDigits: places)
      #expect(quotient != nil || digits > 9, "\(a) / \(b) to \(places) digits")
      guard let quotient, let q = Schoolbook(quotient) else { continue }
      let rest = (x + (q * y).negated).absolute
      let bound = y.absolute * Schoolbook(isNegative: false, digits: "1", scale: places)
      #expect(!(bound + (rest + rest).negated).isNegative, "\(a) / \(b) = \(quotient)")
    }
  }

  @Test func neverTrapsWhateverTheSizes() {
    var generator = Seeded(77)
    let scales = [0, 1, 8, 37, 38, 39, 400, 2_147_483_647, -1, -8, -38, -39, -400, -2_147_483_648]
    let coefficients: [Int128] = [0, 1, -1, 5, 10, .max, -.max, .max / 10, .max / 10 + 1, .max / 2 + 1, 1 << 64]
    let values = coefficients.flatMap { c in scales.compactMap { FHIRDecimal(coefficient: c, scale: $0) } }
    #expect(values.count == coefficients.count * scales.count)
    var answers = 0
    for _ in 0..<20_000 {
      guard let a = values.randomElement(using: &generator), let b = values.randomElement(using: &generator),
        let digits = scales.randomElement(using: &generator), let rule = Self.rules.randomElement(using: &generator)
      else { continue }
      #expect(a.compare(to: b) != nil)
      #expect((a.compare(to: b) == .equal) == (a.normalized() == b.normalized()))
      let results = [
        a.adding(b), a.subtracting(b), a.multiplied(by: b), a.rounded(toFractionDigits: digits, rule),
        a.divided(by: b, maximumFractionDigits: digits, rounding: rule),
        a.quotientAndRemainder(dividingBy: b)?.remainder,
      ]
      for result in results.compactMap(\.self) {
        answers += 1
        // What is beside the text is always what reading the text gives.
        #expect(FHIRDecimal(lexeme: result.lexeme)?.coefficient == result.coefficient)
        #expect(FHIRDecimal(lexeme: result.lexeme)?.scale == result.scale)
      }
    }
    #expect(answers > 20_000)
  }
}

/// Decimal arithmetic as taught in school, one digit at a time, so as to have nothing in common with the one under test.
private struct Schoolbook {
  var isNegative: Bool
  /// The digits, the lowest first.
  var digits: [Int]
  var scale: Int

  init(isNegative: Bool, digits: String, scale: Int) {
    self.init(isNegative, digits.reversed().compactMap(\.wholeNumberValue), scale)
  }

  private init(_ isNegative: Bool, _ digits: [Int], _ scale: Int) {
    (self.isNegative, self.digits, self.scale) = (isNegative, digits, scale)
    while self.digits.last == 0 { self.digits.removeLast() }
    if self.digits.isEmpty { self.isNegative = false }
  }

  init?(_ decimal: FHIRDecimal) {
    guard let coefficient = decimal.coefficient, let scale = decimal.scale, scale >= 0 else { return nil }
    self.init(isNegative: coefficient < 0, digits: String(coefficient.magnitude), scale: scale)
  }

  var isZero: Bool { digits.isEmpty }
  var absolute: Schoolbook { Schoolbook(false, digits, scale) }
  var negated: Schoolbook { Schoolbook(!isNegative, digits, scale) }

  var text: String {
    var padded = digits
    while padded.count <= scale { padded.append(0) }
    let all = padded.reversed().map(String.init)
    let whole = all.dropLast(scale).joined()
    return (isNegative ? "-" : "") + whole + (scale > 0 ? "." + all.suffix(scale).joined() : "")
  }

  static func + (left: Schoolbook, right: Schoolbook) -> Schoolbook {
    let scale = max(left.scale, right.scale)
    let a = [Int](repeating: 0, count: scale - left.scale) + left.digits
    let b = [Int](repeating: 0, count: scale - right.scale) + right.digits
    func digit(_ digits: [Int], _ index: Int) -> Int { index < digits.count ? digits[index] : 0 }
    let count = max(a.count, b.count) + 1
    if left.isNegative == right.isNegative {
      var (sum, carry): ([Int], Int) = ([], 0)
      for index in 0..<count {
        let column = digit(a, index) + digit(b, index) + carry
        sum.append(column % 10)
        carry = column / 10
      }
      return Schoolbook(left.isNegative, sum, scale)
    }
    var leftIsLarger = true
    for index in (0..<count).reversed() where digit(a, index) != digit(b, index) {
      leftIsLarger = digit(a, index) > digit(b, index)
      break
    }
    let (large, small) = leftIsLarger ? (a, b) : (b, a)
    var (difference, borrow): ([Int], Int) = ([], 0)
    for index in 0..<count {
      let column = digit(large, index) - digit(small, index) - borrow
      difference.append(column < 0 ? column + 10 : column)
      borrow = column < 0 ? 1 : 0
    }
    return Schoolbook(leftIsLarger ? left.isNegative : right.isNegative, difference, scale)
  }

  static func * (left: Schoolbook, right: Schoolbook) -> Schoolbook {
    var columns = [Int](repeating: 0, count: left.digits.count + right.digits.count + 1)
    for (i, a) in left.digits.enumerated() {
      for (j, b) in right.digits.enumerated() { columns[i + j] += a * b }
    }
    for index in columns.indices.dropLast() {
      columns[index + 1] += columns[index] / 10
      columns[index] %= 10
    }
    return Schoolbook(left.isNegative != right.isNegative, columns, left.scale + right.scale)
  }
}

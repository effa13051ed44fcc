// The scanner of decimal numbers, and their comparison digit by digit, which needs no big integers.

/// The grammar of numbers in JSON, which is that of FHIR's decimal, in one pass without allocation.
struct DecimalScan {
  var isNegative = false
  /// Where the first digit stands that is not zero; nil in zero.
  var firstDigit: Int?
  /// Where the digits end, before the exponent.
  var digitsEnd = 0
  /// The power of ten of the first digit that is not zero.
  var magnitude = 0
  /// Whether the exponent is too large to be known; `magnitude` then has its sign only.
  var isSaturated = false
  /// The digits as one integer; nil if they are too many, or the exponent is too large.
  var coefficient: Int128?
  var scale: Int32 = 0

  /// Exponents from here on are not told apart; those below are exact.
  private static let limit = 1_000_000_000_000_000_000
  /// Stands for all of them: so large that no number of digits makes up for the distance to `limit`.
  private static let saturated = Int.max / 2

  init(_ bytes: Span<UInt8>) throws(ValueFailure) {
    var cursor = 0
    if bytes.count > 0, bytes[0] == UInt8(ascii: "-") {
      isNegative = true
      cursor = 1
    }
    var sum: Int128? = 0
    let start = cursor
    try scanDigits(bytes, &cursor, &sum)
    if bytes[start] == UInt8(ascii: "0"), cursor > start + 1 { throw ValueFailure(.decimal, .form, at: start + 1) }
    let point = cursor
    var fractionCount = 0
    if cursor < bytes.count, bytes[cursor] == UInt8(ascii: ".") {
      cursor += 1
      try scanDigits(bytes, &cursor, &sum)
      fractionCount = cursor - point - 1
    }
    digitsEnd = cursor
    let exponent = try scanExponent(bytes, &cursor)
    if cursor < bytes.count { throw ValueFailure(.decimal, .form, at: cursor) }

    if let firstDigit {
      // The digit before the point has the power 0, the one after it -1.
      magnitude = exponent + (firstDigit < point ? point - 1 - firstDigit : point - firstDigit)
    }
    if let sum, let scale = Int32(exactly: fractionCount - exponent) {
      coefficient = isNegative ? -sum : sum
      self.scale = scale
    } else if firstDigit == nil {
      coefficient = 0
    }
  }

  private mutating func scanDigits(
    _ bytes: Span<UInt8>, _ cursor: inout Int, _ sum: inout Int128?
  ) throws(ValueFailure) {
    let start = cursor
    while cursor < bytes.count, isDigit(bytes[cursor]) {
      let digit = Int128(bytes[cursor] &- 48)
      if digit > 0, firstDigit == nil { firstDigit = cursor }
      if let before = sum {
        let (product, overflow) = before.multipliedReportingOverflow(by: 10)
        let (next, carry) = product.addingReportingOverflow(digit)
        sum = overflow || carry ? nil : next
      }
      cursor += 1
    }
    if cursor == start { throw ValueFailure(.decimal, .form, at: cursor) }
  }

  private mutating func scanExponent(_ bytes: Span<UInt8>, _ cursor: inout Int) throws(ValueFailure) -> Int {
    guard cursor < bytes.count, bytes[cursor] | 0x20 == UInt8(ascii: "e") else { return 0 }
    cursor += 1
    var sign = 1
    if cursor < bytes.count, bytes[cursor] == UInt8(ascii: "-") || bytes[cursor] == UInt8(ascii: "+") {
      if bytes[cursor] == UInt8(ascii: "-") { sign = -1 }
      cursor += 1
    }
    let start = cursor
    var exponent = 0
    while cursor < bytes.count, isDigit(bytes[cursor]) {
      if exponent < Self.limit / 10 {
        exponent = exponent * 10 + Int(bytes[cursor] &- 48)
      } else {
        isSaturated = true
      }
      cursor += 1
    }
    if cursor == start { throw ValueFailure(.decimal, .form, at: cursor) }
    return sign * (isSaturated ? Self.saturated : exponent)
  }
}

extension FHIRDecimal {
  /// Whether both have the same value, however they are written.
  public func isEqual(to other: FHIRDecimal) -> Bool { compare(to: other) == .equal }

  /// Compares by value, exactly, whatever the number of digits.
  ///
  /// Nil only for two different texts whose exponents both have more than 17 digits. Costs one pass over both texts.
  public func compare(to other: FHIRDecimal) -> Ordering? {
    if let (left, leftScale) = parts, let (right, rightScale) = other.parts, leftScale == rightScale {
      return Ordering(left, right)
    }
    if lexeme == other.lexeme { return .equal }
    let (leftBytes, rightBytes) = (lexeme.utf8.span, other.lexeme.utf8.span)
    guard let left = try? DecimalScan(leftBytes), let right = try? DecimalScan(rightBytes) else { return nil }
    if left.sign != right.sign { return Ordering(left.sign, right.sign) }
    guard let leftFirst = left.firstDigit, let rightFirst = right.firstDigit else { return .equal }
    let order: Ordering
    if left.isSaturated, right.isSaturated, (left.magnitude > 0) == (right.magnitude > 0) {
      return nil
    } else if left.magnitude != right.magnitude {
      order = Ordering(left.magnitude, right.magnitude)
    } else {
      order = compareDigits(leftBytes, leftFirst..<left.digitsEnd, rightBytes, rightFirst..<right.digitsEnd)
    }
    return left.isNegative ? order.reversed : order
  }

  /// Whether the value is zero, however it is written.
  public var isZero: Bool { sign == 0 }

  /// Whether the value is below zero; `-0` is not.
  public var isNegative: Bool { sign < 0 }

  private var sign: Int {
    if let (coefficient, _) = parts { return Int(coefficient.signum()) }
    return (try? DecimalScan(lexeme.utf8.span).sign) ?? 0
  }
}

extension DecimalScan {
  /// -1, 0 or 1.
  fileprivate var sign: Int { firstDigit == nil ? 0 : (isNegative ? -1 : 1) }
}

/// Compares digits that begin at the same power of ten, without regard to points and trailing zeros.
private func compareDigits(
  _ left: Span<UInt8>, _ leftRange: Range<Int>, _ right: Span<UInt8>, _ rightRange: Range<Int>
) -> Ordering {
  var (i, j) = (leftRange.lowerBound, rightRange.lowerBound)
  while i < leftRange.upperBound || j < rightRange.upperBound {
    if i < leftRange.upperBound, left[i] == UInt8(ascii: ".") { i += 1 }
    if j < rightRange.upperBound, right[j] == UInt8(ascii: ".") { j += 1 }
    let a = i < leftRange.upperBound ? left[i] : UInt8(ascii: "0")
    let b = j < rightRange.upperBound ? right[j] : UInt8(ascii: "0")
    if a != b { return Ordering(a, b) }
    i += 1
    j += 1
  }
  return .equal
}

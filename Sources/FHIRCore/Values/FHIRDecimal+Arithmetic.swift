// Exact arithmetic on decimals: sums, differences, products, integers. What does not fit is nil, never a trap.

extension FHIRDecimal {
  /// The sum, exactly, with as many digits after the point as the finer of both: `1.0` and `0.25` give `1.25`.
  ///
  /// Nil where the sum has too many digits, or either number is carried as text alone.
  public func adding(_ other: FHIRDecimal) -> FHIRDecimal? {
    guard let left = parts, let right = other.parts else { return nil }
    // A zero of any scale leaves the other as it is where both cannot be written with the same scale.
    guard let (a, b, scale) = align(left, right) else { return isZero ? other : (other.isZero ? self : nil) }
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? nil : FHIRDecimal(coefficient: sum, scale: scale)
  }

  /// The difference, exactly, with as many digits after the point as the finer of both.
  ///
  /// Nil where it has too many digits, or either number is carried as text alone.
  public func subtracting(_ other: FHIRDecimal) -> FHIRDecimal? { other.negated().flatMap(adding) }

  /// The product, exactly, with as many digits after the point as both together: `1.0` times `0.50` is `0.500`.
  ///
  /// Where that does not fit, trailing zeros are given up; nil where it does not fit without them either, or either number
  /// is carried as text alone.
  public func multiplied(by other: FHIRDecimal) -> FHIRDecimal? {
    guard let left = parts, let right = other.parts else { return nil }
    return product(left, right) ?? product(withoutTrailingZeros(left), withoutTrailingZeros(right))
  }

  /// The number with the other sign, which zero has not; nil if it is carried as text alone.
  public func negated() -> FHIRDecimal? {
    guard let (coefficient, scale) = parts else { return nil }
    return FHIRDecimal(coefficient: -coefficient, scale: scale)
  }

  /// The number without its sign; nil if it is carried as text alone.
  public func absolute() -> FHIRDecimal? {
    lexeme.utf8.first == UInt8(ascii: "-") ? negated() : (isTextOnly ? nil : self)
  }

  /// The same value written without trailing zeros after the point and without an exponent where that fits.
  ///
  /// Numbers of equal value become `==`. Nil if it is carried as text alone.
  public func normalized() -> FHIRDecimal? {
    guard let parts else { return nil }
    let (coefficient, scale) = withoutTrailingZeros(parts)
    return FHIRDecimal(coefficient: coefficient, scale: scale)
  }

  /// How often `other` fits in this number, and what remains; both have the sign of an integer division in Swift.
  ///
  /// ```swift
  /// FHIRDecimal("5.5").quotientAndRemainder(dividingBy: "0.7")  // (7, 0.6)
  /// ```
  ///
  /// Nil for a divisor of zero, where the digits do not fit, or if either is carried as text alone.
  public func quotientAndRemainder(
    dividingBy other: FHIRDecimal
  ) -> (quotient: FHIRDecimal, remainder: FHIRDecimal)? {
    guard let left = parts, let right = other.parts, right.coefficient != 0,
      let (a, b, scale) = align(left, right)
    else { return nil }
    let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
    guard let whole = FHIRDecimal(coefficient: quotient, scale: 0),
      let rest = FHIRDecimal(coefficient: remainder, scale: scale)
    else { return nil }
    return (whole, rest)
  }
}

/// Both coefficients at the finer of both scales; nil where that does not fit even without trailing zeros.
private func align(
  _ left: (coefficient: Int128, scale: Int), _ right: (coefficient: Int128, scale: Int)
) -> (Int128, Int128, Int)? {
  func atFinerScale(
    _ left: (coefficient: Int128, scale: Int), _ right: (coefficient: Int128, scale: Int)
  ) -> (Int128, Int128, Int)? {
    let scale = max(left.scale, right.scale)
    guard let a = left.coefficient.scaled(byPowerOfTen: scale - left.scale),
      let b = right.coefficient.scaled(byPowerOfTen: scale - right.scale)
    else { return nil }
    return (a, b, scale)
  }
  return atFinerScale(left, right) ?? atFinerScale(withoutTrailingZeros(left), withoutTrailingZeros(right))
}

private func product(
  _ left: (coefficient: Int128, scale: Int), _ right: (coefficient: Int128, scale: Int)
) -> FHIRDecimal? {
  let (product, overflow) = left.coefficient.multipliedReportingOverflow(by: right.coefficient)
  return overflow ? nil : FHIRDecimal(coefficient: product, scale: left.scale + right.scale)
}

/// The same value with the smallest coefficient; zero gets the scale 0.
private func withoutTrailingZeros(_ value: (coefficient: Int128, scale: Int)) -> (coefficient: Int128, scale: Int) {
  if value.coefficient == 0 { return (0, 0) }
  var (coefficient, scale) = value
  while true {
    let (tenth, digit) = coefficient.quotientAndRemainder(dividingBy: 10)
    if digit != 0 { return (coefficient, scale) }
    (coefficient, scale) = (tenth, scale - 1)
  }
}

extension FixedWidthInteger {
  /// Takes a decimal whose value is an integer that fits; `1.00` is one, `1.5` is not.
  public init?(exactly decimal: FHIRDecimal) {
    guard let (coefficient, scale) = decimal.parts else { return nil }
    if coefficient == 0 {
      self = 0
    } else if scale <= 0 {
      guard let whole = coefficient.scaled(byPowerOfTen: -scale) else { return nil }
      self.init(exactly: whole)
    } else {
      guard let unit = Int128(1).scaled(byPowerOfTen: scale), coefficient.isMultiple(of: unit) else { return nil }
      self.init(exactly: coefficient / unit)
    }
  }
}

extension Double {
  /// The nearest double, for drawing and statistics; infinite where the number is too large.
  public init(_ decimal: FHIRDecimal) { self = Double(decimal.lexeme) ?? .nan }
}

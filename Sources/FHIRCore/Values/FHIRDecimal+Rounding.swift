// Division, rounding and truncation of decimals: always to a stated number of digits and by a stated rule.

extension FHIRDecimal {
  /// The quotient, exact where it ends within the digits allowed after the point, else rounded there.
  ///
  /// ```swift
  /// FHIRDecimal("1").divided(by: "8", maximumFractionDigits: 8)  // 0.125
  /// FHIRDecimal("2").divided(by: "3", maximumFractionDigits: 8)  // 0.66666667
  /// ```
  ///
  /// A negative maximum rounds to tens, hundreds and so on. Nil for a divisor of zero, where the digits do not fit (the
  /// answer is never less precise than asked for), or if either number is carried as text alone.
  public func divided(
    by other: FHIRDecimal, maximumFractionDigits: Int,
    rounding rule: FloatingPointRoundingRule = .toNearestOrAwayFromZero
  ) -> FHIRDecimal? {
    guard let (dividend, dividendScale) = parts, let (divisor, divisorScale) = other.parts, divisor != 0 else {
      return nil
    }
    let limit = clamp(maximumFractionDigits)
    let unit = divisor.magnitude
    var scale = dividendScale - divisorScale
    var (quotient, rest) = dividend.magnitude.quotientAndRemainder(dividingBy: unit)
    // Long division. It ends: a quotient that is not 0 overflows after 39 digits, and one that is 0 does not stay so.
    while rest != 0, scale < limit {
      let digit: UInt128
      (digit, rest) = unit.dividingFullWidth(rest.multipliedFullWidth(by: 10))
      let (shifted, overflow) = quotient.multipliedReportingOverflow(by: 10)
      let (next, carry) = shifted.addingReportingOverflow(digit)
      if overflow || carry { return nil }
      (quotient, scale) = (next, scale + 1)
    }
    let rounded =
      scale > limit
      ? roundedOff(quotient, digits: scale - limit, hasMore: rest != 0)
      : Rounded(quotient: quotient, rest: Rest(rest, of: unit))
    return rounded.value(isNegative: (dividend < 0) != (divisor < 0), scale: min(scale, limit), rule)
  }

  /// The number rounded to so many digits after the point; unchanged to the letter if it has no more.
  ///
  /// ```swift
  /// FHIRDecimal("2.345").rounded(toFractionDigits: 2)  // 2.35
  /// FHIRDecimal("2.3").rounded(toFractionDigits: 2)    // 2.3
  /// FHIRDecimal("1250").rounded(toFractionDigits: -2)  // 1300
  /// ```
  ///
  /// Halves go away from zero unless another rule is given. Nil if the number is carried as text alone.
  public func rounded(
    toFractionDigits count: Int, _ rule: FloatingPointRoundingRule = .toNearestOrAwayFromZero
  ) -> FHIRDecimal? {
    guard let (coefficient, scale) = parts else { return nil }
    let limit = clamp(count)
    if scale <= limit { return self }
    return roundedOff(coefficient.magnitude, digits: scale - limit, hasMore: false)
      .value(isNegative: coefficient < 0, scale: limit, rule)
  }

  /// The number without what stands after its point; nil if it is carried as text alone.
  public func truncated() -> FHIRDecimal? { rounded(toFractionDigits: 0, .towardZero) }

  /// The largest integer that is not above the number; nil if it is carried as text alone.
  public func floor() -> FHIRDecimal? { rounded(toFractionDigits: 0, .down) }

  /// The smallest integer that is not below the number; nil if it is carried as text alone.
  public func ceiling() -> FHIRDecimal? { rounded(toFractionDigits: 0, .up) }
}

/// Keeps sums of scales far from overflow; all real scales lie within 32 bits.
private func clamp(_ digits: Int) -> Int { min(max(digits, -1 << 40), 1 << 40) }

/// How what was cut off stands to one unit of the last digit kept.
private enum Rest {
  case none
  case belowHalf
  case half
  case aboveHalf

  init(_ rest: UInt128, of unit: UInt128, hasMore: Bool = false) {
    // rest < unit, so that the difference does not underflow, where doubling might overflow.
    let complement = unit - rest
    if rest == 0 {
      self = hasMore ? .belowHalf : .none
    } else if rest == complement {
      self = hasMore ? .aboveHalf : .half
    } else {
      self = rest < complement ? .belowHalf : .aboveHalf
    }
  }
}

/// A quotient and what remained.
private struct Rounded {
  var quotient: UInt128
  var rest: Rest

  func value(isNegative: Bool, scale: Int, _ rule: FloatingPointRoundingRule) -> FHIRDecimal? {
    let (magnitude, overflow) = quotient.addingReportingOverflow(isRaised(isNegative, rule) ? 1 : 0)
    guard !overflow, let coefficient = Int128(exactly: magnitude) else { return nil }
    return FHIRDecimal(coefficient: isNegative ? -coefficient : coefficient, scale: scale)
  }

  private func isRaised(_ isNegative: Bool, _ rule: FloatingPointRoundingRule) -> Bool {
    if rest == .none { return false }
    return switch rule {
    case .towardZero: false
    case .awayFromZero: true
    case .up: !isNegative
    case .down: isNegative
    case .toNearestOrEven: rest == .aboveHalf || (rest == .half && !quotient.isMultiple(of: 2))
    case .toNearestOrAwayFromZero: rest != .belowHalf
    @unknown default: rest != .belowHalf
    }
  }
}

/// Cuts digits off the end; `hasMore` says that something that is not zero follows them.
private func roundedOff(_ number: UInt128, digits: Int, hasMore: Bool) -> Rounded {
  // No coefficient reaches half of 10^39; 10^38 is the largest power of ten that fits.
  guard digits <= 38, let unit = Int128(1).scaled(byPowerOfTen: digits)?.magnitude else {
    return Rounded(quotient: 0, rest: number == 0 && !hasMore ? .none : .belowHalf)
  }
  let (quotient, rest) = number.quotientAndRemainder(dividingBy: unit)
  return Rounded(quotient: quotient, rest: Rest(rest, of: unit, hasMore: hasMore))
}

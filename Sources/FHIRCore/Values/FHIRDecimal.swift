// FHIR's decimal: the text as written, and beside it an integer to calculate with.

/// A decimal number of the R4 type `decimal`, to the letter: `1.00` is not `1.0`.
///
/// ```swift
/// let dose: FHIRDecimal = "1.00"
/// dose.description            // 1.00
/// dose == "1.0"               // false: another text
/// dose.isEqual(to: "1.0")     // true: the same value
/// dose.adding("0.205")        // 1.205
/// ```
///
/// The text (the *lexeme*) is kept exactly, also `6.022e23` and `-0`, and is what gets written. Beside it stands the value as
/// an integer and a power of ten, `coefficient` × 10^-`scale`, for all numbers of up to 38 digits (leading zeros do not
/// count; some of 39 fit too). A longer number, or one with an exponent beyond 32 bits, is carried as text alone: it is
/// read, compared and written like any other, but arithmetic on it gives nil. No number ever goes through a `Double`.
///
/// That is why there is no floating-point literal: Swift would make a `Double` of `1.00` first, and the zeros would be lost.
/// Write `"1.00"`. An integer literal is exact. For the grammar, which is that of JSON, see
/// [datatypes](https://hl7.org/fhir/R4/datatypes.html#decimal).
///
/// It is not `Comparable`, for `<` would have to agree with `==`; see `Ordering`.
public struct FHIRDecimal: Sendable, Hashable, CustomStringConvertible {
  /// The number as written.
  public let lexeme: String
  /// Whether the number is too long to calculate with, and is carried as text alone.
  public let isTextOnly: Bool
  private let storedScale: Int32
  private let storedCoefficient: Int128

  /// Reads a number, or gives nil if it is none; `check(_:)` says why.
  public init?(lexeme: String) {
    guard let scanned = try? DecimalScan(lexeme.utf8.span) else { return nil }
    self.init(lexeme, scanned)
  }

  /// Reads a number from UTF-8, or says why it is none.
  public init(utf8 bytes: Span<UInt8>) throws(ValueFailure) {
    let scanned = try DecimalScan(bytes)
    self.init(String(ascii: bytes), scanned)
  }

  /// Makes a number of an integer.
  public init(_ integer: some BinaryInteger) {
    let lexeme = String(integer)
    self.init(lexeme: lexeme, coefficient: Int128(exactly: integer).flatMap { $0 == .min ? nil : $0 }, scale: 0)
  }

  /// Makes the number `coefficient` × 10^-`scale`, written with `scale` digits after the point.
  ///
  /// Where that would take more digits than can be calculated with, it is written with an exponent.
  ///
  /// ```swift
  /// FHIRDecimal(coefficient: 150, scale: 2)   // 1.50
  /// FHIRDecimal(coefficient: 15, scale: -1)   // 150
  /// FHIRDecimal(coefficient: 1, scale: -400)  // 1e400
  /// ```
  ///
  /// Nil for `Int128.min`, whose negation does not exist, and for scales beyond 32 bits.
  public init?(coefficient: Int128, scale: Int) {
    guard coefficient != .min, let short = Int32(exactly: scale) else { return nil }
    guard scale < 0 else {
      self.init(lexeme: decimalText(coefficient, scale: scale), coefficient: coefficient, scale: short)
      return
    }
    if let whole = coefficient.scaled(byPowerOfTen: -scale) {
      self.init(lexeme: String(whole), coefficient: whole, scale: 0)
    } else {
      self.init(lexeme: decimalText(coefficient, scale: scale), coefficient: coefficient, scale: short)
    }
  }

  private init(_ lexeme: String, _ scanned: DecimalScan) {
    self.init(lexeme: lexeme, coefficient: scanned.coefficient, scale: scanned.scale)
  }

  private init(lexeme: String, coefficient: Int128?, scale: Int32) {
    self.lexeme = lexeme
    isTextOnly = coefficient == nil
    storedCoefficient = coefficient ?? 0
    storedScale = scale
  }

  /// Says why a text in UTF-8 is not a decimal number, without an allocation.
  public static func check(_ bytes: Span<UInt8>) throws(ValueFailure) { _ = try DecimalScan(bytes) }

  /// The number without its point and exponent; nil if it is carried as text alone.
  public var coefficient: Int128? { isTextOnly ? nil : storedCoefficient }
  /// How many places the point stands to the left of the coefficient's end; nil if the number is carried as text alone.
  public var scale: Int? { isTextOnly ? nil : Int(storedScale) }
  /// The number as written.
  public var description: String { lexeme }

  /// What there is to calculate with.
  var parts: (coefficient: Int128, scale: Int)? { isTextOnly ? nil : (storedCoefficient, Int(storedScale)) }

  /// Whether both are written alike; `isEqual(to:)` goes by value.
  public static func == (left: FHIRDecimal, right: FHIRDecimal) -> Bool { left.lexeme == right.lexeme }

  /// Hashes the text.
  public func hash(into hasher: inout Hasher) { hasher.combine(lexeme) }
}

extension FHIRDecimal: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  /// Takes a literal of the program's source, such as `quantity.value = "1.00"`.
  ///
  /// - Precondition: The literal is a number. A bad one is a mistake in the program and stops it; text from outside goes
  ///   through `init(lexeme:)`, which gives nil, or `init(utf8:)`, which says why.
  public init(stringLiteral literal: String) {
    guard let value = FHIRDecimal(lexeme: literal) else {
      preconditionFailure("expected a decimal number in the literal \"\(literal)\"")
    }
    self = value
  }

  /// Takes an integer literal of the program's source, exactly.
  public init(integerLiteral literal: Int128) { self.init(literal) }
}

/// Writes coefficient × 10^-scale: plainly where the zeros are few, else with an exponent.
private func decimalText(_ coefficient: Int128, scale: Int) -> String {
  guard (0...64).contains(scale) else { return "\(coefficient)e\(-scale)" }
  if scale == 0 { return String(coefficient) }
  let digits = String(coefficient.magnitude)
  let missing = scale + 1 - digits.utf8.count
  let padded = missing > 0 ? String(repeating: "0", count: missing) + digits : digits
  let point = padded.utf8.count - scale
  return (coefficient < 0 ? "-" : "") + padded.prefix(point) + "." + padded.suffix(scale)
}

extension Int128 {
  /// This number with so many zeros behind it; nil where that does not fit.
  func scaled(byPowerOfTen power: Int) -> Int128? {
    if self == 0 || power == 0 { return self }
    guard power <= 38 else { return nil }
    var result = self
    for _ in 0..<power {
      let (next, overflow) = result.multipliedReportingOverflow(by: 10)
      if overflow || next == .min { return nil }
      result = next
    }
    return result
  }
}

// How a laboratory prints numbers and bounds.

internal import FHIRCore

/// The signs in which numbers are printed.
struct NumberFormat: Sendable {
  /// The decimal sign.
  var decimal: Character = "."
  /// What stands between groups of three digits, if anything may.
  var thousands: Character?
  /// Whether a plus sign, zeros that say nothing and a decimal sign at either end are part of a number, as in HL7 v2.
  var isWide = false

  /// The number as FHIR writes it, all digits kept; nil if the text is anything else.
  ///
  /// A group sign counts only where every group has three digits, so that `10.000` and `1.5` are not mixed up.
  func parse(_ text: some StringProtocol) -> String? {
    let signs = isWide ? narrow(Array(text.utf8)) : Array(text.utf8)
    let start = signs.first == UInt8(ascii: "-") ? 1 : 0
    guard let decimal = decimal.asciiValue else { return nil }
    let end = signs[start...].firstIndex(of: decimal) ?? signs.count
    guard let whole = whole(signs[start..<end]) else { return nil }
    var number = signs[..<start] + whole
    if end < signs.count {
      let fraction = signs[(end + 1)...]
      guard !fraction.isEmpty, fraction.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
      number.append(UInt8(ascii: "."))
      number += fraction
    }
    return (try? FHIRDecimal.check(number.span)) == nil ? nil : String(decoding: number, as: UTF8.self)
  }

  /// The number without what says nothing (HL7 v2.5.1, 2.A.47).
  private func narrow(_ signs: [UInt8]) -> [UInt8] {
    let (minus, zero) = (UInt8(ascii: "-"), UInt8(ascii: "0"))
    let isNegative = signs.first == minus
    var digits = isNegative || signs.first == UInt8(ascii: "+") ? signs.dropFirst() : signs[...]
    guard digits.contains(where: { $0 &- 0x30 < 10 }), digits.first != minus, let decimal = decimal.asciiValue else {
      return signs
    }
    digits = digits.drop { $0 == zero }
    if digits.last == decimal { digits = digits.dropLast() }
    if digits.isEmpty || digits.first == decimal { digits = [zero] + digits }
    return (isNegative ? [minus] : []) + digits
  }

  /// The digits before the decimal sign, without what stands between groups; nil if a group has not three of them.
  private func whole(_ signs: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let first = signs.first, first &- 0x30 < 10 else { return nil }
    if signs.allSatisfy({ $0 &- 0x30 < 10 }) { return signs }
    guard let thousands = thousands?.asciiValue else { return nil }
    let groups = signs.split(separator: thousands, omittingEmptySubsequences: false)
    guard groups.allSatisfy({ group in group.allSatisfy { $0 &- 0x30 < 10 } }), 1...3 ~= groups[0].count,
      groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { return nil }
    return Array(groups.joined())[...]
  }

  /// The text for a number as FHIR writes it, without groups.
  func written(_ number: String) -> String { number.replacing(".", with: String(decimal)) }

  /// A bound: R4's comparator and the number.
  ///
  /// Known are `<`, `<=`, `>`, `>=`, their signs and wide forms before the number, and 未満, 以下, 以上 and 超 behind it.
  func parseComparison(_ text: String) -> (comparator: String, number: String)? {
    for (sign, comparator) in Self.prefixes where text.hasPrefix(sign) {
      let rest = text.dropFirst(sign.count).drop { $0 == " " || $0 == "\u{3000}" }
      return parse(rest).map { (comparator, $0) }
    }
    for (sign, comparator) in Self.suffixes where text.hasSuffix(sign) {
      return parse(text.dropLast(sign.count)).map { (comparator, $0) }
    }
    return nil
  }

  private static let prefixes = [
    ("<=", "<="), (">=", ">="), ("<", "<"), (">", ">"), ("≦", "<="), ("≧", ">="), ("≤", "<="), ("≥", ">="), ("＜", "<"),
    ("＞", ">"),
  ]

  private static let suffixes = [("未満", "<"), ("以下", "<="), ("以上", ">="), ("超", ">")]
}

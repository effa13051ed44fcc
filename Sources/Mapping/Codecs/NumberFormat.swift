// How a laboratory prints numbers and bounds.

internal import FHIRCore

/// The signs in which numbers are printed.
struct NumberFormat: Sendable {
  /// The decimal sign.
  var decimal: Character = "."
  /// What stands between groups of three digits, if anything may.
  var thousands: Character?

  /// The number as FHIR writes it, all digits kept; nil if the text is anything else.
  ///
  /// A group sign counts only where every group has three digits, so that `10.000` and `1.5` are not mixed up.
  func parse(_ text: some StringProtocol) -> String? {
    var rest = Substring(text)
    let sign = rest.first == "-" ? "-" : ""
    rest = rest.dropFirst(sign.count)
    let parts = rest.split(separator: decimal, maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, var whole = Self.digits(first, or: thousands) else { return nil }
    if let thousands, first.contains(thousands) {
      let groups = first.split(separator: thousands, omittingEmptySubsequences: false)
      guard let head = groups.first, 1...3 ~= head.count, groups.dropFirst().allSatisfy({ $0.count == 3 }) else {
        return nil
      }
      whole = groups.joined()
    }
    var number = sign + whole
    if parts.count == 2 {
      guard let fraction = Self.digits(parts[1], or: nil) else { return nil }
      number += "." + fraction
    }
    return (try? FHIRDecimal.check(number.utf8.span)) == nil ? nil : number
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

  private static func digits(_ text: Substring, or sign: Character?) -> String? {
    guard let first = text.first, first.isASCII, first.isNumber,
      text.allSatisfy({ $0.isASCII && $0.isNumber || $0 == sign })
    else { return nil }
    return String(text)
  }
}

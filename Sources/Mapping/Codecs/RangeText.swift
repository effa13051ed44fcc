// A range as it is printed: 3,5 - 5,1.

internal import FHIRCore

/// Takes printed ranges apart and puts them together, the whole text or nothing.
enum RangeText {
  private static let separators = ["〜", "～", "~", "–", "—", "-"]

  /// The bounds that a text says; a bound that is no part of the range is none of FHIR's.
  static func parse(_ text: String, _ format: NumberFormat) -> (low: String?, high: String?)? {
    if let (comparator, number) = format.parseComparison(text) {
      switch comparator {
      case "<=": return (nil, number)
      case ">=": return (number, nil)
      default: return nil
      }
    }
    func trimmed(_ text: Substring) -> Substring {
      var text = text.drop { $0 == " " || $0 == "\u{3000}" }
      while let last = text.last, last == " " || last == "\u{3000}" { text = text.dropLast() }
      return text
    }
    for separator in separators {
      // A sign may be that of a number, so each place is tried; only one reading may be left.
      var readings: [(low: String, high: String)] = []
      for range in text.ranges(of: separator) {
        guard let low = format.parse(trimmed(text[..<range.lowerBound])),
          let high = format.parse(trimmed(text[range.upperBound...]))
        else { continue }
        readings.append((low, high))
      }
      // R4 has no range whose low end is above its high end.
      if readings.count == 1, isInOrder(readings[0]) { return readings[0] }
    }
    return nil
  }

  private static func isInOrder(_ bounds: (low: String, high: String)) -> Bool {
    guard let low = FHIRDecimal(lexeme: bounds.low), let high = FHIRDecimal(lexeme: bounds.high) else { return false }
    return low.compare(to: high) != .greater
  }

  static func written(_ low: String?, _ high: String?, _ format: NumberFormat) -> String? {
    switch (low, high) {
    case (let low?, let high?): "\(format.written(low))-\(format.written(high))"
    case (let low?, nil): ">=\(format.written(low))"
    case (nil, let high?): "<=\(format.written(high))"
    case (nil, nil): nil
    }
  }
}

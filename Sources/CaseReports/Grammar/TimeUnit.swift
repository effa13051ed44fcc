// The units in which a paper counts time.

/// A unit of time as a paper prints it; the raw value is the singular.
public enum TimeUnit: String, Hashable, Sendable, CaseIterable {
  /// Second.
  case second
  /// Minute.
  case minute
  /// Hour.
  case hour
  /// Day.
  case day
  /// Week.
  case week
  /// Month.
  case month
  /// Year.
  case year

  /// The UCUM code, which is also R4's code in Timing: `s`, `min`, `h`, `d`, `wk`, `mo`, `a`.
  public var code: String {
    switch self {
    case .second: "s"
    case .minute: "min"
    case .hour: "h"
    case .day: "d"
    case .week: "wk"
    case .month: "mo"
    case .year: "a"
    }
  }

  /// The unit with this UCUM code.
  public init?(code: String) {
    guard let unit = Self.allCases.first(where: { $0.code == code }) else { return nil }
    self = unit
  }

  /// Reads a singular or plural.
  init?(word: String) {
    guard let unit = Self(rawValue: word.hasSuffix("s") ? String(word.dropLast()) : word) else { return nil }
    self = unit
  }

  /// The number with the unit, in the singular for exactly one.
  func printed(after number: String) -> String { "\(number) \(rawValue)\(number == "1" ? "" : "s")" }
}

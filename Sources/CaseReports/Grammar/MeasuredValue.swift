// A measured value: `7.0 ng/mL`, `< 13 ng/mL`, `3 to 5 mg`, `1:640`, `7.40`.

/// A measured value as printed.
///
/// ```
/// value = [("<" | "<=" | ">" | ">=" | "≤" | "≥") " "] n [" " unit] | n " to " n [" " unit]
///         | [comparator " "] n ":" n
/// ```
///
/// Numbers keep their characters: `7.0` is not `7`. A number may be negative (`-2.5 mmol/L`). Whether a unit is one of
/// the unit table is not part of the grammar; the reader of case files checks it.
///
/// ```swift
/// try MeasuredValue("< 13 ng/mL").form  // .quantity(.less, "13", unit: "ng/mL")
/// ```
public struct MeasuredValue: CaseText {
  /// What a value says.
  public enum Form: CaseTextForm {
    /// A number, perhaps only a bound of it, with its unit as printed.
    case quantity(Comparator?, String, unit: String?)
    /// From one number to another.
    case range(low: String, high: String, unit: String?)
    /// A titre, perhaps only a bound of it: `1:640`, `< 1:40`.
    case ratio(Comparator?, String, String)

    /// The canonical text.
    public var printed: String {
      switch self {
      case .quantity(let comparator, let number, let unit):
        Self.printed(comparator) + number + (unit.map { " \($0)" } ?? "")
      case .range(let low, let high, let unit): "\(low) to \(high)" + (unit.map { " \($0)" } ?? "")
      case .ratio(let comparator, let numerator, let denominator):
        Self.printed(comparator) + "\(numerator):\(denominator)"
      }
    }

    private static func printed(_ comparator: Comparator?) -> String { comparator.map { "\($0.rawValue) " } ?? "" }

    /// The unit as printed.
    public var unit: String? {
      switch self {
      case .quantity(_, _, let unit), .range(_, _, let unit): unit
      case .ratio: nil
      }
    }
  }

  /// The number is only a bound; the raw value is R4's quantity-comparator.
  public enum Comparator: String, Hashable, Sendable, CaseIterable {
    /// Less than.
    case less = "<"
    /// Less than or equal to, also printed `≤`.
    case lessOrEqual = "<="
    /// Greater than.
    case greater = ">"
    /// Greater than or equal to, also printed `≥`.
    case greaterOrEqual = ">="
  }

  /// The text as printed.
  public let text: String
  /// What it says.
  public let form: Form

  /// Reads a value.
  public init(_ text: String) throws(CaseTextError) {
    var scanner = TextScanner(text)
    guard let form = Form(&scanner), scanner.isAtEnd else {
      throw CaseTextError(
        "expected a number with its unit, a titre or a range", hint: CaseHints.value(text), offset: scanner.position)
    }
    if case .range(let low, let high, _) = form, !DecimalOrder.isAscending(low, high) {
      throw CaseTextError("expected the smaller number first", hint: "write the range from low to high")
    }
    self.text = text
    self.form = form
  }

  /// Prints a value.
  public init(_ form: Form) {
    text = form.printed
    self.form = form
  }
}

extension MeasuredValue.Form {
  fileprivate init?(_ scanner: inout TextScanner) {
    if let comparator = Self.comparator(&scanner) {
      guard scanner.take(" "), let number = Self.number(&scanner) else { return nil }
      self =
        Self.denominator(&scanner).map { .ratio(comparator, number, $0) }
        ?? .quantity(comparator, number, unit: Self.unit(&scanner))
      return
    }
    guard let number = Self.number(&scanner) else { return nil }
    if let denominator = Self.denominator(&scanner) {
      self = .ratio(nil, number, denominator)
    } else if let high = scanner.attempt({ $0.take(" to ") ? Self.number(&$0) : nil }) {
      self = .range(low: number, high: high, unit: Self.unit(&scanner))
    } else {
      self = .quantity(nil, number, unit: Self.unit(&scanner))
    }
  }

  private static func denominator(_ scanner: inout TextScanner) -> String? {
    scanner.attempt { $0.take(":") ? $0.number() : nil }
  }

  private static func comparator(_ scanner: inout TextScanner) -> MeasuredValue.Comparator? {
    if scanner.take("<=") || scanner.take("≤") { return .lessOrEqual }
    if scanner.take(">=") || scanner.take("≥") { return .greaterOrEqual }
    if scanner.take("<") { return .less }
    return scanner.take(">") ? .greater : nil
  }

  /// A number with a sign; the minus of typesetters (U+2212) reads as a hyphen.
  private static func number(_ scanner: inout TextScanner) -> String? {
    scanner.attempt { scanner in
      let isNegative = scanner.take("-") || scanner.take("\u{2212}")
      return scanner.number().map { isNegative ? "-\($0)" : $0 }
    }
  }

  private static func unit(_ scanner: inout TextScanner) -> String? {
    scanner.attempt { scanner in PrintedUnit.read(&scanner) }
  }
}

/// A unit as printed, as far as a grammar can know it.
enum PrintedUnit {
  /// Reads a blank and all that is left, unless there is another blank before or behind it or two in a row.
  static func read(_ scanner: inout TextScanner) -> String? {
    guard scanner.take(" ") else { return nil }
    let unit = scanner.rest
    guard let first = unit.utf8.first, first != 0x20, unit.utf8.last != 0x20, !unit.contains("  ") else { return nil }
    return scanner.take(unit) ? unit : nil
  }
}

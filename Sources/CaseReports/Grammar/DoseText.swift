// A dose: `125 mg/day`, `20 mg/m2`, `5 to 10 mg`.

/// A dose as printed: `n [" to " n] " " unit ["/" ("minute" | "hour" | "day" | "week" | "month")]`.
///
/// Whether the unit is one of the unit table is not part of the grammar; the reader of case files checks it.
///
/// ```swift
/// try DoseText("125 mg/day").form  // DoseText.Form("125", unit: "mg", per: .day)
/// ```
public struct DoseText: CaseText {
  /// What a dose says.
  public struct Form: CaseTextForm {
    /// The number, or the lower bound of a range, to the letter.
    public var low: String
    /// The upper bound of a range, to the letter.
    public var high: String?
    /// The unit as printed, without the time.
    public var unit: String
    /// The time in which it is given.
    public var per: TimeUnit?

    /// Makes a dose.
    public init(_ low: String, to high: String? = nil, unit: String, per: TimeUnit? = nil) {
      self.low = low
      self.high = high
      self.unit = unit
      self.per = per
    }

    /// The canonical text.
    public var printed: String {
      low + (high.map { " to \($0)" } ?? "") + " \(unit)" + (per.map { "/\($0.rawValue)" } ?? "")
    }
  }

  /// The text as printed.
  public let text: String
  /// What it says.
  public let form: Form

  /// Reads a dose.
  public init(_ text: String) throws(CaseTextError) {
    var scanner = TextScanner(text)
    guard let form = Form(&scanner) else {
      throw CaseTextError(
        "expected a dose such as '125 mg/day'", hint: CaseHints.dose(text), offset: scanner.position)
    }
    if let high = form.high, !DecimalOrder.isAscending(form.low, high) {
      throw CaseTextError("expected the smaller number first", hint: "write the range from low to high")
    }
    self.text = text
    self.form = form
  }

  /// Prints a dose.
  public init(_ form: Form) {
    text = form.printed
    self.form = form
  }
}

extension DoseText.Form {
  private static let times: [TimeUnit] = [.minute, .hour, .day, .week, .month]

  fileprivate init?(_ scanner: inout TextScanner) {
    guard let low = scanner.number() else { return nil }
    self.low = low
    high = scanner.attempt { $0.take(" to ") ? $0.number() : nil }
    guard let unit = PrintedUnit.read(&scanner) else { return nil }
    per = Self.times.first { unit.hasSuffix("/\($0.rawValue)") }
    self.unit = per.map { String(unit.dropLast($0.rawValue.count + 1)) } ?? unit
    guard !self.unit.isEmpty else { return nil }
  }
}

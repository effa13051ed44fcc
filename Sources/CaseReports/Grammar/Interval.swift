// A length of time: `3 days`, `about 2 weeks`, `at least 1 to 2 months`.

/// A length of time as printed: `["about" | "at least" | "at most"] n ["to" n] unit`.
///
/// ```swift
/// try Interval("at least 1 week").form  // Interval.Form("1", .week, qualifier: .atLeast)
/// ```
public struct Interval: CaseText {
  /// What an interval says.
  public struct Form: CaseTextForm {
    /// A word that makes an interval less exact.
    public enum Qualifier: String, Hashable, Sendable, CaseIterable {
      /// Not exactly.
      case about
      /// This or longer.
      case atLeast = "at least"
      /// This or shorter.
      case atMost = "at most"
    }

    /// The word in front.
    public var qualifier: Qualifier?
    /// The number, or the lower bound of a range, to the letter.
    public var low: String
    /// The upper bound of a range, to the letter.
    public var high: String?
    /// The unit.
    public var unit: TimeUnit

    /// Makes an interval.
    public init(_ low: String, to high: String? = nil, _ unit: TimeUnit, qualifier: Qualifier? = nil) {
      self.qualifier = qualifier
      self.low = low
      self.high = high
      self.unit = unit
    }

    /// The canonical text.
    public var printed: String {
      let word = qualifier.map { "\($0.rawValue) " } ?? ""
      guard let high else { return word + unit.printed(after: low) }
      return "\(word)\(low) to \(unit.printed(after: high))"
    }
  }

  /// The text as printed.
  public let text: String
  /// What it says.
  public let form: Form

  /// Reads an interval.
  public init(_ text: String) throws(CaseTextError) {
    var scanner = TextScanner(text)
    guard let form = Form(&scanner), scanner.isAtEnd else {
      throw CaseTextError(
        "expected a length of time such as '3 days'", hint: CaseHints.interval(text), offset: scanner.position)
    }
    try form.checkOrder()
    self.text = text
    self.form = form
  }

  /// Prints an interval.
  public init(_ form: Form) {
    text = form.printed
    self.form = form
  }
}

extension Interval.Form {
  /// Reads an interval at the beginning of what is left; `nil` leaves the scanner where the interval stops fitting.
  init?(_ scanner: inout TextScanner) {
    qualifier = Qualifier.allCases.first { scanner.takeWord($0.rawValue) }
    guard let low = scanner.number() else { return nil }
    self.low = low
    high = scanner.attempt { $0.take(" to ") ? $0.number() : nil }
    let unit = scanner.attempt { $0.take(" ") ? $0.word().flatMap { TimeUnit(word: $0) } : nil }
    guard let unit else { return nil }
    self.unit = unit
  }

  func checkOrder() throws(CaseTextError) {
    guard let high, !DecimalOrder.isAscending(low, high) else { return }
    throw CaseTextError("expected the smaller number first", hint: "write the range from low to high")
  }
}

// How often a course is given: `every 3 weeks`.

/// How often a course is given, as printed: `"every" n ["to" n] unit`.
///
/// ```swift
/// try Cycle("every 3 weeks").form  // Cycle.Form("3", .week)
/// ```
public struct Cycle: CaseText {
  /// What a cycle says.
  public struct Form: CaseTextForm {
    /// The number, or the lower bound of a range, to the letter.
    public var low: String
    /// The upper bound of a range, to the letter.
    public var high: String?
    /// The unit.
    public var unit: TimeUnit

    /// Makes a cycle.
    public init(_ low: String, to high: String? = nil, _ unit: TimeUnit) {
      self.low = low
      self.high = high
      self.unit = unit
    }

    /// The canonical text.
    public var printed: String { "every \(Interval.Form(low, to: high, unit).printed)" }
  }

  /// The text as printed.
  public let text: String
  /// What it says.
  public let form: Form

  /// Reads a cycle.
  public init(_ text: String) throws(CaseTextError) {
    var scanner = TextScanner(text)
    guard scanner.takeWord("every"), let interval = Interval.Form(&scanner), interval.qualifier == nil,
      scanner.isAtEnd
    else {
      throw CaseTextError(
        "expected a cycle such as 'every 3 weeks'", hint: CaseHints.cycle(text), offset: scanner.position)
    }
    try interval.checkOrder()
    self.text = text
    form = Form(interval.low, to: interval.high, interval.unit)
  }

  /// Prints a cycle.
  public init(_ form: Form) {
    text = form.printed
    self.form = form
  }
}

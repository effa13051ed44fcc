// A moment counted from a named one: `T4`, `2 weeks after T1`, `during abiraterone`, `after 4 courses of ep`.

/// A moment counted from an anchor or an entry, as printed.
///
/// ```
/// time = anchor | [interval] ("after" | "before") anchor | "during" id | "after" n "courses of" id
/// ```
///
/// ```swift
/// try RelativeTime("2 weeks after T1").form  // .offset(Interval.Form("2", .week), .after, anchor: "T1")
/// ```
public struct RelativeTime: CaseText {
  /// What a time says.
  public enum Form: CaseTextForm {
    /// The anchor itself.
    case anchor(String)
    /// A while after or before an anchor; without an interval, how long is not known.
    case offset(Interval.Form?, Direction, anchor: String)
    /// While an entry lasted.
    case during(String)
    /// After a number of courses of a treatment.
    case afterCourses(String, of: String)

    /// The canonical text.
    public var printed: String {
      switch self {
      case .anchor(let anchor): anchor
      case .offset(let interval?, let direction, let anchor): "\(interval.printed) \(direction.rawValue) \(anchor)"
      case .offset(nil, let direction, let anchor): "\(direction.rawValue) \(anchor)"
      case .during(let id): "during \(id)"
      case .afterCourses(let count, let id): "after \(count) \(count == "1" ? "course" : "courses") of \(id)"
      }
    }

    /// The anchor that the time names, if it names one.
    public var anchor: String? {
      switch self {
      case .anchor(let anchor), .offset(_, _, let anchor): anchor
      case .during, .afterCourses: nil
      }
    }

    /// The entry that the time names, if it names one.
    public var entry: String? {
      switch self {
      case .during(let id), .afterCourses(_, let id): id
      case .anchor, .offset: nil
      }
    }
  }

  /// On which side of an anchor.
  public enum Direction: String, Hashable, Sendable, CaseIterable {
    /// Later.
    case after
    /// Earlier.
    case before
  }

  /// The text as printed.
  public let text: String
  /// What it says.
  public let form: Form

  /// Reads a time.
  public init(_ text: String) throws(CaseTextError) {
    form = try Form(text)
    self.text = text
  }

  /// Prints a time.
  public init(_ form: Form) {
    text = form.printed
    self.form = form
  }
}

extension RelativeTime.Form {
  /// Words that begin another kind of time and so cannot name an anchor.
  static let reservedWords: Set<String> = ["after", "before", "during", "about", "at"]

  init(_ text: String) throws(CaseTextError) {
    var scanner = TextScanner(text)
    guard let form = Self.read(&scanner), scanner.isAtEnd else {
      throw CaseTextError(
        "expected a time such as 'T1' or '2 weeks after T1'", hint: CaseHints.time(text), offset: scanner.position)
    }
    if case .offset(let interval?, _, _) = form { try interval.checkOrder() }
    self = form
  }

  private static func read(_ scanner: inout TextScanner) -> Self? {
    if scanner.takeWord("during") { return identifier(&scanner).map { .during($0) } }
    if let courses = scanner.attempt(courses) { return courses }
    for direction in RelativeTime.Direction.allCases where scanner.takeWord(direction.rawValue) {
      return identifier(&scanner).map { .offset(nil, direction, anchor: $0) }
    }
    if let anchor = scanner.attempt({ scanner in identifier(&scanner).flatMap { scanner.isAtEnd ? $0 : nil } }) {
      return .anchor(anchor)
    }
    guard let interval = Interval.Form(&scanner), scanner.take(" ") else { return nil }
    for direction in RelativeTime.Direction.allCases where scanner.takeWord(direction.rawValue) {
      return identifier(&scanner).map { .offset(interval, direction, anchor: $0) }
    }
    return nil
  }

  private static func courses(_ scanner: inout TextScanner) -> Self? {
    guard scanner.takeWord("after"), let count = scanner.number(), !count.contains("."), scanner.take(" ") else {
      return nil
    }
    guard scanner.takeWord("courses") || scanner.takeWord("course"), scanner.takeWord("of") else { return nil }
    return identifier(&scanner).map { .afterCourses(count, of: $0) }
  }

  private static func identifier(_ scanner: inout TextScanner) -> String? {
    scanner.attempt { scanner in
      scanner.word().flatMap { Identifier.isWord($0) && !reservedWords.contains($0) ? $0 : nil }
    }
  }
}

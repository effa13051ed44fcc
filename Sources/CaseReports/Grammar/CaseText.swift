// A text of a case file with a small strict grammar: the text is kept, its parsed form is computed.

/// A text of a case file that follows a small strict grammar.
///
/// The text is what is printed and what is stored; the form is computed from it, so that the two cannot disagree.
///
/// ```swift
/// let time = try RelativeTime("about 2 weeks after T1")
/// time.text  // about 2 weeks after T1
/// time.form  // .offset(Interval.Form("2", .week, qualifier: .about), .after, anchor: "T1")
/// RelativeTime(time.form).text  // about 2 weeks after T1
/// ```
///
/// Going through another format, carry the text beside the form only if printing the form that comes back does not
/// give the text again, and on the way back use it only if it still parses to what the other format says.
public protocol CaseText: Codable, Hashable, Sendable, CustomStringConvertible {
  /// The parsed form.
  associatedtype Form: CaseTextForm
  /// The text as printed.
  var text: String { get }
  /// What the text says.
  var form: Form { get }
  /// Reads a text.
  init(_ text: String) throws(CaseTextError)
  /// Prints a form in its canonical text.
  init(_ form: Form)
}

/// What a ``CaseText`` says.
public protocol CaseTextForm: Hashable, Sendable {
  /// The canonical text.
  var printed: String { get }
}

extension CaseText {
  /// Whether printing the form gives the text again.
  public var isCanonical: Bool { form.printed == text }

  /// The text.
  public var description: String { text }

  /// Reads the text from a string.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    do {
      try self.init(container.decode(String.self))
    } catch let error as CaseTextError {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: error.expected)
    }
  }

  /// Writes the text as a string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// Why a text does not follow its grammar; it never holds the text.
public struct CaseTextError: Error, Hashable, Sendable {
  /// What was expected, as the message of a diagnostic.
  public let expected: String
  /// How to mend the most likely mistake.
  public let hint: String?
  /// Where the text stops making sense, in bytes from its beginning.
  public let offset: Int

  package init(_ expected: String, hint: String? = nil, offset: Int = 0) {
    self.expected = expected
    self.hint = hint
    self.offset = offset
  }
}

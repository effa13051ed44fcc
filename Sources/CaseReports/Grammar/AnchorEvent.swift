// What an anchor is tied to: a visit, an entry, or the start or end of one.

/// The event that an anchor is tied to: `visit`, `start of X`, `end of X`, or `X`, where X is the id of an entry.
///
/// ```swift
/// try AnchorEvent("start of ep").form  // .start(of: "ep")
/// ```
public struct AnchorEvent: CaseText {
  /// What an event says.
  public enum Form: CaseTextForm {
    /// A visit that is no entry of the case.
    case visit
    /// The start of an entry.
    case start(of: String)
    /// The end of an entry.
    case end(of: String)
    /// An entry.
    case entry(String)

    /// The canonical text.
    public var printed: String {
      switch self {
      case .visit: "visit"
      case .start(let id): "start of \(id)"
      case .end(let id): "end of \(id)"
      case .entry(let id): id
      }
    }

    /// The entry that the event names, if it names one.
    public var entry: String? {
      switch self {
      case .visit: nil
      case .start(let id), .end(let id), .entry(let id): id
      }
    }
  }

  /// The text as printed.
  public let text: String
  /// What it says.
  public let form: Form

  /// Reads an event.
  public init(_ text: String) throws(CaseTextError) {
    var scanner = TextScanner(text)
    let side = ["start of ", "end of "].first { scanner.take($0) }
    let id = scanner.rest
    guard Identifier.isEntryID(id), side == nil || id != "visit" else {
      throw CaseTextError(
        "expected 'visit', the id of an entry, or 'start of' or 'end of' and the id of an entry",
        offset: scanner.position)
    }
    switch side {
    case "start of ": form = .start(of: id)
    case "end of ": form = .end(of: id)
    default: form = id == "visit" ? .visit : .entry(id)
    }
    self.text = text
  }

  /// Prints an event.
  public init(_ form: Form) {
    text = form.printed
    self.form = form
  }
}

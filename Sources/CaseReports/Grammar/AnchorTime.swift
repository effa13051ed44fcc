// Where an anchor lies: counted from another one, or at a printed date.

internal import FHIRCore

/// Where an anchor lies: a time, or a date or dateTime of FHIR with the precision that is printed.
///
/// ```swift
/// try AnchorTime("2018-03").form  // .date("2018-03")
/// try AnchorTime("after T0").form  // .time(.offset(nil, .after, anchor: "T0"))
/// ```
public struct AnchorTime: CaseText {
  /// What an anchor's time says.
  public enum Form: CaseTextForm {
    /// Counted from another anchor or an entry.
    case time(RelativeTime.Form)
    /// A FHIR date or dateTime, as printed.
    case date(String)

    /// The canonical text.
    public var printed: String {
      switch self {
      case .time(let time): time.printed
      case .date(let date): date
      }
    }
  }

  /// The text as printed.
  public let text: String
  /// What it says.
  public let form: Form

  /// Reads an anchor's time.
  public init(_ text: String) throws(CaseTextError) {
    if PrintedDate.looksLikeDate(text) {
      do {
        try FHIRDateTime.check(text.utf8.span)
      } catch {
        throw CaseTextError(
          "expected \(error.expected)", hint: CaseHints.date(text) ?? error.hint, offset: error.offset)
      }
      form = .date(text)
    } else {
      form = .time(try RelativeTime.Form(text))
    }
    self.text = text
  }

  /// Prints an anchor's time.
  public init(_ form: Form) {
    text = form.printed
    self.form = form
  }
}

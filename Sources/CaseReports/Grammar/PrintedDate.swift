// Tells what is meant as a date from other times.

/// Recognises what is meant as a date.
enum PrintedDate {
  /// Whether a text is meant as a date: four digits at the end or before `-`, `/`, `.`, `T` or `年`.
  static func looksLikeDate(_ text: String) -> Bool {
    let digits = text.prefix { ("0"..."9").contains($0) }
    guard digits.count == 4 else { return false }
    guard let next = text.dropFirst(4).first else { return true }
    return "-/.T年".contains(next)
  }
}

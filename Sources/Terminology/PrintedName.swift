// What may differ between a name as printed and its entry in a map.

/// The little that is forgiven when a name is looked up.
enum PrintedName {
  /// The name without blanks at its ends.
  static func trimmed(_ name: String) -> String {
    guard name.first?.isWhitespace == true || name.last?.isWhitespace == true else { return name }
    let start = name.drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }

  /// The name with a small first letter, if its first word is an ordinary one that begins a sentence.
  ///
  /// That is a capital letter and at least three small ones: `Prostate biopsy` and `Anti-nuclear antibody`, but not
  /// `PSA`, `Hb` or `IgG`, where the capital belongs to the name.
  static func withoutCapital(_ name: String) -> String? {
    let scalars = name.unicodeScalars
    guard let first = scalars.first, first.properties.isUppercase else { return nil }
    let word = scalars.dropFirst().prefix { $0.properties.isAlphabetic }
    guard word.count >= 3, word.allSatisfy(\.properties.isLowercase) else { return nil }
    return first.properties.lowercaseMapping + String(String.UnicodeScalarView(scalars.dropFirst()))
  }
}

// A text that is made of parts with texts between them.

/// Takes texts apart and puts them together.
enum SplitText {
  /// The parts of a text between the texts around them.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - frame: what stands before the first part, between each two and behind the last.
  /// - Returns: nil if the text is not made so, or a part is empty.
  static func parts(of text: String, between frame: [String]) -> [String]? {
    guard let start = frame.first, text.hasPrefix(start), let end = frame.last, text.hasSuffix(end) else { return nil }
    var rest = text.dropFirst(start.count).dropLast(end.count)
    var parts: [String] = []
    for separator in frame.dropFirst().dropLast() {
      guard !separator.isEmpty, let range = rest.firstRange(of: separator) else { return nil }
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    parts.append(String(rest))
    return parts.contains("") ? nil : parts
  }

  /// The first so many parts of a text with separators between them.
  static func parts(of text: String, count: Int, between separators: [String]) -> [String]? {
    parts(of: text, between: [""] + separators.prefix(count - 1) + [""])
  }
}

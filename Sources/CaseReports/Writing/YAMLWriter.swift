// Writes the common tree as YAML that every reader reads alike.

/// Writes YAML in block style; a list of short words stands in brackets on one line.
struct YAMLWriter {
  private static let width = 120
  private var text = ""

  /// The text of a tree.
  static func write(_ root: CaseNode) -> String {
    var writer = YAMLWriter()
    guard case .map(let members) = root.content else { return writer.scalar(root) + "\n" }
    for (number, member) in members.enumerated() {
      // A blank line before each part of the case, so that a reader finds it.
      if number > 0, writer.isList(member.value) || member.key == "subject" { writer.text += "\n" }
      writer.write(member, indent: 0)
    }
    return writer.text
  }

  private func isList(_ node: CaseNode) -> Bool {
    if case .list = node.content { true } else { false }
  }

  private mutating func write(_ member: CaseNode.Member, indent: Int) {
    let blanks = String(repeating: " ", count: indent)
    let key = PlainScalar.isSafe(member.key, inBrackets: true) ? member.key : PlainScalar.quoted(member.key)
    text += "\(blanks)\(key):"
    switch member.value.content {
    case .text: text += " \(scalar(member.value))\n"
    case .map(let members) where members.isEmpty: text += " {}\n"
    case .map(let members):
      text += "\n"
      for member in members { write(member, indent: indent + 2) }
    case .list(let items):
      if let line = inBrackets(items, room: Self.width - indent - key.utf8.count - 2) {
        text += " \(line)\n"
      } else {
        text += "\n"
        for item in items { write(item, indent: indent + 2) }
      }
    }
  }

  /// An item of a list: its first key stands on the line of the hyphen.
  private mutating func write(_ item: CaseNode, indent: Int) {
    let start = text.endIndex
    switch item.content {
    case .text:
      text += String(repeating: " ", count: indent) + "- \(scalar(item))\n"
    case .map(let members) where !members.isEmpty:
      for member in members { write(member, indent: indent + 2) }
      let hyphen = text.index(start, offsetBy: indent)
      text.replaceSubrange(hyphen..<text.index(hyphen, offsetBy: 2), with: "- ")
    case .map:
      text += String(repeating: " ", count: indent) + "- {}\n"
    case .list(let items):
      // Lists of lists do not occur in a case.
      text += String(repeating: " ", count: indent) + "- " + (inBrackets(items, room: .max) ?? "[]") + "\n"
    }
  }

  /// `[S1, S2]`, if all are words and there is room.
  private func inBrackets(_ items: [CaseNode], room: Int) -> String? {
    var words: [String] = []
    for item in items {
      guard case .text(let word, _) = item.content, !word.contains(" "), PlainScalar.isSafe(word, inBrackets: true)
      else { return nil }
      words.append(word)
    }
    let line = "[\(words.joined(separator: ", "))]"
    return line.utf8.count <= room ? line : nil
  }

  private func scalar(_ node: CaseNode) -> String {
    guard case .text(let text, let style) = node.content else { return "" }
    return style == .number || PlainScalar.isSafe(text) ? text : PlainScalar.quoted(text)
  }
}

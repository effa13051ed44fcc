// Looks through YAML before it is parsed, for what a case file must not have and what would cost too much to parse.

/// Finds anchors, aliases, tags, directives, tabs and deep nesting in YAML text.
///
/// An alias can make a small file mean a huge tree, and a parser that builds a tree recurses as deep as the file
/// nests, so both must be refused before the parser sees them. Neither is visible without reading tokens: `&` and `*`
/// are ordinary letters in the middle of a text, in quotes, in a block scalar and in the second line of a plain one.
/// This walks the text by the rules of libyaml's scanner, which Yams uses, but keeps nothing except where it is. What
/// is malformed otherwise is left to the parser to report.
struct YAMLTokens {
  /// What a case file must not have.
  enum Finding: Hashable {
    case anchor
    case alias
    case tag
    case directive
    case tab
    case depth
  }

  private(set) var findings: [(finding: Finding, offset: Int)] = []
  /// Where a comment that is not set off by a blank ends a text on its line, as in `tooth #14 extraction`; at most as
  /// many as findings.
  private(set) var cuts: [Int] = []

  private let bytes: [UInt8]
  private let depthLimit: Int
  private let limit: Int
  private var position = 0
  private var lineStart = 0
  /// How many `[` and `{` are open.
  private var flowLevel = 0
  /// The columns of the open block collections; the last is the current one.
  private var indents: [Int] = []
  /// Whether a key may begin here without `?`.
  private var mayBeginKey = true
  /// Where a key outside of `[]` and `{}` may have begun, as long as that is on this line.
  private var possibleKey: Int?

  /// Looks through a text; at most `limit` findings are kept.
  init(_ bytes: [UInt8], depthLimit: Int, limit: Int = 20) {
    self.bytes = bytes
    self.depthLimit = depthLimit
    self.limit = limit
    while findings.count < limit, skipToToken(), token() {}
  }

  private var column: Int { position - lineStart }
  private var indent: Int { indents.last ?? -1 }

  private func byte(_ ahead: Int = 0) -> UInt8 {
    position + ahead < bytes.count ? bytes[position + ahead] : 0
  }

  private func isBlank(_ ahead: Int = 0) -> Bool { byte(ahead) == 0x20 || byte(ahead) == 0x09 }

  /// The length of a line break in bytes, or 0 if there is none.
  ///
  /// YAML 1.1 knows NEL, LS and PS beside CR and LF.
  private func lineBreak(_ ahead: Int = 0) -> Int {
    switch byte(ahead) {
    case 0x0A: 1
    case 0x0D: byte(ahead + 1) == 0x0A ? 2 : 1
    case 0xC2: byte(ahead + 1) == 0x85 ? 2 : 0
    case 0xE2: byte(ahead + 1) == 0x80 && (byte(ahead + 2) == 0xA8 || byte(ahead + 2) == 0xA9) ? 3 : 0
    default: 0
    }
  }

  /// Whether a token that needs white space after it ends here.
  private func isBlankOrEnd(_ ahead: Int = 0) -> Bool {
    position + ahead >= bytes.count || isBlank(ahead) || lineBreak(ahead) > 0
  }

  private mutating func takeLineBreak() -> Bool {
    let length = lineBreak()
    guard length > 0 else { return false }
    position += length
    lineStart = position
    return true
  }

  private mutating func find(_ finding: Finding) { findings.append((finding, position)) }

  /// Skips white space and comments; false at the end of the text.
  private mutating func skipToToken() -> Bool {
    while position < bytes.count {
      while isBlank() {
        if byte() == 0x09 { find(.tab) }
        position += 1
      }
      if byte() == UInt8(ascii: "#") {
        while position < bytes.count, lineBreak() == 0 { position += 1 }
      }
      guard takeLineBreak() else { return position < bytes.count }
      if flowLevel == 0 {
        mayBeginKey = true
        possibleKey = nil
      }
    }
    return false
  }

  /// Walks over a token; false when nothing after it matters.
  private mutating func token() -> Bool {
    if flowLevel == 0 {
      while indent > column { indents.removeLast() }
    }
    if column == 0, byte() == UInt8(ascii: "%") {
      find(.directive)
      while position < bytes.count, lineBreak() == 0 { position += 1 }
      return true
    }
    if isDocumentMarker {
      indents = []
      mayBeginKey = false
      possibleKey = nil
      position += 3
      return true
    }
    switch byte() {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      beginNode()
      flowLevel += 1
      mayBeginKey = true
      position += 1
      return checkDepth()
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      flowLevel = max(0, flowLevel - 1)
      mayBeginKey = false
      position += 1
    case UInt8(ascii: ","):
      mayBeginKey = true
      position += 1
    case UInt8(ascii: "-") where isBlankOrEnd(1): return blockIndicator()
    case UInt8(ascii: "?") where flowLevel > 0 || isBlankOrEnd(1): return blockIndicator()
    case UInt8(ascii: ":") where flowLevel > 0 || isBlankOrEnd(1): return valueIndicator()
    case UInt8(ascii: "&"): property(.anchor)
    case UInt8(ascii: "*"): property(.alias)
    case UInt8(ascii: "!"): property(.tag)
    case UInt8(ascii: "|") where flowLevel == 0, UInt8(ascii: ">") where flowLevel == 0: blockScalar()
    case UInt8(ascii: "'"), UInt8(ascii: "\""): quotedScalar()
    case UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "%"): return false
    default: plainScalar()
    }
    return true
  }

  private var isDocumentMarker: Bool {
    guard column == 0, isBlankOrEnd(3) else { return false }
    return bytes[position...].starts(with: "---".utf8) || bytes[position...].starts(with: "...".utf8)
  }

  private mutating func checkDepth() -> Bool {
    guard flowLevel + indents.count > depthLimit else { return true }
    find(.depth)
    return false
  }

  private mutating func beginNode() {
    if flowLevel == 0, mayBeginKey { possibleKey = position }
    mayBeginKey = false
  }

  private mutating func openBlock(at column: Int) -> Bool {
    guard flowLevel == 0, column > indent else { return true }
    indents.append(column)
    return checkDepth()
  }

  private mutating func blockIndicator() -> Bool {
    guard openBlock(at: column) else { return false }
    if flowLevel == 0 { possibleKey = nil }
    mayBeginKey = true
    position += 1
    return true
  }

  private mutating func valueIndicator() -> Bool {
    if flowLevel == 0 {
      // libyaml gives up a key that is longer than 1,024 characters; it is then an error of the parser.
      guard openBlock(at: possibleKey.map { $0 - lineStart } ?? column) else { return false }
      mayBeginKey = possibleKey == nil
      possibleKey = nil
    }
    position += 1
    return true
  }

  private mutating func property(_ finding: Finding) {
    beginNode()
    find(finding)
    position += 1
    while !isBlankOrEnd(), flowLevel == 0 || !isFlowIndicator() { position += 1 }
  }

  private func isFlowIndicator() -> Bool { ",[]{}".utf8.contains(byte()) }

  private mutating func quotedScalar() {
    beginNode()
    let quote = byte()
    position += 1
    while position < bytes.count {
      if byte() == quote {
        position += 1
        guard quote == UInt8(ascii: "'"), byte() == quote else { return }
        position += 1
      } else if byte() == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        position += 1
        if position < bytes.count, !takeLineBreak() { position += 1 }
      } else if takeLineBreak() {
        if flowLevel == 0 { possibleKey = nil }
      } else {
        position += 1
      }
    }
  }

  private mutating func plainScalar() {
    beginNode()
    let required = indent + 1
    while true {
      if isDocumentMarker || byte() == UInt8(ascii: "#") { return }
      while !isBlankOrEnd() {
        if byte() == UInt8(ascii: ":"), isBlankOrEnd(1) { return }
        if flowLevel > 0, isFlowIndicator() { return }
        position += 1
      }
      guard position < bytes.count else { return }
      let line = lineStart
      while isBlank() || lineBreak() > 0 {
        if byte() == 0x09 { find(.tab) }
        if takeLineBreak() {
          mayBeginKey = true
          if flowLevel == 0 { possibleKey = nil }
        } else {
          position += 1
        }
      }
      if byte() == UInt8(ascii: "#"), !isBlankOrEnd(1), line == lineStart, cuts.count < limit { cuts.append(position) }
      if flowLevel == 0, column < required { return }
    }
  }

  private mutating func blockScalar() {
    possibleKey = nil
    mayBeginKey = true
    position += 1
    var content = 0
    for _ in 0..<2 {
      if byte() == UInt8(ascii: "+") || byte() == UInt8(ascii: "-") {
        position += 1
      } else if (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(byte()) {
        content = max(indent, 0) + Int(byte() - UInt8(ascii: "0"))
        position += 1
      }
    }
    while position < bytes.count, lineBreak() == 0 { position += 1 }
    _ = takeLineBreak()
    skipBlockIndentation(&content)
    while column == content, position < bytes.count {
      while position < bytes.count, lineBreak() == 0 { position += 1 }
      _ = takeLineBreak()
      skipBlockIndentation(&content)
    }
  }

  /// Skips indentation and empty lines, and finds out how far the content is indented if that is not known yet.
  private mutating func skipBlockIndentation(_ content: inout Int) {
    var deepest = 0
    while true {
      while content == 0 || column < content, byte() == 0x20 { position += 1 }
      deepest = max(deepest, column)
      guard takeLineBreak() else { break }
    }
    if content == 0 { content = max(deepest, indent + 1, 1) }
  }
}

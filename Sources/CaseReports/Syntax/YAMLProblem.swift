// Yams' messages quote the source; here they become words of our own.

internal import Yams

/// What is wrong with YAML, in words that repeat nothing of the file.
struct YAMLProblem {
  let expected: String
  let hint: String?

  init(_ expected: String, hint: String? = nil) {
    self.expected = expected
    self.hint = hint
  }

  /// Translates the fixed texts of libyaml.
  init(_ problem: String, context: String?) {
    let found = Self.table.first { $0.problem == problem && ($0.context == nil || $0.context == context) }
    self = found?.meaning ?? YAMLProblem("expected YAML")
  }

  /// What was most likely meant, seen from the line of the problem and the one before.
  ///
  /// YAML takes most slips for a text that goes on, and notices only later that something is wrong.
  static func slip(in bytes: [UInt8], before offset: Int, _ problem: String) -> YAMLProblem? {
    guard
      problem.hasPrefix("did not find expected") || problem.hasPrefix("could not find expected")
        || problem == "mapping values are not allowed in this context"
    else { return nil }
    let lineStart = bytes[..<min(offset, bytes.count)].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let before = bytes[lineStart..<min(offset, bytes.count)]
    if problem.hasPrefix("did not find expected"), let last = before.last(where: { $0 != 0x20 }),
      last == UInt8(ascii: "\"") || last == UInt8(ascii: "'"),
      before.contains(where: { $0 != 0x20 && $0 != last })
    {
      return YAMLProblem(
        "expected nothing after the closing quote",
        hint: "put quotes round the whole text, \" inside as \\\", or begin it with another word")
    }
    let lineEnd = bytes[lineStart...].firstIndex(of: 0x0A) ?? bytes.count
    let previousStart = bytes[..<max(lineStart - 1, 0)].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    for line in [bytes[lineStart..<lineEnd], bytes[previousStart..<max(lineStart - 1, previousStart)]] {
      let content = line.drop { $0 == 0x20 }
      if content.first == UInt8(ascii: "-"), let next = content.dropFirst().first, Identifier.isAlphanumeric(next) {
        return YAMLProblem("expected a blank after '-'")
      }
      let word = content.prefix { Identifier.isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
      let rest = content.dropFirst(word.count)
      if let first = word.first, !(0x30...0x39).contains(first), rest.first == UInt8(ascii: ":"),
        let next = rest.dropFirst().first, next > 0x20
      {
        return YAMLProblem("expected a blank after ':'")
      }
      if !word.isEmpty, rest.starts(with: "：".utf8) {
        return YAMLProblem("expected ': ' after a key", hint: "the colon is full-width; write ':' and a blank")
      }
    }
    return nil
  }

  private static let quotes = "a text with ': ' or ' #', or that begins with a sign such as '[' or '*', needs quotes"

  private static let table: [(problem: String, context: String?, meaning: YAMLProblem)] = [
    (
      "mapping values are not allowed in this context", nil,
      YAMLProblem("expected one key on this line, found a second ': '", hint: quotes)
    ),
    (
      "could not find expected ':'", nil,
      YAMLProblem("expected ': ' after a key", hint: "a text over several lines is indented further than its key")
    ),
    (
      "did not find expected ',' or '}'", nil,
      YAMLProblem("expected ',' or '}'", hint: "inside {} a text with ',', '[', ']', '{', '}' or ': ' needs quotes")
    ),
    (
      "did not find expected ',' or ']'", nil,
      YAMLProblem("expected ',' or ']'", hint: "inside [] a text with ',', '[', ']', '{', '}' or ': ' needs quotes")
    ),
    (
      "did not find expected '-' indicator", nil,
      YAMLProblem(
        "expected '- ', or a key exactly below the one before",
        hint: "the keys of an entry stand exactly below each other, and so do the '- ' of a list")
    ),
    (
      "did not find expected key", nil,
      YAMLProblem(
        "expected a key", hint: "the keys of an entry stand exactly below each other")
    ),
    (
      "block sequence entries are not allowed in this context", nil,
      YAMLProblem("expected no '- ' here", hint: "a list begins on the line after its key")
    ),
    ("mapping keys are not allowed in this context", nil, YAMLProblem("expected no '? ' here", hint: quotes)),
    ("found unexpected end of stream", nil, YAMLProblem("expected a second quote that closes this one")),
    (
      "found unexpected document indicator", nil, YAMLProblem("expected a second quote that closes this one")
    ),
    ("found character that cannot start any token", nil, YAMLProblem("expected a text", hint: quotes)),
    (
      "found unknown escape character", nil,
      YAMLProblem(
        "expected an escape that YAML knows", hint: "write \\\\ for a backslash, or put the text in single quotes")
    ),
    (
      "did not find expected hexdecimal number", nil,
      YAMLProblem("expected hexadecimal digits after the escape", hint: "write \\\\ for a backslash")
    ),
    (
      "found invalid Unicode character escape code", nil,
      YAMLProblem("expected the escape of a Unicode character", hint: "write the character itself")
    ),
    (
      "did not find expected comment or line break", nil,
      YAMLProblem(
        "expected the text to begin on the next line", hint: "a text that begins with '|' or '>' needs quotes")
    ),
    (
      "found unexpected ':'", nil,
      YAMLProblem("expected a blank after ':'", hint: "inside {} and [] a text with ':' needs quotes")
    ),
    (
      "found a tab character that violates indentation", nil, YAMLProblem("expected blanks, found a tab")
    ),
    (
      "found a tab character where an indentation space is expected", nil,
      YAMLProblem("expected blanks, found a tab")
    ),
    (
      "found an indentation indicator equal to 0", nil,
      YAMLProblem("expected an indentation from 1 to 9 after '|' or '>'")
    ),
    ("did not find expected node content", nil, YAMLProblem("expected a text, a list or keys", hint: quotes)),
    ("did not find expected <document start>", nil, YAMLProblem("expected the end of the file", hint: quotes)),
  ]
}

// A Swift file without its comments and string literals, so that a word in prose is not taken for code.

/// The code of a Swift file.
struct SwiftSource {
  let path: String
  /// The file as it is.
  let text: String
  /// The file without comments and the content of string literals; the lines stay in place.
  let code: String

  init(_ path: String) throws {
    self.path = path
    text = try Repository.text(path)
    code = Self.code(of: text)
  }

  /// All files written by hand below `Sources`.
  static func written() throws -> [SwiftSource] {
    try Repository.files(below: "Sources", ending: ".swift").filter { !$0.contains("/Generated/") }.map {
      try SwiftSource($0)
    }
  }

  /// The target that the file belongs to.
  var target: String { String(path.split(separator: "/")[1]) }

  /// The modules that the file imports.
  var imports: Set<String> {
    Set(
      code.split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(of: "import"), index < 3, words.count > index + 1 else { return nil }
        let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        let module = kinds.contains(words[index + 1]) ? words.last : words[index + 1]
        return module.map { String($0.prefix { $0 != "." }) }
      })
  }

  /// Whether the code has this word, not only as a part of a longer one.
  func hasWord(_ wanted: String) -> Bool { words.contains(wanted) }

  /// The identifiers and keywords of the code.
  var words: Set<String> {
    Set(code.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
  }

  private static func code(of text: String) -> String {
    var output = ""
    var rest = Substring(text)
    while let character = rest.first {
      if rest.hasPrefix("//") {
        rest = rest.drop { $0 != "\n" }
      } else if rest.hasPrefix("/*") {
        rest = skip(rest, to: "*/", keepingLinesIn: &output)
      } else if let literal = Literal(rest) {
        output += "\""
        rest = skip(
          rest.dropFirst(literal.opening.count), to: literal.closing, escaped: literal.escape, keepingLinesIn: &output)
        output += "\""
      } else {
        output.append(character)
        rest = rest.dropFirst()
      }
    }
    return output
  }

  /// How a string literal begins and ends.
  private struct Literal {
    let opening: String
    let closing: String
    let escape: String

    init?(_ text: Substring) {
      let hashes = String(text.prefix { $0 == "#" })
      let quotes = text.dropFirst(hashes.count)
      let quote = quotes.hasPrefix("\"\"\"") ? "\"\"\"" : "\""
      guard quotes.hasPrefix(quote) else { return nil }
      opening = hashes + quote
      closing = quote + hashes
      escape = "\\" + hashes
    }
  }

  private static func skip(
    _ text: Substring, to end: String, escaped: String? = nil, keepingLinesIn output: inout String
  ) -> Substring {
    var rest = text
    while let character = rest.first {
      if rest.hasPrefix(end) { return rest.dropFirst(end.count) }
      if let escaped, rest.hasPrefix(escaped) {
        rest = rest.dropFirst(escaped.count + 1)
        continue
      }
      if character == "\n" { output.append(character) }
      rest = rest.dropFirst()
    }
    return rest
  }
}

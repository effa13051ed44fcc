// A Swift file without its comments and string literals, so that a word in prose is not taken for code.

import TestSupport

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
    words = Set(
      code.utf8.split { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...,
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          false
        default: true
        }
      }.map { String(Substring($0)) })
  }

  /// All files written by hand below `Sources`.
  static func written() throws -> [SwiftSource] { try all.get() }

  /// Read once for all tests.
  private static let all = Result {
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
  let words: Set<String>

  private static func code(of text: String) -> String {
    let bytes = Array(text.utf8)
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      if bytes[at...].starts(with: "//".utf8) {
        at = bytes[at...].firstIndex(of: newline) ?? bytes.count
      } else if bytes[at...].starts(with: "/*".utf8) {
        at = skip(bytes, from: at, to: Array("*/".utf8), keepingLinesIn: &output)
      } else if let literal = Literal(bytes[at...]) {
        output.append(quote)
        at = skip(
          bytes, from: at + literal.opening, to: literal.closing, escape: literal.escape, keepingLinesIn: &output)
        output.append(quote)
      } else {
        output.append(bytes[at])
        at += 1
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static let newline = UInt8(ascii: "\n")
  private static let quote = UInt8(ascii: "\"")

  /// How a string literal begins and ends.
  private struct Literal {
    let opening: Int
    let closing: [UInt8]
    let escape: [UInt8]

    init?(_ text: ArraySlice<UInt8>) {
      guard let first = text.first, first == quote || first == UInt8(ascii: "#") else { return nil }
      let hashes = Array(text.prefix { $0 == UInt8(ascii: "#") })
      let rest = text.dropFirst(hashes.count)
      guard rest.first == quote else { return nil }
      let quotes = [UInt8](repeating: quote, count: rest.starts(with: "\"\"\"".utf8) ? 3 : 1)
      opening = hashes.count + quotes.count
      closing = quotes + hashes
      escape = [UInt8(ascii: "\\")] + hashes
    }
  }

  /// Where the text goes on after `end`; an escape hides the byte behind it.
  private static func skip(
    _ bytes: [UInt8], from start: Int, to end: [UInt8], escape: [UInt8] = [], keepingLinesIn output: inout [UInt8]
  ) -> Int {
    var at = start
    while at < bytes.count {
      if bytes[at...].starts(with: end) { return at + end.count }
      if !escape.isEmpty, bytes[at...].starts(with: escape) {
        at += escape.count + 1
        continue
      }
      if bytes[at] == newline { output.append(newline) }
      at += 1
    }
    return at
  }
}

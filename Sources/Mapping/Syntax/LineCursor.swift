// Goes through the text of one line.

internal import FHIRCore

/// A place in a line.
struct LineCursor {
  private let line: OutlineLine
  private let file: String
  private var at = 0

  init(_ line: OutlineLine, file: String) {
    self.line = line
    self.file = file
  }

  var position: MappingPosition {
    MappingPosition(line: line.position.line, column: line.position.column + at)
  }

  var isAtEnd: Bool { at == line.text.count }

  /// The byte that comes next; nil at the end.
  var next: UInt8? { at < line.text.count ? line.text[at] : nil }

  func fault(_ message: String, hint: String? = nil) -> Diagnostic {
    Diagnostic(
      MappingRule.syntax, message, at: Place(file: file, line: position.line, column: position.column), hint: hint)
  }

  mutating func skipBlanks() {
    while next == 0x20 { at += 1 }
  }

  /// Takes a sign, if it comes next.
  mutating func take(_ text: String) -> Bool {
    guard line.text[at...].starts(with: text.utf8) else { return false }
    at += text.utf8.count
    return true
  }

  /// Takes a word of the language, if it comes next and ends there.
  mutating func takeWord(_ word: String) -> Bool {
    let before = at
    guard take(word) else { return false }
    if let next, Self.isName(next) || next == UInt8(ascii: ".") {
      at = before
      return false
    }
    skipBlanks()
    return true
  }

  mutating func expect(_ text: String, _ what: String) throws(Diagnostic) {
    guard take(text) else { throw fault("expected \(what)") }
  }

  /// A name: letters, digits, `_`, `-`, `:` and everything beyond ASCII; with dots where they belong to names.
  mutating func name(_ what: String, withDots: Bool = false) throws(Diagnostic) -> String {
    let start = at
    while let next, Self.isName(next) || withDots && next == UInt8(ascii: ".") { at += 1 }
    guard at > start else { throw fault("expected \(what)") }
    return String(decoding: line.text[start..<at], as: UTF8.self)
  }

  /// A text in quotes, in which a quote is written twice.
  mutating func quoted() throws(Diagnostic) -> String {
    guard take("\"") else { throw fault("expected a text in quotes") }
    var bytes: [UInt8] = []
    while let byte = next {
      at += 1
      guard byte == UInt8(ascii: "\"") else {
        bytes.append(byte)
        continue
      }
      guard take("\"") else { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
    throw fault("expected a quote behind the text")
  }

  /// A text in quotes, or everything up to a blank.
  mutating func word(_ what: String) throws(Diagnostic) -> String {
    if next == UInt8(ascii: "\"") { return try quoted() }
    let start = at
    while let next, next != 0x20 { at += 1 }
    guard at > start else { throw fault("expected \(what)") }
    return String(decoding: line.text[start..<at], as: UTF8.self)
  }

  /// Everything up to one of some signs, or the end, without blanks at its end.
  mutating func text(upTo signs: String) -> String {
    let start = at
    var isQuoted = false
    while let next, isQuoted || !signs.utf8.contains(next) {
      if next == UInt8(ascii: "\"") { isQuoted.toggle() }
      at += 1
    }
    let bytes = line.text[start..<at]
    return String(decoding: bytes.dropLast(bytes.reversed().prefix { $0 == 0x20 }.count), as: UTF8.self)
  }

  mutating func number() -> Int? {
    let start = at
    while let next, UInt8(ascii: "0")...UInt8(ascii: "9") ~= next, at - start < 9 { at += 1 }
    return Int(String(decoding: line.text[start..<at], as: UTF8.self))
  }

  mutating func expectEnd() throws(Diagnostic) {
    skipBlanks()
    guard isAtEnd else { throw fault("expected the end of the line") }
  }

  private static func isName(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte &- 48 < 10 || (byte | 0x20) &- 97 < 26 || "_-:".utf8.contains(byte)
  }
}

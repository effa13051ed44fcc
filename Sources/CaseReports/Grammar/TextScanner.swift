// Reads the pieces that the grammars of case files are made of.

/// A cursor over a short text.
///
/// Blanks are single spaces. Nothing is skipped silently, so what a grammar accepts is exactly what it says.
struct TextScanner {
  let text: String
  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
  }

  var isAtEnd: Bool { position == bytes.count }

  /// Everything that has not been read.
  var rest: String { String(decoding: bytes[position...], as: UTF8.self) }

  /// Reads exactly these characters, or nothing.
  mutating func take(_ literal: String) -> Bool {
    let wanted = literal.utf8
    guard bytes[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  /// Reads this word if a blank or the end follows it; the blank is read too.
  mutating func takeWord(_ word: String) -> Bool {
    let start = position
    guard take(word) else { return false }
    if isAtEnd { return true }
    guard take(" ") else {
      position = start
      return false
    }
    return true
  }

  /// Reads a number: digits, and after a point more digits; no sign, no zero in front of another digit.
  mutating func number() -> String? {
    var end = position
    func isDigit(_ index: Int) -> Bool { index < bytes.count && (0x30...0x39).contains(bytes[index]) }
    while isDigit(end) { end += 1 }
    guard end > position else { return nil }
    if bytes[position] == 0x30, end - position > 1 { return nil }
    if end < bytes.count, bytes[end] == UInt8(ascii: "."), isDigit(end + 1) {
      end += 1
      while isDigit(end) { end += 1 }
    }
    defer { position = end }
    return String(decoding: bytes[position..<end], as: UTF8.self)
  }

  /// Reads up to the next blank or the end.
  mutating func word() -> String? {
    let end = bytes[position...].firstIndex(of: UInt8(ascii: " ")) ?? bytes.count
    guard end > position else { return nil }
    defer { position = end }
    return String(decoding: bytes[position..<end], as: UTF8.self)
  }

  /// Runs a piece of a grammar and goes back to where it began if it does not fit.
  mutating func attempt<Piece>(_ piece: (inout TextScanner) -> Piece?) -> Piece? {
    let start = position
    if let found = piece(&self) { return found }
    position = start
    return nil
  }
}

/// Compares two numbers of a case file by value, of any length, with their signs.
enum DecimalOrder {
  static func isAscending(_ low: String, _ high: String) -> Bool {
    switch (low.hasPrefix("-"), high.hasPrefix("-")) {
    case (false, false): isAscending(unsigned: low[...], high[...])
    case (true, true): isAscending(unsigned: high.dropFirst(), low.dropFirst())
    case (true, false): true
    case (false, true): false
    }
  }

  private static func isAscending(unsigned low: Substring, _ high: Substring) -> Bool {
    let (a, b) = (parts(low), parts(high))
    if a.whole.utf8.count != b.whole.utf8.count { return a.whole.utf8.count < b.whole.utf8.count }
    if a.whole != b.whole { return a.whole < b.whole }
    return a.fraction <= b.fraction
  }

  private static func parts(_ number: Substring) -> (whole: Substring, fraction: Substring) {
    let pieces = number.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let whole = pieces[0].drop { $0 == "0" }
    var fraction = pieces.count > 1 ? pieces[1] : ""
    while fraction.last == "0" { fraction.removeLast() }
    return (whole, fraction)
  }
}

// A line as it is shown: as it is, or with each value as `…`.

internal import FHIRCore

/// One character of a line as it is shown, or what stands for a value.
struct LineCell: Sendable, Hashable {
  /// What is shown.
  let text: String
  /// The byte of the line that it begins at.
  let offset: Int

  private static let value = "…"

  /// A line as it is, control characters made visible; nil if it is no UTF-8.
  static func verbatim(_ line: ArraySlice<UInt8>) -> [LineCell]? {
    guard let text = String(validating: line, as: UTF8.self) else { return nil }
    var cells: [LineCell] = []
    var offset = 0
    for character in text {
      cells.append(LineCell(text: character == "\t" ? " " : printable(String(character)), offset: offset))
      offset += character.utf8.count
    }
    return cells
  }

  /// A line of JSON without its values; nil if it is not made of whole tokens in an order that JSON has.
  ///
  /// A text with a line break or a quotation mark in it, which JSON does not allow, gives a line that is not.
  static func maskedJSON(_ line: ArraySlice<UInt8>) -> [LineCell]? {
    var cursor = LineCursor(line)
    // What comes before a name is a brace, a comma or the line's start.
    var mayBeName = true
    while let byte = cursor.next {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): cursor.take()
      case UInt8(ascii: "{"), UInt8(ascii: ","):
        cursor.take()
        mayBeName = true
      case UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ":"):
        cursor.take()
        mayBeName = false
      case UInt8(ascii: "\""):
        guard let end = cursor.endOfString else { return nil }
        let following = cursor.byteAfterBlanks(from: end)
        guard following.map({ Array("}],:".utf8).contains($0) }) ?? true else { return nil }
        if following == UInt8(ascii: ":") {
          guard mayBeName, cursor.takeName(quotedThrough: end) else { return nil }
        } else {
          cursor.mask(quotedThrough: end)
        }
        mayBeName = false
      default:
        let end = cursor.end { !Array(" \t{}[]:,\"".utf8).contains($0) }
        let following = cursor.byteAfterBlanks(from: end)
        guard cursor.isNumberOrLiteral(to: end), following.map({ Array("}],".utf8).contains($0) }) ?? true
        else { return nil }
        cursor.mask(to: end)
        mayBeName = false
      }
    }
    return cursor.cells
  }

  /// A line of XML that begins outside of a tag, without its values; nil if it has more than tags and text.
  static func maskedXML(_ line: ArraySlice<UInt8>) -> [LineCell]? {
    var cursor = LineCursor(line)
    while cursor.next != nil {
      if cursor.next != UInt8(ascii: "<") {
        cursor.takeBlanks()
        let end = cursor.end { $0 != UInt8(ascii: "<") }
        if end > cursor.position { cursor.mask(to: end) }
        continue
      }
      cursor.take()
      if cursor.next == UInt8(ascii: "/") { cursor.take() }
      guard cursor.takeName() else { return nil }
      while true {
        cursor.takeBlanks()
        guard let byte = cursor.next else { return cursor.cells }
        if byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">") {
          cursor.take()
          if byte == UInt8(ascii: ">") { break }
          continue
        }
        guard cursor.takeName(), cursor.next == UInt8(ascii: "=") else { return nil }
        cursor.take()
        guard let quote = cursor.next, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
        guard let end = cursor.endOfQuoted(by: quote) else { return nil }
        cursor.mask(quotedThrough: end)
      }
    }
    return cursor.cells
  }

  /// Walks along a line and notes what is shown of it.
  private struct LineCursor {
    private let line: [UInt8]
    private(set) var position = 0
    private(set) var cells: [LineCell] = []

    init(_ line: ArraySlice<UInt8>) { self.line = Array(line) }

    var next: UInt8? { position < line.count ? line[position] : nil }

    /// Shows one ASCII character.
    mutating func take() {
      let byte = line[position]
      let text = byte == UInt8(ascii: "\t") ? " " : String(UnicodeScalar(byte))
      cells.append(LineCell(text: text, offset: position))
      position += 1
    }

    mutating func takeBlanks() {
      while next == UInt8(ascii: " ") || next == UInt8(ascii: "\t") { take() }
    }

    /// Shows the characters before an end; false if they are no UTF-8.
    mutating func take(through end: Int) -> Bool {
      guard let shown = LineCell.verbatim(line[position..<end]) else { return false }
      cells += shown.map { LineCell(text: $0.text, offset: $0.offset + position) }
      position = end
      return true
    }

    /// Shows a name of an element or attribute; false if there is none.
    mutating func takeName() -> Bool {
      let end = end { byte in
        switch UnicodeScalar(byte) {
        case "a"..."z", "A"..."Z", "0"..."9", "_", ":", ".", "-": true
        default: false
        }
      }
      return end > position && take(through: end)
    }

    /// Shows a key if it is written as a name; false if it is no UTF-8.
    mutating func takeName(quotedThrough end: Int) -> Bool {
      if isShownName(line[(position + 1)..<(end - 1)]) { return take(through: end) }
      mask(quotedThrough: end)
      return true
    }

    mutating func mask(to end: Int) {
      cells.append(LineCell(text: value, offset: position))
      position = end
    }

    mutating func mask(quotedThrough end: Int) {
      take()
      if end - 1 > position { mask(to: end - 1) }
      take()
    }

    func end(while isPart: (UInt8) -> Bool) -> Int { line[position...].firstIndex { !isPart($0) } ?? line.count }

    /// The index after the text that begins here, by JSON's way of writing it.
    var endOfString: Int? {
      var index = position + 1
      while index < line.count {
        if line[index] == UInt8(ascii: "\"") { return index + 1 }
        index += line[index] == UInt8(ascii: "\\") ? 2 : 1
      }
      return nil
    }

    func endOfQuoted(by quote: UInt8) -> Int? { line[(position + 1)...].firstIndex(of: quote).map { $0 + 1 } }

    func byteAfterBlanks(from index: Int) -> UInt8? {
      line[index...].first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    }

    func isNumberOrLiteral(to end: Int) -> Bool {
      let word = line[position..<end]
      if ["true", "false", "null"].contains(where: { word.elementsEqual($0.utf8) }) { return true }
      return !word.isEmpty && word.allSatisfy { Array("0123456789+-.eE".utf8).contains($0) }
    }
  }
}

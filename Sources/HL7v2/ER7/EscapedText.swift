// Escape sequences (HL7 v2.5.1, 2.7): what a field prints, and what it says.

extension Delimiters {
  /// The text that a field says.
  ///
  /// Delimiters, the line break `\.br\` and hexadecimal ASCII become the characters that they stand for, in one pass. What
  /// is no character, such as highlighting, another character set or a sequence of the site, stays as it is printed.
  func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
    guard let escape, text.contains(escape) else { return Array(text) }
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    var at = text.startIndex
    while at < text.endIndex {
      guard text[at] == escape, let end = text[(at + 1)...].firstIndex(of: escape) else {
        output.append(text[at])
        at += 1
        continue
      }
      if let characters = characters(of: text[(at + 1)..<end]) {
        output += characters
        at = end + 1
      } else if Self.isSequence(text[(at + 1)..<end]) {
        output += text[at...end]
        at = end + 1
      } else {
        // An escape character that stands alone.
        output.append(escape)
        at += 1
      }
    }
    return output
  }

  private func characters(of sequence: ArraySlice<UInt8>) -> [UInt8]? {
    guard let first = sequence.first else { return nil }
    if sequence.count == 1 {
      switch first {
      case UInt8(ascii: "F"): return [field]
      case UInt8(ascii: "S"): return [component]
      case UInt8(ascii: "R"): return [repetition]
      case UInt8(ascii: "T"): return [subcomponent ?? UInt8(ascii: "&")]
      case UInt8(ascii: "E"): return escape.map { [$0] }
      default: return nil
      }
    }
    if sequence.elementsEqual(".br".utf8) { return [0x0A] }
    guard first == UInt8(ascii: "X"), sequence.count % 2 == 1 else { return nil }
    var bytes: [UInt8] = []
    var digits = sequence.dropFirst()
    while let high = digits.popFirst(), let low = digits.popFirst() {
      guard let high = Self.digit(high), let low = Self.digit(low) else { return nil }
      bytes.append(high << 4 | low)
    }
    // Beyond ASCII the bytes belong to a character set that nobody names.
    let isText = bytes.allSatisfy { (0x20..<0x7F).contains($0) || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    return isText ? bytes : nil
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }

  /// Whether text between two escape characters is a sequence that is known or of the site, and not just text.
  private static func isSequence(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first, text.count <= 64 else { return false }
    switch first {
    case UInt8(ascii: "H"), UInt8(ascii: "N"), UInt8(ascii: "P"): return text.count == 1
    case UInt8(ascii: "."), UInt8(ascii: "C"), UInt8(ascii: "M"), UInt8(ascii: "X"), UInt8(ascii: "Z"):
      return text.dropFirst().allSatisfy {
        digit($0) != nil || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "+")
          || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: " ")
      }
    default: return false
    }
  }

  /// A text as a field prints it.
  func escape(_ text: ArraySlice<UInt8>, to output: inout [UInt8]) {
    for byte in text {
      let letter: UInt8
      switch byte {
      case field: letter = UInt8(ascii: "F")
      case component: letter = UInt8(ascii: "S")
      case repetition: letter = UInt8(ascii: "R")
      case _ where byte == subcomponent: letter = UInt8(ascii: "T")
      case _ where byte == escape: letter = UInt8(ascii: "E")
      case 0x0A where escape != nil: letter = 0x0A
      case 0x0D where escape != nil: letter = 0x0D
      default:
        output.append(byte)
        continue
      }
      guard let escape else {
        output.append(byte)
        continue
      }
      output.append(escape)
      switch letter {
      case 0x0A: output += ".br".utf8
      case 0x0D: output += "X0D".utf8
      default: output.append(letter)
      }
      output.append(escape)
    }
  }
}

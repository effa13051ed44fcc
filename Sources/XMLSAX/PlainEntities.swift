// Entities that a legacy document declares for its own characters: `<!ENTITY micro "&#181;">`. They are replaced before the
// parser sees them, so that it never has to expand anything.

internal import FHIRCore

/// A document whose references to its own plain entities are replaced by the numbers of their characters.
///
/// Plain is what is declared within the document and is nothing but characters. All else stays as it is, and the parser
/// refuses it where it is used: entities that hold others or markup, and those of other files.
package struct PlainEntities: Sendable {
  /// The document with the replacements.
  package private(set) var text: [UInt8] = []
  /// How many references were replaced.
  package private(set) var count = 0
  /// Where the first of them stands in the original.
  package private(set) var first = 0
  /// Places from which on the text is farther from the original.
  private var steps: [(offset: Int, original: Int)] = []

  /// The longest text of an entity, in bytes, which is meant for characters that a keyboard lacks.
  private static let longest = 1_000
  /// How many bytes replacements may add.
  private static let mostAdded = 1 << 20

  /// Replaces the references of a document.
  ///
  /// - Parameter original: the document as UTF-8.
  /// - Returns: nil if it declares no plain entity.
  /// - Throws: a fault if the replacements add too much.
  package static func replaced(in original: [UInt8]) throws(XMLFault) -> PlainEntities? {
    var scanner = EntityScanner(original)
    let values = scanner.declarations().filter { $0.value.count <= longest }
    guard !values.isEmpty else { return nil }
    var entities = PlainEntities()
    var taken = 0
    while let reference = scanner.nextReference() {
      guard let value = values[Array(original[reference].dropFirst().dropLast())] else { continue }
      if entities.count == 0 { entities.first = reference.lowerBound }
      entities.count += 1
      entities.text += original[taken..<reference.lowerBound]
      taken = reference.upperBound
      for scalar in String(decoding: value, as: UTF8.self).unicodeScalars {
        entities.text += Array("&#\(scalar.value);".utf8)
      }
      entities.steps.append((entities.text.count, taken))
      guard entities.text.count - taken <= mostAdded else {
        throw XMLFault(
          XMLRule.limit, "expected entities that add at most \(mostAdded) bytes", at: reference.lowerBound)
      }
    }
    entities.text += original[taken...]
    return entities
  }

  /// Where in the original an offset of the text is.
  package func original(_ offset: Int) -> Int {
    var low = 0
    var high = steps.count
    while low < high {
      let middle = (low + high) / 2
      if steps[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return count == 0 ? offset : min(offset, first) }
    let step = steps[low - 1]
    let inNext = low < steps.count ? steps[low].original : .max
    return min(step.original + offset - step.offset, inNext)
  }
}

/// Finds declarations of entities and references to them.
private struct EntityScanner {
  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The plain entities by their names, the first declaration of each; leaves the scanner behind the document type.
  mutating func declarations() -> [[UInt8]: [UInt8]] {
    guard findDoctype() else { return [:] }
    var values: [[UInt8]: [UInt8]?] = [:]
    var isInside = false
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): skipQuoted()
      case UInt8(ascii: "["):
        isInside = true
        at += 1
      case UInt8(ascii: "]"):
        isInside = false
        at += 1
      case UInt8(ascii: ">") where !isInside:
        at += 1
        return values.compactMapValues { $0 }
      case UInt8(ascii: "<"):
        if skipCommentOrInstruction() { continue }
        guard skip("<!ENTITY") else {
          at += 1
          continue
        }
        if let (name, value) = declaration(), values[name] == nil { values[name] = .some(value) }
      default: at += 1
      }
    }
    return values.compactMapValues { $0 }
  }

  /// The next `&name;` of the content, without the ampersand of a number.
  mutating func nextReference() -> Range<Int>? {
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "<"):
        if skip("<![CDATA[") { skipBehind("]]>") } else if !skipCommentOrInstruction() { at += 1 }
      case UInt8(ascii: "&"):
        let start = at
        at += 1
        while at < bytes.count, Self.isName(bytes[at]) { at += 1 }
        if at < bytes.count, bytes[at] == UInt8(ascii: ";"), at > start + 1 {
          at += 1
          return start..<at
        }
      default: at += 1
      }
    }
    return nil
  }

  /// Goes behind `<!DOCTYPE`, before which only comments and instructions stand.
  private mutating func findDoctype() -> Bool {
    while at < bytes.count {
      if skip("<!DOCTYPE") { return true }
      if skipCommentOrInstruction() { continue }
      guard !(bytes[at] == UInt8(ascii: "<")) else { return false }
      at += 1
    }
    return false
  }

  /// What stands behind `<!ENTITY`: a name and, if that is plain, its value; nil for an entity of declarations.
  private mutating func declaration() -> (name: [UInt8], value: [UInt8]?)? {
    skipBlanks()
    let start = at
    while at < bytes.count, Self.isName(bytes[at]) { at += 1 }
    guard at > start else { return nil }
    let name = Array(bytes[start..<at])
    skipBlanks()
    guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") else {
      return (name, nil)
    }
    let open = at
    skipQuoted()
    return (name, Self.plain(bytes[(open + 1)..<max(open + 1, at - 1)]))
  }

  /// The characters of a value; nil if there is more in it than characters.
  private static func plain(_ value: ArraySlice<UInt8>) -> [UInt8]? {
    var plain: [UInt8] = []
    var rest = value
    while let byte = rest.first {
      rest = rest.dropFirst()
      switch byte {
      case 0..<0x20, UInt8(ascii: "<"), UInt8(ascii: "%"): return nil
      case UInt8(ascii: "&"):
        guard rest.first == UInt8(ascii: "#"), let end = rest.firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let number = String(decoding: rest[(rest.startIndex + 1)..<end], as: UTF8.self)
        let code = number.hasPrefix("x") ? UInt32(number.dropFirst(), radix: 16) : UInt32(number)
        guard let code, code >= 0x20, let scalar = Unicode.Scalar(code), scalar != "<", scalar != "&" else {
          return nil
        }
        plain += Array(String(Character(scalar)).utf8)
        rest = rest[(end + 1)...]
      default: plain.append(byte)
      }
    }
    return plain
  }

  private mutating func skipCommentOrInstruction() -> Bool {
    if skip("<!--") { skipBehind("-->") } else if skip("<?") { skipBehind("?>") } else { return false }
    return true
  }

  private mutating func skipQuoted() {
    let quote = bytes[at]
    at += 1
    while at < bytes.count, bytes[at] != quote { at += 1 }
    at = min(at + 1, bytes.count)
  }

  private mutating func skipBlanks() {
    while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
  }

  private mutating func skip(_ text: String) -> Bool {
    guard bytes[at...].starts(with: text.utf8) else { return false }
    at += text.utf8.count
    return true
  }

  private mutating func skipBehind(_ text: String) {
    while at < bytes.count, !skip(text) { at += 1 }
  }

  private static func isName(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte &- 48 < 10 || (byte | 0x20) &- 97 < 26 || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
  }
}

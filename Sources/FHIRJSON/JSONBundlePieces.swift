// Cuts the text of a Bundle into its entries as it comes, so that a Bundle of any size is read in the memory of one entry.

package import FHIRCore

/// Finds the entries of a Bundle in JSON that comes in chunks.
///
/// Looks only for strings, brackets and commas; whether a piece is JSON is for its reader to say. What is wrong between
/// pieces lands in one of them.
package struct JSONBundlePieces {
  /// The resource type, once it has come.
  package private(set) var type: String?
  private var rest = BundlePiece(entry: nil)
  private var entry: BundlePiece?
  private var count = 0
  private var depth = 0
  private var isInEntries = false
  /// Whether the entry that is being read is the first of its list, which also stands in the rest.
  private var isFirst = false
  private var isInString = false
  private var isEscaped = false
  /// The string on the first level that is being read or was read last, and the key that it is the value of.
  private var string: [UInt8] = []
  private var key = ""
  private var line = 1
  private var column = 1
  /// How many blanks between tokens have come in a row.
  private var blanks = 0

  private static let wrapping = Array("{\"resourceType\":\"Bundle\",\"entry\":[".utf8)
  /// `resourceType`, each character of it an escape, and a byte more, so that a longer key is none of ours.
  private static let longestKey = 6 * "resourceType".utf8.count + 1

  /// The content of a string, which may be written with escapes; nil if they are none.
  private static func decoded(_ string: [UInt8]) -> String? {
    var content: [UInt8] = []
    guard (try? JSONUnescape.append(string.span, from: 0, to: string.count, to: &content)) != nil else { return nil }
    return String(decoding: content, as: UTF8.self)
  }

  /// Longer runs of blanks are not kept: they say nothing, however many they are.
  private static let mostBlanks = 1 << 12

  /// Begins before the first byte.
  package init() { rest.step(line: 1, column: 1) }

  /// The pieces that end in a chunk.
  package mutating func feed(_ chunk: [UInt8]) -> [BundlePiece] {
    var pieces: [BundlePiece] = []
    // Bytes from here on have been looked at and not been taken.
    var start = 0
    for index in chunk.indices {
      let byte = chunk[index]
      if isInString {
        look(inString: byte)
      } else if byte > ASCII.space {
        if blanks > Self.mostBlanks { skip(to: index, of: chunk, &start) }
        blanks = 0
        look(byte, at: index, of: chunk, &start, &pieces)
      } else {
        blanks += 1
      }
      if byte == ASCII.lineFeed { (line, column) = (line + 1, 1) } else { column += 1 }
    }
    if blanks > Self.mostBlanks { skip(to: chunk.count, of: chunk, &start) }
    take(chunk[start...])
    return pieces
  }

  /// Passes over the blanks before an index, or over those of them that come in this chunk.
  private mutating func skip(to index: Int, of chunk: [UInt8], _ start: inout Int) {
    take(chunk[start..<max(start, index - blanks)])
    start = index
    rest.step(line: line, column: column)
    entry?.step(line: line, column: column)
  }

  /// What is left when the text has ended: an entry that has not, and the Bundle without its entries.
  package mutating func finish() -> [BundlePiece] {
    defer { entry = nil }
    return (entry.map { [$0] } ?? []) + [rest]
  }

  private mutating func look(inString byte: UInt8) {
    if isEscaped {
      isEscaped = false
    } else if byte == ASCII.backslash {
      isEscaped = true
    } else if byte == ASCII.quote {
      isInString = false
      if depth == 1, key == "resourceType" { type = Self.decoded(string) }
    }
    if isInString, depth == 1, string.count < Self.longestKey { string.append(byte) }
  }

  private mutating func look(
    _ byte: UInt8, at index: Int, of chunk: [UInt8], _ start: inout Int, _ pieces: inout [BundlePiece]
  ) {
    if isInEntries, depth == 2 {
      switch byte {
      case ASCII.comma, ASCII.bracketClose:
        take(chunk[start..<index])
        start = index
        end(byte, &pieces)
        return
      default:
        if entry == nil { begin(at: index, of: chunk, &start) }
      }
    }
    switch byte {
    case ASCII.quote:
      isInString = true
      if depth == 1 { string = [] }
    case ASCII.colon: if depth == 1 { key = Self.decoded(string) ?? "" }
    case ASCII.comma: if depth == 1 { key = "" }
    case ASCII.braceOpen, ASCII.bracketOpen:
      if depth == 1, byte == ASCII.bracketOpen, key == "entry" {
        (isInEntries, isFirst, count) = (true, true, 0)
      }
      depth += 1
    case ASCII.braceClose, ASCII.bracketClose: depth -= 1
    default: break
    }
  }

  /// Begins an entry, and drops what stands before it.
  private mutating func begin(at index: Int, of chunk: [UInt8], _ start: inout Int) {
    take(chunk[start..<index])
    start = index
    entry = BundlePiece(entry: count, Self.wrapping)
    entry?.step(line: line, column: column)
    count += 1
  }

  /// Ends an entry at a comma, or at the end of the list.
  private mutating func end(_ byte: UInt8, _ pieces: inout [BundlePiece]) {
    let isEnd = byte == ASCII.bracketClose
    // An entry that is not there would pass unseen, but for an empty list, which the rest still shows.
    let isMissing = entry == nil && !(isEnd && isFirst)
    if isMissing {
      entry = BundlePiece(entry: count, Self.wrapping)
      entry?.step(line: line, column: column)
      entry?.append([ASCII.comma])
    }
    if var piece = entry {
      piece.append(Array("]}".utf8)[...])
      pieces.append(piece)
    }
    entry = nil
    isFirst = false
    guard isEnd else { return }
    (isInEntries, depth) = (false, 1)
    rest.step(line: line, column: column)
  }

  /// Adds bytes to the piece to which they belong.
  private mutating func take(_ bytes: ArraySlice<UInt8>) {
    guard !bytes.isEmpty else { return }
    if isInEntries, !isFirst || entry != nil {
      if isFirst { rest.append(bytes) }
      entry?.append(bytes)
    } else {
      rest.append(bytes)
    }
  }
}

// Cuts the text of a Bundle into its entries as it comes, so that a Bundle of any size is read in the memory of one entry.

package import FHIRCore
internal import XMLSAX

/// Finds the entries of a Bundle in XML that comes in chunks, which must be UTF-8.
///
/// Whether the document is well-formed is said here; what a piece says is for its reader to judge.
package final class XMLBundlePieces {
  private let cutter: Cutter
  private var parser: XMLParser
  private var hasBegun = false

  /// Begins before the first byte.
  package init() {
    cutter = Cutter()
    parser = XMLParser(cutter, limits: XMLLimits(size: .max))
  }

  /// The name of the document's element, once it has come.
  package var type: String? { cutter.type }

  /// Whether a document that begins so can be read in chunks.
  package static func isUTF8(_ start: [UInt8]) -> Bool { XMLText.isUTF8(start) }

  /// The pieces that end in a chunk.
  ///
  /// - Throws: a `Diagnostic` whose place is in the file, if the document is not well-formed or exceeds a limit.
  package func feed(_ chunk: [UInt8], file: String) throws(Diagnostic) -> [BundlePiece] {
    let text = hasBegun ? chunk : XMLText.withoutMark(chunk)
    hasBegun = true
    cutter.window += text
    do throws(XMLFault) {
      try parser.feed(text.span)
    } catch {
      throw cutter.diagnostic(error, file: file)
    }
    defer { cutter.forget() }
    return cutter.takePieces()
  }

  /// The Bundle without its entries.
  package func finish(file: String) throws(Diagnostic) -> [BundlePiece] {
    do throws(XMLFault) {
      try parser.finish()
    } catch {
      throw cutter.diagnostic(error, file: file)
    }
    cutter.takeRest(to: cutter.windowStart + cutter.window.count)
    return [cutter.rest]
  }
}

/// Notes where entries begin and end, and copies them out of a window over the text.
private final class Cutter: XMLHandler {
  /// What has come and is still needed, from the offset `windowStart` on.
  var window: [UInt8] = []
  private(set) var windowStart = 0
  private(set) var type: String?
  private(set) var rest = BundlePiece(entry: nil)
  private static let entry = Array("entry".utf8)
  private var pieces: [BundlePiece] = []
  private var head: [UInt8] = []
  private var tail: [UInt8] = []
  private var depth = 0
  private var count = 0
  private var isInEntry = false
  /// Whether the entry that is being read follows another one directly, so that it is left out of the rest.
  private var isLeftOut = false
  private var isBehindEntry = false
  private var entryStart = 0
  /// Up to where the rest has been taken.
  private var taken = 0
  /// Up to where lines have been counted, for places in the file.
  private var counted = 0
  private var line = 1
  private var lineStart = 0

  init() { rest.step(line: 1, column: 1) }

  func start(_ name: Span<UInt8>, key: UInt, prefix: Span<UInt8>, namespace: Span<UInt8>, at offset: Int) {
    depth += 1
    if depth == 1 {
      type = String(copying: name)
      readHead(at: offset)
    } else if depth == 2 {
      isInEntry = name.equals(Self.entry)
      isLeftOut = isInEntry && isBehindEntry
      isBehindEntry = isInEntry
      entryStart = offset
      if !isLeftOut || !isBlank(taken, offset) { takeRest(to: offset) }
    }
  }

  func attribute(_ name: Span<UInt8>, prefix: Span<UInt8>, namespace: Span<UInt8>, value: Span<UInt8>) {}

  func attributesEnd() {}

  func end(at offset: Int) {
    depth -= 1
    guard depth == 1, isInEntry else { return }
    isInEntry = false
    var piece = BundlePiece(entry: count, head)
    count += 1
    let place = place(of: entryStart)
    piece.step(line: place.line, column: place.column)
    piece.append(slice(entryStart, offset))
    piece.append(tail[...])
    pieces.append(piece)
    if !isLeftOut { takeRest(to: offset) }
    taken = offset
  }

  func text(_ text: Span<UInt8>, isCDATA: Bool, at offset: Int) {}

  /// Takes what is neither an entry nor white space between two.
  func takeRest(to offset: Int) {
    guard taken < offset else { return }
    let place = place(of: taken)
    rest.step(line: place.line, column: place.column)
    rest.append(slice(taken, offset))
    taken = offset
  }

  func takePieces() -> [BundlePiece] {
    defer { pieces = [] }
    return pieces
  }

  /// Lets go of the text that nothing needs any more.
  func forget() {
    let end = windowStart + window.count
    // Blanks between elements say nothing, however many they are.
    if !isInEntry, end - taken > 1 << 20, isBlank(taken, end) { taken = end }
    let needed = min(isInEntry ? entryStart : .max, taken)
    guard needed - windowStart > 1 << 20 else { return }
    _ = place(of: needed)
    window.removeFirst(needed - windowStart)
    windowStart = needed
  }

  func diagnostic(_ fault: XMLFault, file: String) -> Diagnostic {
    let place = place(of: fault.offset)
    return Diagnostic(
      fault.rule, fault.message, at: Place(file: file, line: place.line, column: place.column), hint: fault.hint)
  }

  /// The start tag of the Bundle, with the namespaces that hold within, and the end tag for it.
  private func readHead(at offset: Int) {
    var quote: UInt8?
    var end = offset - windowStart
    while end < window.count {
      let byte = window[end]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        break
      }
      end += 1
    }
    head = Array(window[(offset - windowStart)..<end])
    if head.last == UInt8(ascii: "/") { head.removeLast() }
    let name = head.dropFirst().prefix { !" \t\r\n".utf8.contains($0) }
    head.append(UInt8(ascii: ">"))
    tail = Array("</".utf8) + name + [UInt8(ascii: ">")]
  }

  /// Line and column of an offset; offsets only rise.
  private func place(of offset: Int) -> (line: Int, column: Int) {
    let end = min(offset, windowStart + window.count)
    while counted < end {
      if window[counted - windowStart] == 0x0A { (line, lineStart) = (line + 1, counted + 1) }
      counted += 1
    }
    return (line, max(end, lineStart) - lineStart + 1)
  }

  private func isBlank(_ start: Int, _ end: Int) -> Bool {
    slice(start, end).allSatisfy { " \t\r\n".utf8.contains($0) }
  }

  private func slice(_ start: Int, _ end: Int) -> ArraySlice<UInt8> {
    window[(start - windowStart)..<(end - windowStart)]
  }
}

// Many records, one on a line.

/// Finds the records of NDJSON: one JSON value on a line, lines ended by LF or CRLF, blank lines passed over.
///
/// ```swift
/// var reader = JSONReader()
/// for line in NDJSONLines(bytes) {
///   let tree = try reader.read(Array(bytes[line.range]), file: "export.ndjson", firstLine: line.number)
///   if let patient = R4.AnyResource(tree.root).as(R4.Patient.self) { … }
/// }
/// ```
public struct NDJSONLines: Sequence, IteratorProtocol, Sendable {
  /// A line that holds a record.
  public struct Line: Sendable {
    /// The number of the line, from 1.
    public let number: Int
    /// Where the record stands in the text, without the end of the line.
    public let range: Range<Int>
  }

  private let text: [UInt8]
  private var at = 0
  private var number: Int

  /// Looks into a text, which is not copied; `firstLine` is the number of its first line.
  public init(_ text: [UInt8], firstLine: Int = 1) {
    self.text = text
    number = firstLine - 1
  }

  /// The next line that is not blank.
  public mutating func next() -> Line? {
    let text = text
    let bytes = text.span
    while at < bytes.count {
      let start = at
      var end = SixteenBytes.skip(until: ASCII.lineFeed, bytes, start)
      while end < bytes.count, bytes[end] != ASCII.lineFeed { end &+= 1 }
      at = end + 1
      number += 1
      if end > start, bytes[end - 1] == ASCII.carriageReturn { end -= 1 }
      // Looked for within the line alone: many blank lines in a row must not cost the square of their number.
      var first = start
      while first < end, JSONScanner.isWhiteSpace(bytes[first]) { first += 1 }
      if first < end { return Line(number: number, range: start..<end) }
    }
    return nil
  }
}

/// Cuts NDJSON that comes in chunks into whole lines.
package struct NDJSONCutter {
  /// Lines that are whole.
  package struct Lines: Sendable {
    /// The text of the lines.
    package let text: [UInt8]
    /// The number of the first of them, from 1.
    package let firstLine: Int
  }

  private var rest: [UInt8] = []
  private var line = 1

  /// Begins before the first line.
  package init() {}

  /// The lines that end in a chunk.
  package mutating func feed(_ chunk: [UInt8]) -> Lines {
    guard let end = chunk.lastIndex(of: ASCII.lineFeed) else {
      rest += chunk
      return Lines(text: [], firstLine: line)
    }
    let lines = Lines(text: rest + chunk[...end], firstLine: line)
    rest = Array(chunk[(end + 1)...])
    line += chunk.count { $0 == ASCII.lineFeed }
    return lines
  }

  /// The last line, if nothing ends it.
  package func finish() -> Lines { Lines(text: rest, firstLine: line) }
}

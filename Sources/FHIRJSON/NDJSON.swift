// Many records, one on a line.

/// Finds the records of NDJSON: one JSON value on a line, lines ended by LF or CRLF, blank lines passed over.
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
  private var number = 0

  /// Looks into a text, which is not copied.
  public init(_ text: [UInt8]) { self.text = text }

  /// The next line that is not blank.
  public mutating func next() -> Line? {
    let text = text
    let bytes = text.span
    while at < bytes.count {
      let start = at
      var end = start
      end = SixteenBytes.skip(until: ASCII.lineFeed, bytes, end)
      while end < bytes.count, bytes[end] != ASCII.lineFeed { end &+= 1 }
      at = end + 1
      number += 1
      if JSONScanner.skipWhiteSpace(bytes, start) < end { return Line(number: number, range: start..<end) }
    }
    return nil
  }
}

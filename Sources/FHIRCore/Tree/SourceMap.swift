// From an offset in a source to file, line and column, computed only when a diagnostic asks.

/// A source file, kept to tell places in it.
public struct SourceMap: Sendable {
  /// The file as the user named it.
  public let file: String
  /// The number of the first line, for a record that stands inside a larger file.
  public let firstLine: Int
  package let text: [UInt8]

  /// Keeps `text`, without copying it, under the name of its file.
  public init(file: String, text: [UInt8], firstLine: Int = 1) {
    self.file = file
    self.text = text
    self.firstLine = firstLine
  }

  /// The place of a byte offset; walks the text up to there.
  public func place(of offset: Int, path: String? = nil) -> Place {
    var line = firstLine
    var lineStart = 0
    let end = min(offset, text.count)
    let bytes = text.span
    for index in 0..<end where bytes[index] == 0x0A {
      line += 1
      lineStart = index + 1
    }
    return Place(file: file, line: line, column: end - lineStart + 1, path: path)
  }
}

// From an offset in a source to file, line and column, computed only when a diagnostic asks.

/// A source file, kept to tell places in it.
public struct SourceMap: Sendable {
  /// The file as the user named it.
  public let file: String
  /// The number of the first line, for a record that stands inside a larger file.
  public let firstLine: Int
  package let text: [UInt8]
  /// Whether a carriage return alone ends a line too, as in HL7 v2.
  private let endsAtReturn: Bool

  /// Keeps `text`, without copying it, under the name of its file.
  public init(file: String, text: [UInt8], firstLine: Int = 1, endsAtReturn: Bool = false) {
    self.file = file
    self.text = text
    self.firstLine = firstLine
    self.endsAtReturn = endsAtReturn
  }

  /// The place of a byte offset; walks the text up to there.
  public func place(of offset: Int, path: String? = nil) -> Place {
    var place = places(of: [offset])[0]
    place.path = path
    return place
  }

  /// The places of byte offsets that rise; walks the text once, up to the last of them.
  package func places(of offsets: [Int]) -> [Place] {
    let bytes = text.span
    var places: [Place] = []
    places.reserveCapacity(offsets.count)
    var (line, lineStart, counted) = (firstLine, 0, 0)
    for offset in offsets {
      let end = min(offset, bytes.count)
      while counted < end {
        let isReturn =
          endsAtReturn && bytes[counted] == 0x0D && (counted + 1 == bytes.count || bytes[counted + 1] != 0x0A)
        if bytes[counted] == 0x0A || isReturn { (line, lineStart) = (line + 1, counted + 1) }
        counted += 1
      }
      places.append(Place(file: file, line: line, column: end - lineStart + 1))
    }
    return places
  }
}

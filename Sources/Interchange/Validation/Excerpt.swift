// The line of a source that a finding is about, with a caret below it.

internal import FHIRCore

/// A part of a line of a source, and what stands below it: a caret.
struct Excerpt: Sendable, Hashable {
  /// The part of the line, shortened to the screen.
  let text: String
  /// The columns before the caret.
  let indent: Int

  /// The columns that an excerpt takes at most, which leaves room on a screen of 80 for its margin.
  static let width = 74
  private static let cut = "..."

  /// Cuts what lies around a byte out of a line.
  init?(_ cells: [LineCell], around offset: Int) {
    guard var caret = cells.lastIndex(where: { $0.offset <= offset }) else { return nil }
    // The blanks that a line is indented by say nothing.
    let indentation = cells.prefix(caret).prefix { $0.text == " " }.count
    let cells = cells.dropFirst(indentation).map { ($0.text, displayWidth(of: $0.text)) }
    caret -= indentation
    var window = caret..<caret + 1
    var room = Self.width - 2 * Self.cut.utf8.count - cells[caret].1
    func grow(down limit: Int) {
      while window.lowerBound > 0, room - cells[window.lowerBound - 1].1 >= limit {
        room -= cells[window.lowerBound - 1].1
        window = window.lowerBound - 1..<window.upperBound
      }
    }
    grow(down: room / 2)
    while window.upperBound < cells.count, room >= cells[window.upperBound].1 {
      room -= cells[window.upperBound].1
      window = window.lowerBound..<window.upperBound + 1
    }
    grow(down: 0)
    let before = window.lowerBound > 0 ? Self.cut : ""
    let after = window.upperBound < cells.count ? Self.cut : ""
    text = before + cells[window].map(\.0).joined() + after
    indent = before.utf8.count + cells[window.lowerBound..<caret].reduce(0) { $0 + $1.1 }
  }

  /// The excerpts for findings about one source, by their places.
  ///
  /// A line holds values, which may be a patient's. Without `showingValues` each is shown as `…`, and where it is not
  /// sure what on a line is a value, there is no excerpt.
  ///
  /// - Parameters:
  ///   - bytes: the source.
  ///   - firstLine: the number of its first line, for a record that stands inside a larger file.
  ///   - places: where the findings are.
  ///   - format: the format of the source.
  ///   - showingValues: whether the lines are shown as they are.
  /// - Returns: an excerpt for each place that has one.
  static func all(
    of bytes: [UInt8], firstLine: Int = 1, at places: [Place], format: Format, showingValues: Bool
  ) -> [Place: Excerpt] {
    let wanted = Set(places.lazy.filter { $0.line > 0 && $0.column > 0 }.map { $0.line - firstLine + 1 })
    guard !wanted.isEmpty else { return [:] }
    let mask: ((ArraySlice<UInt8>) -> [LineCell]?)? =
      switch format {
      case _ where showingValues: { LineCell.verbatim($0) }
      case .fhirJSON, .ndjson, .caseJSON: { LineCell.maskedJSON($0) }
      case .fhirXML: { LineCell.maskedXML($0) }
      // Whether a line of YAML is a key or a part of a text depends on the lines around it.
      default: nil
      }
    guard let mask else { return [:] }
    let lines = SourceLines.find(wanted, in: bytes, outsideOfMarkup: format == .fhirXML && !showingValues)
    var cells: [Int: [LineCell]] = [:]
    for (number, range) in lines { cells[number] = mask(bytes[range]) }
    var excerpts: [Place: Excerpt] = [:]
    for place in places {
      let number = place.line - firstLine + 1
      guard let line = cells[number], let range = lines[number], place.column <= range.count + 1 else {
        continue
      }
      excerpts[place] = Excerpt(line, around: place.column - 1)
    }
    return excerpts
  }
}

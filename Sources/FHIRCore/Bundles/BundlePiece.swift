// A Bundle that need not fit into memory comes in pieces, each of which is a Bundle of its own.

/// A piece of a Bundle: one of its entries, or what is left without them.
///
/// Either is a whole Bundle in the syntax of the file, so that whatever reads Bundles reads pieces. Its lines and columns are
/// its own; ``place(_:)`` says where in the file they are.
package struct BundlePiece: Sendable {
  /// A place from which on the piece and the file go in step.
  package struct Step: Sendable {
    let line, column: Int
    let fileLine, fileColumn: Int
  }

  /// The text of the piece.
  package private(set) var text: [UInt8]
  /// The number of the entry, from 0; nil for the Bundle without its entries, of which the first stands for all.
  package let entry: Int?
  private var steps: [Step] = []
  private var line = 1
  private var lineStart = 0

  /// Begins a piece with a text that does not stand in the file.
  package init(entry: Int?, _ text: [UInt8] = []) {
    self.entry = entry
    self.text = []
    append(text[...])
  }

  /// Says where in the file the text stands that is appended next.
  package mutating func step(line fileLine: Int, column fileColumn: Int) {
    steps.append(
      Step(line: line, column: text.count - lineStart + 1, fileLine: fileLine, fileColumn: fileColumn))
  }

  package mutating func append(_ bytes: ArraySlice<UInt8>) {
    let start = text.count
    text += bytes
    for index in start..<text.count where text[index] == 0x0A { (line, lineStart) = (line + 1, index + 1) }
  }

  /// Where in the file a place of the piece is, and which entry of the file its path means.
  package func place(_ place: Place) -> Place {
    var place = place
    let first = "Bundle.entry[0]"
    if let entry, let path = place.path, path.hasPrefix(first) {
      place.path = "Bundle.entry[\(entry)]" + path.dropFirst(first.count)
    }
    guard place.line > 0, let step = steps.last(where: { ($0.line, $0.column) <= (place.line, max(place.column, 1)) })
    else { return place }
    if place.column > 0, place.line == step.line { place.column += step.fileColumn - step.column }
    place.line += step.fileLine - step.line
    return place
  }

  /// Whether a line of the piece is a line of the file, with nothing before or behind it that the other lacks.
  package func isWholeLine(_ number: Int) -> Bool {
    guard let last = steps.last else { return false }
    return number > last.line && number < line
  }

  /// A finding with its place in the file.
  package func located(_ finding: Diagnostic) -> Diagnostic {
    var finding = finding
    finding.place = place(finding.place)
    return finding
  }

  /// Whether a finding is about the inside of an entry, which is said by that entry's own piece.
  package func isOfAnEntry(_ finding: Diagnostic) -> Bool {
    guard entry == nil, let path = finding.place.path, path.hasPrefix("Bundle.entry[") else { return false }
    return path.contains("].")
  }
}

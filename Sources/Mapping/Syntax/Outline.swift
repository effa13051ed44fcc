// Lines and what is indented below them. Knows nothing of what they say.

internal import FHIRCore

/// A line of an outline, with those that are indented below it.
struct OutlineLine: Sendable {
  /// The text without indentation and comment.
  let text: [UInt8]
  /// Where the text begins, from 1.
  let position: MappingPosition
  var children: [OutlineLine] = []
}

/// Reads an outline: blocks by indentation, `#` for comments.
enum Outline {
  /// Deeper outlines are made by programs.
  static let deepest = 64

  /// The lines on the first level.
  static func read(_ text: [UInt8], file: String) throws(Diagnostic) -> [OutlineLine] {
    guard (try? UTF8Span(validating: text.span)) != nil else {
      throw Diagnostic(MappingRule.syntax, "expected UTF-8", at: Place(file: file))
    }
    var open: [(indent: Int, line: OutlineLine)] = []
    var top: [OutlineLine] = []
    func close(_ open: inout [(indent: Int, line: OutlineLine)], _ top: inout [OutlineLine]) {
      guard let last = open.popLast() else { return }
      if open.isEmpty { top.append(last.line) } else { open[open.count - 1].line.children.append(last.line) }
    }
    for (number, bytes) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let content = withoutComment(bytes)
      guard let first = content.firstIndex(where: { $0 != 0x20 }) else { continue }
      let indent = first - content.startIndex
      let position = MappingPosition(line: number + 1, column: indent + 1)
      func fault(_ message: String) -> Diagnostic {
        Diagnostic(
          MappingRule.indentation, message, at: Place(file: file, line: position.line, column: position.column))
      }
      guard content[first] != 0x09 else { throw fault("expected blanks before the line, found a tab") }
      var siblingIndent: Int?
      while let last = open.last, last.indent >= indent {
        siblingIndent = last.indent
        close(&open, &top)
      }
      if let siblingIndent, siblingIndent != indent { throw fault("expected the indentation of a line above") }
      if open.isEmpty, indent > 0 { throw fault("expected no blanks before the line") }
      guard open.count < deepest else { throw fault("expected at most \(deepest) levels") }
      open.append((indent, OutlineLine(text: Array(content[first...]), position: position)))
    }
    while !open.isEmpty { close(&open, &top) }
    return top
  }

  /// The line without a comment, a carriage return and blanks at its end; `#` in quotes begins none.
  private static func withoutComment(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var isQuoted = false
    var end = line.endIndex
    for index in line.indices {
      if line[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      let isFree = index == line.startIndex || line[index - 1] == 0x20
      if !isQuoted, isFree, line[index] == UInt8(ascii: "#") {
        end = index
        break
      }
    }
    return line[..<end].dropLast(line[..<end].reversed().prefix { $0 == 0x20 || $0 == 0x0D }.count)
  }
}

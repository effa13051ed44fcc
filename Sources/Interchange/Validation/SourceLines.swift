// Where the lines of a source are.

/// Finds lines of a source.
enum SourceLines {
  /// Longer lines are made by programs, and a person would not find the place in them.
  private static let longest = 10_000

  /// The bytes of some lines, without their ends, in one pass.
  ///
  /// A line is left out if it is very long, or if its bytes are not what the columns of findings count: where there
  /// is a byte order mark, or a NUL as of UTF-16.
  ///
  /// - Parameters:
  ///   - wanted: the numbers of the lines, from 1.
  ///   - bytes: the source.
  ///   - outsideOfMarkup: whether lines that begin inside of a tag, comment or CDATA section of XML are left out.
  /// - Returns: the ranges by their numbers.
  static func find(_ wanted: Set<Int>, in bytes: [UInt8], outsideOfMarkup: Bool) -> [Int: Range<Int>] {
    var lines: [Int: Range<Int>] = [:]
    var markup = Markup()
    let last = wanted.max() ?? 0
    var number = 1
    var start = 0
    while number <= last, start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let line = bytes[start..<end]
      if wanted.contains(number), !outsideOfMarkup || markup.isOutside, isShown(line) {
        lines[number] = line.last == UInt8(ascii: "\r") ? start..<end - 1 : start..<end
      }
      if outsideOfMarkup { markup.pass(line) }
      number += 1
      start = end + 1
    }
    return lines
  }

  private static func isShown(_ line: ArraySlice<UInt8>) -> Bool {
    line.count <= longest && !line.starts(with: [0xEF, 0xBB, 0xBF]) && !line.contains(0)
      && !line.dropLast().contains(UInt8(ascii: "\r"))
  }

  /// In what of XML a line begins.
  private struct Markup {
    private enum State: Hashable { case outside, tag, quoted(UInt8), until([UInt8]), unknown }
    private var state = State.outside

    var isOutside: Bool { state == .outside }

    mutating func pass(_ line: ArraySlice<UInt8>) {
      var rest = line
      func skip(_ text: String) -> Bool {
        guard rest.starts(with: text.utf8) else { return false }
        rest = rest.dropFirst(text.utf8.count)
        return true
      }
      while let byte = rest.first {
        switch state {
        case .outside:
          if skip("<!--") {
            state = .until(Array("-->".utf8))
          } else if skip("<![CDATA[") {
            state = .until(Array("]]>".utf8))
          } else if skip("<?") {
            state = .until(Array("?>".utf8))
          } else if skip("<!") {
            // FHIR has no document type; what is in one is not worth knowing.
            state = .unknown
          } else {
            if byte == UInt8(ascii: "<") { state = .tag }
            rest = rest.dropFirst()
          }
        case .tag:
          if byte == UInt8(ascii: ">") { state = .outside }
          if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { state = .quoted(byte) }
          rest = rest.dropFirst()
        case .quoted(let quote):
          if byte == quote { state = .tag }
          rest = rest.dropFirst()
        case .until(let end):
          if rest.starts(with: end) {
            state = .outside
            rest = rest.dropFirst(end.count)
          } else {
            rest = rest.dropFirst()
          }
        case .unknown: return
        }
      }
    }
  }
}

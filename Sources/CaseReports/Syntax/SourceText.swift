// The bytes of a case file: what must hold before anybody looks for syntax, and where an offset lies.

internal import FHIRCore

/// The text of a case file.
struct SourceText {
  let file: String
  /// The text in UTF-8, without a byte order mark.
  let bytes: [UInt8]
  private let lineStarts: [Int]

  /// Takes the bytes of a file, or says why they are no text.
  init(_ raw: [UInt8], file: String, limit: Int, diagnostics: inout [Diagnostic]) throws(Diagnostic) {
    let hasMark = raw.starts(with: [0xEF, 0xBB, 0xBF])
    let bytes = hasMark ? Array(raw.dropFirst(3)) : raw
    self.file = file
    self.bytes = bytes
    lineStarts = [0] + bytes.indices.lazy.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
    if hasMark {
      diagnostics.append(
        Diagnostic(
          CaseRule.byteOrderMark, "found a byte order mark", at: place(of: 0), hint: "save the file as UTF-8 without it"
        ))
    }
    guard bytes.count <= limit else {
      throw Diagnostic(CaseRule.size, "expected at most \(limit) bytes", at: Place(file: file))
    }
    if let encoding = Self.wideEncoding(raw) {
      throw Diagnostic(
        CaseRule.encoding, "expected UTF-8, found \(encoding)", at: place(of: 0), hint: "save the file as UTF-8")
    }
    if let zero = bytes.firstIndex(of: 0) {
      throw Diagnostic(CaseRule.encoding, "expected text, found binary data", at: place(of: zero))
    }
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      throw Diagnostic(
        CaseRule.encoding, "expected UTF-8", at: place(of: error.byteOffsets.lowerBound),
        hint: "save the file as UTF-8; it may be in Shift_JIS, Latin-1 or another encoding")
    }
    guard bytes.contains(where: { $0 > 0x20 }) else {
      throw Diagnostic(
        CaseRule.empty, "expected a case, found nothing", at: place(of: 0),
        hint: "begin with 'format: \(CaseReport.currentFormat)'")
    }
  }

  /// UTF-16 or UTF-32, told by its mark or by the zeros that it gives every Latin letter.
  private static func wideEncoding(_ raw: [UInt8]) -> String? {
    if raw.starts(with: [0xFF, 0xFE, 0, 0]) || raw.starts(with: [0, 0, 0xFE, 0xFF]) { return "UTF-32" }
    if raw.starts(with: [0xFF, 0xFE]) || raw.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
    let start = raw.prefix(4).map { $0 == 0 }
    return start == [false, true, false, true] || start == [true, false, true, false] ? "UTF-16" : nil
  }

  /// The line and column of an offset, both from 1; the column counts bytes.
  func position(of offset: Int) -> (line: Int, column: Int) {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return (low + 1, offset - lineStarts[low] + 1)
  }

  /// The place of an offset.
  func place(of offset: Int, path: String? = nil) -> Place {
    let (line, column) = position(of: min(offset, bytes.count))
    return Place(file: file, line: line, column: column, path: path)
  }
}

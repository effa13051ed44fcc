// Codes that a user gives for names of a source: the table that `--unmapped` writes, filled in.

public import FHIRCore

/// Codes for names that no table of a mapping has.
///
/// ```
/// kind       name  count  system            code    display
/// unit       g/dl  12                       g/dL
/// code test  HGB   12     http://loinc.org  718-7   Hemoglobin
/// ```
///
/// The columns are separated by tabs, as ``CodingReport/table`` has them. A row without a code says nothing.
public struct LocalConcepts: Sendable, Hashable {
  /// A code that was given for a name.
  public struct Concept: Sendable, Hashable {
    /// Its system; nil where the place of the name says it.
    public let system: String?
    /// The code.
    public let code: String
    /// What the code means; nil if that was not given.
    public let display: String?
  }

  private var concepts: [String: [String: Concept]] = [:]

  /// Begins without any.
  public init() {}

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - table: the table, in UTF-8.
  ///   - file: what the user calls it.
  /// - Throws: a `Diagnostic` with its line if the text is no such table, or gives a name two codes.
  public init(table: [UInt8], file: String) throws(Diagnostic) {
    func fault(_ message: String, _ line: Int) -> Diagnostic {
      Diagnostic(TerminologyRule.concepts, message, at: Place(file: file, line: line, column: 1))
    }
    guard (try? UTF8Span(validating: table.span)) != nil else { throw fault("expected UTF-8", 1) }
    let columns = ["kind", "name", "count", "system", "code", "display"]
    for (index, bytes) in table.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let line = bytes.last == 0x0D ? bytes.dropLast() : bytes
      let cells = line.split(separator: 0x09, omittingEmptySubsequences: false).map {
        unescapedColumn(String(decoding: $0, as: UTF8.self))
      }
      if index == 0 {
        guard cells == columns else { throw fault("expected the columns \(columns.joined(separator: ", "))", 1) }
        continue
      }
      if line.isEmpty { continue }
      guard cells.count == columns.count else { throw fault("expected \(columns.count) columns", index + 1) }
      guard !cells[4].isEmpty else { continue }
      let concept = Concept(
        system: cells[3].isEmpty ? nil : cells[3], code: cells[4], display: cells[5].isEmpty ? nil : cells[5])
      guard concepts[cells[0]]?[cells[1]] ?? concept == concept else {
        throw fault("expected one code for each name", index + 1)
      }
      concepts[cells[0], default: [:]][cells[1]] = concept
    }
  }

  /// The codes for the names of a kind.
  public subscript(kind: String) -> [String: Concept] { concepts[kind] ?? [:] }

  /// The kinds of names that have codes, sorted.
  public var kinds: [String] { concepts.keys.sorted() }
}

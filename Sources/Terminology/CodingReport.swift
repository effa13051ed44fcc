// Which names of a source got a code, and which did not.

internal import FHIRCore

/// The names that were looked up, each counted once per kind, with those that have no code.
///
/// ```swift
/// var report = CodingReport()
/// report.record("CK", as: .laboratory, coded: true)
/// report.record("anti-ARS antibody", as: .laboratory, coded: false)
/// report.summary  // "coded 1 of 2 names; 1 not in a concept map"
/// ```
///
/// The names are findings of a patient: `summary` may go to a terminal, `table` only to a file that the user asked for.
public struct CodingReport: Sendable, Hashable {
  /// A name that was looked up.
  public struct Entry: Sendable, Hashable {
    /// What it names: a ``NameKind`` of a case, or of a mapping `unit`, `code SYSTEM`, `table NAME` or `coded NAME`.
    public let kind: String
    /// The name as printed.
    public let name: String
    /// Whether it has a code.
    public fileprivate(set) var isCoded: Bool
    /// How often it was looked up.
    public fileprivate(set) var count: Int
  }

  private struct Key: Sendable, Hashable {
    let kind: String
    let name: String
  }

  /// The names in the order in which they were first looked up.
  public private(set) var entries: [Entry] = []
  private var positions: [Key: Int] = [:]

  /// Begins an empty report.
  public init() {}

  /// Notes that a name was looked up.
  ///
  /// A name that has a code in one place and none in another, because the code depends on the result, counts as coded.
  public mutating func record(_ name: String, as kind: NameKind, coded: Bool) {
    record(name, as: kind.rawValue, coded: coded)
  }

  /// Notes that a name was looked up.
  public mutating func record(_ name: String, as kind: String, coded: Bool) {
    record(name, as: kind, coded: coded, times: 1)
  }

  /// Notes what another report notes.
  public mutating func add(_ other: CodingReport) {
    for entry in other.entries { record(entry.name, as: entry.kind, coded: entry.isCoded, times: entry.count) }
  }

  private mutating func record(_ name: String, as kind: String, coded: Bool, times: Int) {
    let key = Key(kind: kind, name: name)
    if let position = positions[key] {
      entries[position].count += times
      entries[position].isCoded = entries[position].isCoded || coded
    } else {
      positions[key] = entries.count
      entries.append(Entry(kind: kind, name: name, isCoded: coded, count: times))
    }
  }

  /// The names without a code, in the order in which they were first looked up.
  public var uncoded: [Entry] { entries.filter { !$0.isCoded } }

  /// One line of numbers, without names.
  public var summary: String {
    let missing = uncoded.count
    let coded = "coded \(entries.count - missing) of \(entries.count) names"
    return missing == 0 ? coded : coded + "; \(missing) not in a concept map"
  }

  /// The names without a code as tab-separated lines, with empty columns for a code to be filled in.
  ///
  /// ```
  /// kind        name               count  system  code  display
  /// laboratory  anti-ARS antibody  1
  /// ```
  ///
  /// A tab, line break or backslash in a name is written `\t`, `\n`, `\r` or `\\`.
  public var table: String {
    var lines = "kind\tname\tcount\tsystem\tcode\tdisplay\n"
    for entry in uncoded {
      lines += "\(entry.kind)\t\(tabSeparatedColumn(entry.name))\t\(entry.count)\t\t\t\n"
    }
    return lines
  }
}

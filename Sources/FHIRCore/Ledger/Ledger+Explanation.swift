// The ledger the other way round: for each element of FHIR, where in the source it comes from.

extension Ledger {
  /// The name and version of the format in which the ledger is written by elements of FHIR.
  public static let explanationFormat = "explain/1"

  /// An element of FHIR, and the leaves of the source that went to it.
  private struct Element {
    let path: String
    /// The numbers of the rows.
    var rows: [Int]
  }

  /// The elements that leaves went to, by their paths, numbers in them by value.
  private var elements: [Element] {
    var found: [String: [Int]] = [:]
    for (number, row) in rows.enumerated() {
      for target in row.targets { found[target, default: []].append(number) }
    }
    return found.map { Element(path: $0.key, rows: $0.value) }.sorted { naturallyPrecedes($0.path, $1.path) }
  }

  /// The ledger in the format `explain/1`, in UTF-8 with a line feed at the end.
  ///
  /// - `format`: the string `explain/1`.
  /// - `elements`: one object for each element of FHIR that something of the source went to, ordered by path: its `path`, and
  ///   `sources`, the leaves as rows of ``Ledger`` have them, without their targets.
  /// - `withoutElement`: the leaves that went to none.
  public func explanationJSON() -> [UInt8] {
    var text = LedgerText()
    text.write("{\n  \"format\": ")
    text.write(quoted: Self.explanationFormat)
    text.write(",\n  \"elements\": ")
    text.writeLines(elements) { text, element in
      text.write("{\"path\": ")
      text.write(quoted: element.path)
      text.write(", \"sources\": [")
      for (index, number) in element.rows.enumerated() {
        text.write(index > 0 ? ", {" : "{")
        text.writeSource(rows[number])
        text.write("}")
      }
      text.write("]}")
    }
    text.write(",\n  \"withoutElement\": ")
    text.writeLines(rows.filter(\.targets.isEmpty)) { text, row in
      text.write("{")
      text.writeSource(row)
      text.write("}")
    }
    text.write("\n}\n")
    return text.bytes
  }

  /// The same as a table with the columns FHIR element, place, source path and rule.
  ///
  /// ```
  /// FHIR element                           place        source path     rule
  /// Bundle.entry[0].resource.subject.name  lab.xml:2:3  /lab[1]/@name   lab:7
  /// ```
  public func explanationTable() -> String {
    var lines = [["FHIR element", "place", "source path", "rule"]]
    let elements = elements
    for element in elements {
      for number in element.rows { lines.append(line(rows[number], element.path)) }
    }
    for row in rows where row.targets.isEmpty {
      lines.append(line(row, "(\(row.state.rawValue)" + (row.reason.map { ": \($0)" } ?? "") + ")"))
    }
    return aligned(lines)
      + "\n\(counted(elements.count, "element")) of FHIR from \(counted(rows.count, "leaf", "leaves"))\n"
  }

  private func line(_ row: Row, _ element: String) -> [String] {
    [element, row.place.filePosition, row.place.path ?? "", row.rule ?? ""]
  }
}

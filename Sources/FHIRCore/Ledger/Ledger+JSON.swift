// The ledger as JSON text, one row per line: for programs, and for `diff` and `grep`.

extension Ledger {
  /// The ledger in the format `ledger/1`, in UTF-8 with a line feed at the end.
  ///
  /// The same ledger gives the same bytes. Each statement and each row stands on a line of its own.
  public func json(statements order: StatementOrder = .natural) -> [UInt8] {
    var text = LedgerText()
    text.write("{\n  \"format\": ")
    text.write(quoted: Self.format)
    text.write(",\n  \"totals\": ")
    text.write(totals)
    text.write(",\n  \"statements\": ")
    text.writeLines(statements(in: order)) { text, statement in
      text.write("{\"id\": ")
      text.write(quoted: statement.id)
      text.write(", \"state\": ")
      text.write(quoted: statement.state.rawValue)
      text.write(", \"leaves\": ")
      text.write(statement.leaves)
      text.write("}")
    }
    text.write(",\n  \"rows\": ")
    text.writeLines(rows) { text, row in text.write(row) }
    text.write("\n}\n")
    return text.bytes
  }
}

// FHIRJSON lies above this target, and it writes trees.

/// The few forms of JSON that a ledger needs.
struct LedgerText {
  var bytes: [UInt8] = []

  mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func write(quoted text: String) { bytes.appendJSONString(text) }

  mutating func write(_ texts: [String]) {
    write("[")
    for (index, text) in texts.enumerated() {
      if index > 0 { write(", ") }
      write(quoted: text)
    }
    write("]")
  }

  mutating func write(_ totals: Ledger.Totals) {
    write("{")
    for (index, state) in Ledger.State.allCases.enumerated() {
      write("\(index > 0 ? ", " : "")\"\(state.rawValue)\": \(totals[state])")
    }
    write("}")
  }

  mutating func write(_ row: Ledger.Row) {
    write("{\"statements\": ")
    write(row.statements)
    write(", ")
    writeSource(row)
    write(", \"targets\": ")
    write(row.targets)
    write("}")
  }

  /// What a row says of its leaf.
  mutating func writeSource(_ row: Ledger.Row) {
    write("\"state\": ")
    write(quoted: row.state.rawValue)
    write(", \"file\": ")
    write(quoted: row.place.file)
    if row.place.line > 0 { write(", \"line\": \(row.place.line)") }
    if row.place.column > 0 { write(", \"column\": \(row.place.column)") }
    write("path", row.place.path)
    write("rule", row.rule)
    write("reason", row.reason)
  }

  private mutating func write(_ key: String, _ value: String?) {
    guard let value else { return }
    write(", \"\(key)\": ")
    write(quoted: value)
  }

  /// An array with one element per line.
  mutating func writeLines<Element>(_ elements: [Element], _ write: (inout LedgerText, Element) -> Void) {
    self.write("[")
    for (index, element) in elements.enumerated() {
      self.write(index > 0 ? ",\n    " : "\n    ")
      write(&self, element)
    }
    self.write(elements.isEmpty ? "]" : "\n  ]")
  }
}

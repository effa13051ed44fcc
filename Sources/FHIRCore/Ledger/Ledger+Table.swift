// The ledger as a table for people.

extension Ledger {
  /// How much a table shows.
  public enum TableDetail: Sendable, Hashable, CaseIterable {
    /// One line for each leaf.
    case leaves
    /// One line for each statement, with the elements of each resource that it reached, and one for each leaf without a
    /// statement.
    case statements
  }

  /// A plain-text table with the columns statement, state, place, source path, and FHIR paths or the reason for none.
  ///
  /// ```
  /// statement  state    place           source path      FHIR paths or reason
  /// S1         mapped   case.yaml:12:8  patient.sex      Patient.gender
  /// S2         ignored  case.yaml:14:3  patient.consent  says nothing about the patient
  ///
  /// 2 statements: 1 mapped, 0 kept, 1 ignored, 0 unmapped
  /// 2 leaves: 1 mapped, 0 kept, 1 ignored, 0 unmapped
  /// ```
  ///
  /// Each line names its statement, so that it also stands alone, as in the output of `grep`. A leaf of two statements is shown
  /// under both; leaves without one come last in natural order, and in their place in that of the source.
  /// Columns are aligned by the width on a terminal, where CJK characters and emoji take two cells.
  public func table(statements order: StatementOrder = .natural, detail: TableDetail = .leaves) -> String {
    let statements = statements(in: order)
    var lines = [["statement", "state", "place", "source path", "FHIR paths or reason"]]
    switch (detail, order) {
    case (.leaves, .source):
      lines += rows.map { line($0, $0.statements.joined(separator: ", ")) }
    case (.leaves, .natural):
      for statement in statements { lines += statement.rows.map { line(rows[$0], statement.id) } }
      lines += rows.filter(\.statements.isEmpty).map { line($0, "") }
    case (.statements, _):
      lines += statements.map(line)
      lines += rows.filter(\.statements.isEmpty).map { line($0, "") }
    }
    let summary = [
      statements.isEmpty ? nil : "\(counted(statements.count, "statement")): \(statementTotals)",
      "\(counted(rows.count, "leaf", "leaves")): \(totals)",
    ]
    return aligned(lines) + "\n" + summary.compactMap(\.self).joined(separator: "\n") + "\n"
  }

  private func line(_ row: Row, _ statement: String) -> [String] {
    [
      statement.isEmpty ? "-" : statement, row.state.rawValue, row.place.filePosition, row.place.path ?? "",
      row.targets.isEmpty ? row.reason ?? "" : row.targets.joined(separator: ", "),
    ]
  }

  /// A statement with its first place, and all FHIR paths or reasons of its leaves, each once and short.
  private func line(_ statement: Statement) -> [String] {
    let leaves = statement.rows.map { rows[$0] }
    let targets = byResource(leaves.flatMap(\.targets))
    let others = statement.leaves.count == 1 ? "" : " and \(statement.leaves.count - 1) more"
    return [
      statement.id, statement.state.rawValue, leaves.first?.place.filePosition ?? "",
      (leaves.first?.place.path ?? "") + others,
      (targets.isEmpty ? distinct(leaves.compactMap(\.reason)) : targets).joined(separator: ", "),
    ]
  }
}

private func distinct(_ texts: [String]) -> [String] {
  var seen: Set<String> = []
  return texts.filter { seen.insert($0).inserted }
}

func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
  "\(count) \(count == 1 ? one : many ?? one + "s")"
}

/// Paths into resources of a bundle, with the elements of each resource gathered behind it.
///
/// `Bundle.entry[3].resource.ofType(Observation).code.text` becomes `Observation [3] code`.
private func byResource(_ paths: [String]) -> [String] {
  var resources: [(name: String, elements: [String])] = []
  for path in paths {
    guard path.hasPrefix("Bundle.entry["), let index = path.firstIndex(of: "]"),
      let type = path[index...].firstRange(of: "].resource.ofType("),
      let end = path[type.upperBound...].firstIndex(of: ")")
    else {
      if !resources.contains(where: { $0.name == path }) { resources.append((path, [])) }
      continue
    }
    let name = "\(path[type.upperBound..<end]) \(path.dropFirst("Bundle.entry".count)[...index])"
    let element = path[end...].dropFirst(2).prefix { $0 != "." && $0 != "[" && $0 != "(" }
    let position = resources.firstIndex { $0.name == name } ?? resources.endIndex
    if position == resources.endIndex { resources.append((name, [])) }
    if !element.isEmpty, !resources[position].elements.contains(String(element)) {
      resources[position].elements.append(String(element))
    }
  }
  return resources.map { $0.elements.isEmpty ? $0.name : "\($0.name) \($0.elements.joined(separator: " "))" }
}

/// Lines of cells, padded to the widest of each column; the last column is not padded.
func aligned(_ lines: [[String]]) -> String {
  let shown = lines.map { $0.map(printable) }
  let count = shown.map(\.count).max() ?? 0
  let widths = (0..<count).map { column in
    shown.map { column < $0.count ? displayWidth(of: $0[column]) : 0 }.max() ?? 0
  }
  var text = ""
  for cells in shown {
    var line = ""
    var (filled, start) = (0, 0)
    for (cell, width) in zip(cells, widths) {
      // Blanks are written only before something, so that no line ends in them.
      if !cell.isEmpty {
        line += String(repeating: " ", count: start - filled) + cell
        filled = start + displayWidth(of: cell)
      }
      start += width + 2
    }
    text += line + "\n"
  }
  return text
}

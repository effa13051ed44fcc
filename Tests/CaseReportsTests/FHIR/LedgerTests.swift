// The ledger says where each text of the case went, and it is there.

import FHIRCore
import FHIRModels
import Testing

@testable import CaseReports

@Suite struct LedgerTests {
  private let example: Example
  private let ledger: Ledger

  init() throws {
    example = try Example.dermatomyositis.get()
    ledger = example.conversion.ledger
  }

  @Test func hasARowForEachTextInTheOrderOfTheFile() {
    #expect(ledger.rows.map(\.place.path) == example.source.leaves.map(\.path))
    let places = ledger.rows.map { ($0.place.line, $0.place.column) }
    #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func accountsForAllStatements() {
    let statements = ledger.statements(in: .natural)
    #expect(statements.map(\.id) == (1...85).map { "S\($0)" })
    #expect(ledger.statementTotals == Ledger.Totals(repeatElement(.mapped, count: 85)))
    #expect(example.conversion.diagnostics.isEmpty)
  }

  @Test func onlyTheVersionOfTheFormatIsIgnored() {
    let others = ledger.rows.filter { $0.state != .mapped }
    #expect(others.map(\.place.path) == ["format"])
    #expect(others.first?.reason?.isEmpty == false)
  }

  @Test func everyPathLeadsToOneElementOfTheBundle() {
    for row in ledger.rows {
      for target in row.targets {
        let found = SimplePath.evaluate(target, in: example.bundle.node)
        #expect(found.count == 1, "\(row.place.path ?? ""): \(target) finds \(found.count)")
      }
    }
  }

  /// The text of a leaf is in the element that the ledger names, wherever FHIR holds text at all.
  @Test(arguments: ["name", "quote", "text", "site", "method", "specimen", "citation", "title", "doi", "grade"])
  func theTextStandsWhereTheLedgerSays(key: String) throws {
    let texts = try leaves(of: example.report)
    var count = 0
    for row in ledger.rows {
      guard let path = row.place.path, path.hasSuffix(".\(key)") || path == key, let text = texts[path] else {
        continue
      }
      for target in row.targets {
        let found = SimplePath.evaluate(target, in: example.bundle.node)
        #expect(found.allSatisfy { strings(below: $0).contains(text) }, "\(path) is not at \(target)")
        count += 1
      }
    }
    #expect(count > 0)
  }

  @Test func belongsToTheInnermostStatement() throws {
    func statements(_ path: String) -> [String]? { ledger.rows.first { $0.place.path == path }?.statements }
    #expect(statements("subject.sex") == ["S1"])
    #expect(statements("subject.age.value") == ["S2"])
    #expect(statements("conditions[4].name") == ["S23"])
    #expect(statements("conditions[4].stage.parts[0].result") == ["S24", "S25"])
    #expect(statements("treatments[2].stopped.text") == ["S31"])
    #expect(statements("investigations[11].results[0].result") == ["S80"])
    #expect(statements("timeline[0].name") == [])
  }

  private func strings(below node: Node) -> Set<String> {
    var strings: Set<String> = []
    if let string = node.string { strings.insert(string) }
    for child in node.children { strings.formUnion(self.strings(below: child)) }
    return strings
  }
}

/// The texts of a case by path, as its file would have them.
func leaves(of report: CaseReport) throws -> [String: String] {
  var leaves: [String: String] = [:]
  func walk(_ node: CaseNode, _ path: String) {
    switch node.content {
    case .text(let text, _): leaves[path] = text
    case .list(let items): for (index, item) in items.enumerated() { walk(item, "\(path)[\(index)]") }
    case .map(let members):
      for member in members { walk(member.value, path.isEmpty ? member.key : "\(path).\(member.key)") }
    }
  }
  walk(try CaseNodeEncoder.tree(of: report), "")
  return leaves
}

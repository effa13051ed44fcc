// The ledger: sums, orders, the public JSON format to the byte, and the table.

import FHIRCore
import Foundation
import Testing

@Suite struct LedgerTests {
  static func row(
    _ state: Ledger.State, _ line: Int, _ path: String?, _ statements: [String], targets: [String] = []
  ) -> Ledger.Row {
    Ledger.Row(
      state, at: Place(file: "case.yaml", line: line, column: 3, path: path), statements: statements, targets: targets)
  }

  static let sample = Ledger(rows: [
    row(.mapped, 4, "events[1].at", ["S10"], targets: ["Procedure[0].performed"]),
    row(.ignored, 5, "events[1].note", ["S10", "S2"]),
    row(.mapped, 7, "events[10].at", ["S2"], targets: ["Procedure[1].performed", "Procedure[1].note"]),
    row(.unmapped, 9, "title", []),
    row(.kept, 11, "events[1]/old", ["S1"]),
  ])

  @Test func ordersStatesFromTheWorst() {
    #expect(Ledger.State.allCases.sorted() == [.unmapped, .kept, .ignored, .mapped])
    #expect(Ledger.State.worst(of: [.mapped, .ignored, .mapped]) == .ignored)
    #expect(Ledger.State.worst(of: []) == nil)
  }

  @Test func countsLeavesAndStatements() {
    let ledger = Self.sample
    #expect(ledger.totals.description == "2 mapped, 1 kept, 1 ignored, 1 unmapped")
    #expect(ledger.totals.count == 5)
    #expect(ledger.state == .unmapped)
    #expect(ledger.statements(in: .natural).map(\.id) == ["S1", "S2", "S10"])
    #expect(ledger.statements(in: .source).map(\.id) == ["S10", "S2", "S1"])
    #expect(ledger.statements(in: .natural).map(\.state) == [.kept, .ignored, .ignored])
    #expect(ledger.statements(in: .natural).map(\.rows) == [[4], [1, 2], [0, 1]])
    #expect(ledger.statementTotals.description == "0 mapped, 1 kept, 2 ignored, 0 unmapped")
    #expect(Ledger().state == nil)
    #expect(Ledger().statements().isEmpty)
  }

  @Test func countsALeafOnceForAStatementItNamesTwice() {
    let ledger = Ledger(rows: [Self.row(.mapped, 1, "a", ["S1", "S1"]), Self.row(.mapped, 2, "b", ["S1"])])
    #expect(ledger.statements().map(\.leaves.count) == [2])
  }

  static let nodes: [(String, Ledger.State?)] = [
    ("events", .kept), ("events[1]", .kept), ("events[1].at", .mapped), ("events[10]", .mapped), ("event", nil),
    ("events[1].a", nil), ("title", .unmapped), ("", .unmapped), ("events[1].at.x", nil),
  ]

  @Test(arguments: nodes) func givesAnInnerNodeTheWorstOfItsLeaves(path: String, state: Ledger.State?) {
    #expect(Self.sample.state(ofNode: path) == state)
  }

  static let orders: [[String]] = [
    ["S1", "S2", "S10", "S10a", "S11"], ["S9", "S10", "T1"], ["1", "2", "10", "100"], ["a", "a1", "a1b", "a2", "b"],
    ["S01", "S1", "S02", "S2"], ["0", "00", "1"], ["S99999999999999999999998", "S99999999999999999999999"],
    ["", "S"], ["S-1", "S1"], ["2.9", "2.10"], ["検査2", "検査10"],
  ]

  @Test(arguments: orders) func ordersIdsWithDigitsAsNumbers(ids: [String]) {
    for rows in [ids, ids.reversed(), ids.sorted()] {
      let ledger = Ledger(rows: rows.map { Self.row(.mapped, 1, nil, [$0]) })
      #expect(ledger.statements(in: .natural).map(\.id) == ids)
    }
  }

  @Test func writesTheFormatToTheByte() {
    var ledger = Ledger()
    ledger.append(
      Ledger.Row(
        .mapped, at: Place(file: "case.yaml", line: 12, column: 8, path: "patient.sex"), statements: ["S1"],
        rule: "case.patient", targets: ["Patient.gender"]))
    ledger.append(
      Ledger.Row(
        .ignored, at: Place(file: "-", line: 14), statements: ["S10", "S2"],
        reason: "a \"quoted\" reason\\\n\u{1}\u{7f}検", targets: []))
    ledger.append(Ledger.Row(.unmapped, at: Place(file: "a.xml")))
    let text = #"""
      {
        "format": "ledger/1",
        "totals": {"unmapped": 1, "kept": 0, "ignored": 1, "mapped": 1},
        "statements": [
          {"id": "S1", "state": "mapped", "leaves": {"unmapped": 0, "kept": 0, "ignored": 0, "mapped": 1}},
          {"id": "S2", "state": "ignored", "leaves": {"unmapped": 0, "kept": 0, "ignored": 1, "mapped": 0}},
          {"id": "S10", "state": "ignored", "leaves": {"unmapped": 0, "kept": 0, "ignored": 1, "mapped": 0}}
        ],
        "rows": [
          {"statements": ["S1"], "state": "mapped", "file": "case.yaml", "line": 12, "column": 8, "path": "patient.sex", "rule": "case.patient", "targets": ["Patient.gender"]},
          {"statements": ["S10", "S2"], "state": "ignored", "file": "-", "line": 14, "reason": "a \"quoted\" reason\\\n\u0001\#u{7f}検", "targets": []},
          {"statements": [], "state": "unmapped", "file": "a.xml", "targets": []}
        ]
      }

      """#
    #expect(String(decoding: ledger.json(), as: UTF8.self) == text)
    #expect(
      String(decoding: Ledger().json(), as: UTF8.self) == """
        {
          "format": "ledger/1",
          "totals": {"unmapped": 0, "kept": 0, "ignored": 0, "mapped": 0},
          "statements": [],
          "rows": []
        }

        """)
  }

  @Test func writesJSONThatOthersRead() throws {
    let path = String((0..<0x180).compactMap { Unicode.Scalar($0).map(Character.init) }) + "\u{2028}検査🩺"
    let ledger = Ledger(rows: [Self.row(.mapped, 1, path, ["S\u{0}1"])])
    let object = try JSONSerialization.jsonObject(with: Data(ledger.json())) as? [String: Any]
    let rows = object?["rows"] as? [[String: Any]]
    #expect(object?["format"] as? String == Ledger.format)
    #expect(rows?.first?["path"] as? String == path)
    #expect(rows?.first?["statements"] as? [String] == ["S\u{0}1"])
  }
}

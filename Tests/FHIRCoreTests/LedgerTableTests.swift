// The ledger's table: order, columns aligned by what a terminal shows, nothing that steers it.

import FHIRCore
import Testing

@Suite struct LedgerTableTests {
  @Test func showsLeavesInTheOrderOfTheStatements() {
    #expect(
      LedgerTests.sample.table() == """
        statement  state     place           source path     FHIR paths or reason
        S1         kept      case.yaml:11:3  events[1]/old
        S2         ignored   case.yaml:5:3   events[1].note
        S2         mapped    case.yaml:7:3   events[10].at   Procedure[1].performed, Procedure[1].note
        S10        mapped    case.yaml:4:3   events[1].at    Procedure[0].performed
        S10        ignored   case.yaml:5:3   events[1].note
        -          unmapped  case.yaml:9:3   title

        3 statements: 0 mapped, 1 kept, 2 ignored, 0 unmapped
        5 leaves: 2 mapped, 1 kept, 1 ignored, 1 unmapped

        """)
  }

  @Test func showsLeavesInTheOrderOfTheSource() {
    #expect(
      LedgerTests.sample.table(statements: .source) == """
        statement  state     place           source path     FHIR paths or reason
        S10        mapped    case.yaml:4:3   events[1].at    Procedure[0].performed
        S10, S2    ignored   case.yaml:5:3   events[1].note
        S2         mapped    case.yaml:7:3   events[10].at   Procedure[1].performed, Procedure[1].note
        -          unmapped  case.yaml:9:3   title
        S1         kept      case.yaml:11:3  events[1]/old

        3 statements: 0 mapped, 1 kept, 2 ignored, 0 unmapped
        5 leaves: 2 mapped, 1 kept, 1 ignored, 1 unmapped

        """)
  }

  @Test func showsStatementsWithTheWorstOfTheirLeaves() {
    #expect(
      LedgerTests.sample.table(detail: .statements) == """
        statement  state     place           source path                FHIR paths or reason
        S1         kept      case.yaml:11:3  events[1]/old
        S2         ignored   case.yaml:5:3   events[1].note and 1 more  Procedure[1].performed, Procedure[1].note
        S10        ignored   case.yaml:4:3   events[1].at and 1 more    Procedure[0].performed
        -          unmapped  case.yaml:9:3   title

        3 statements: 0 mapped, 1 kept, 2 ignored, 0 unmapped
        5 leaves: 2 mapped, 1 kept, 1 ignored, 1 unmapped

        """)
  }

  @Test func gathersTheElementsOfAResource() {
    let resource = "Bundle.entry[3].resource.ofType(Observation)"
    let ledger = Ledger(rows: [
      Ledger.Row(
        .mapped, at: Place(file: "a", line: 1, column: 1, path: "x"), statements: ["S1"],
        targets: [
          "\(resource).code.text", "Bundle.entry[0].resource.ofType(Basic)", "\(resource).extension('u')",
          "\(resource).code.coding[0].code", "\(resource).note[0]", "Patient.gender",
        ])
    ])
    #expect(
      ledger.table(detail: .statements).split(separator: "\n")[1]
        == "S1         mapped  a:1:1  x            Observation [3] code extension note, Basic [0], Patient.gender")
  }

  @Test func showsTheReasonWhereNothingWasMapped() {
    let ledger = Ledger(rows: [
      Ledger.Row(
        .ignored, at: Place(file: "検査.xml", line: 1, column: 2, path: "/報告/@版"),
        reason: "says nothing about the patient"),
      Ledger.Row(.mapped, at: Place(file: "a.xml", line: 1), targets: ["DiagnosticReport"]),
    ])
    #expect(
      ledger.table() == """
        statement  state    place         source path  FHIR paths or reason
        -          ignored  検査.xml:1:2  /報告/@版    says nothing about the patient
        -          mapped   a.xml:1                    DiagnosticReport

        2 leaves: 1 mapped, 0 kept, 1 ignored, 0 unmapped

        """)
    #expect(
      Ledger().table() == """
        statement  state  place  source path  FHIR paths or reason

        0 leaves: 0 mapped, 0 kept, 0 ignored, 0 unmapped

        """)
  }

  static let widths: [(String, Int)] = [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("ñandú", 5), ("検査", 4), ("ｶﾅ", 2), ("ﾊﾞ", 2), ("ＡＢ", 4), ("한국", 4),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("🩺", 2), ("👩‍⚕️", 2), ("🇯🇵", 2), ("🇯", 1), ("❤️", 2), ("❤", 1), ("①", 1), ("－", 2),
    ("a\u{200B}b", 2), ("a\u{AD}b", 3), ("ไทย", 3), ("กำ", 2), ("𠮷", 2), ("µmol/l", 6), ("«x»", 3), ("、。", 4), ("あ゙", 2),
  ]

  @Test(arguments: widths) func knowsTheWidthOnATerminal(text: String, width: Int) {
    #expect(displayWidth(of: text) == width)
  }

  static let shown: [(String, String)] = [
    ("plain 検査", "plain 検査"), ("\u{1b}[2J", #"\u{1b}[2J"#), ("a\r\nb", #"a\u{d}\u{a}b"#), ("\u{85}", #"\u{85}"#),
    ("\u{202E}x", #"\u{202e}x"#), ("\u{2028}", #"\u{2028}"#), ("\u{7f}", #"\u{7f}"#),
  ]

  @Test(arguments: shown) func doesNotLetANameSteerTheTerminal(text: String, shown: String) {
    #expect(printable(text) == shown)
  }
}

// The count of names without a code, and the list that may go to a file only.

import Terminology
import Testing

struct CodingReportTests {
  @Test func countsEachNameOncePerKind() {
    var report = CodingReport()
    report.record("CK", as: .laboratory, coded: true)
    report.record("CK", as: .laboratory, coded: true)
    report.record("anti-ARS antibody", as: .laboratory, coded: false)
    report.record("anti-ARS antibody", as: .laboratory, coded: false)
    report.record("edema", as: .conditions, coded: false)
    report.record("edema", as: .pathology, coded: false)
    #expect(report.entries.count == 4)
    #expect(report.summary == "coded 1 of 4 names; 3 not in a concept map")
    #expect(
      report.table == """
        kind\tname\tcount\tsystem\tcode\tdisplay
        laboratory\tanti-ARS antibody\t2\t\t\t
        conditions\tedema\t1\t\t\t
        pathology\tedema\t1\t\t\t

        """)
  }

  @Test func aNameThatIsCodedOnceIsCoded() {
    var report = CodingReport()
    report.record("ANA", as: .laboratory, coded: false)
    report.record("ANA", as: .laboratory, coded: true)
    report.record("ANA", as: .laboratory, coded: false)
    #expect(report.uncoded.isEmpty)
    #expect(report.summary == "coded 1 of 1 names")
  }

  @Test func keepsOneLinePerName() {
    var report = CodingReport()
    report.record("a\tb\nc\\d\re", as: .conditions, coded: false)
    #expect(report.table.hasSuffix("\nconditions\ta\\tb\\nc\\\\d\\re\t1\t\t\t\n"))
  }

  @Test func theSummaryHoldsNoNames() {
    var report = CodingReport()
    report.record("secretname", as: .conditions, coded: false)
    #expect(!report.summary.contains("secret"))
  }

  @Test func takesManyDistinctNames() {
    var report = CodingReport()
    for number in 0..<70_000 { report.record("name \(number)", as: .conditions, coded: false) }
    for number in 0..<70_000 { report.record("name \(number)", as: .conditions, coded: false) }
    #expect(report.uncoded.count == 70_000)
    #expect(report.entries.allSatisfy { $0.count == 2 })
  }

  @Test func nothingLookedUpIsNothingMissing() {
    #expect(CodingReport().summary == "coded 0 of 0 names")
    #expect(CodingReport().table == "kind\tname\tcount\tsystem\tcode\tdisplay\n")
  }
}

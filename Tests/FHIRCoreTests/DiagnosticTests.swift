// What a finding looks like when it is printed, and the near misses that it offers.

import FHIRCore
import Testing

@Suite struct DiagnosticTests {
  static let rule = Rule("test.rule", .warning, .kept, "A rule.")

  @Test(arguments: [
    (Place(file: "a.json", line: 3, column: 7), "a.json:3:7"), (Place(file: "a.json", line: 3), "a.json:3"),
    (Place(file: "-"), "-"), (Place(file: "a.json", column: 7), "a.json"),
  ]) func placesAreShownAsFarAsTheyAreKnown(place: Place, text: String) {
    #expect(place.filePosition == text)
    #expect(Diagnostic(Self.rule, "expected x", at: place).description == text + ": warning: expected x [test.rule]")
  }

  @Test func pathHintAndValueStandOnALineOfTheirOwn() {
    var finding = Diagnostic(
      Self.rule, "expected x", at: Place(file: "f", line: 1, path: "Patient.name"), hint: "try y", value: "secret")
    #expect("\(finding)" == "f:1: warning: expected x [test.rule]\n  at Patient.name · hint: try y")
    #expect(
      finding.description(showingValues: true)
        == "f:1: warning: expected x [test.rule]\n  at Patient.name · hint: try y · value: secret")
    finding.place.path = ""
    finding.hint = nil
    #expect("\(finding)" == "f:1: warning: expected x [test.rule]")
    #expect(finding.description(showingValues: true) == "f:1: warning: expected x [test.rule]\n  value: secret")
  }

  @Test func noKeySteersATerminal() {
    let finding = Diagnostic(Self.rule, "expected x", at: Place(file: "f", path: "a\u{1b}[2J\nb"), value: "\u{202E}")
    #expect("\(finding)" == "f: warning: expected x [test.rule]\n  at a\\u{1b}[2J\\u{a}b")
    #expect(finding.description(showingValues: true).hasSuffix("value: \\u{202e}"))
  }

  @Test func severitiesAreOrderedFromTheWorst() {
    #expect([.information, .error, .warning].sorted() == [Rule.Severity.error, .warning, .information])
  }

  static let words = ["status", "subject", "id", "identifier", "given", "value", "größe"]

  @Test(
    arguments: [
      ("statos", "status"), ("Status", "status"), ("stauts", "status"), ("sttus", "status"), ("statuss", "status"),
      ("identifer", "identifier"), ("ID", "id"), ("di", "id"), ("größen", "größe"), ("gIven", "given"), ("x", nil),
      ("", nil), ("stxxxs", nil), ("entirely different", nil), ("vale", "value"),
      (String(repeating: "status", count: 11), nil),
    ] as [(String, String?)]) func offersTheWordThatWasMeant(word: String, meant: String?)
  {
    #expect(NearMiss.of(word, among: Self.words) == meant)
  }

  @Test func offersTheFirstOfTwoThatAreEquallyNear() {
    #expect(NearMiss.of("bat", among: ["cat", "hat"]) == "cat")
    #expect(NearMiss.of("hat", among: ["cat", "hat"]) == "hat")
  }
}

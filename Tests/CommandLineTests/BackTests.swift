// `transfuse convert --to case`: the way back on the command line.

import Foundation
import Testing

struct BackTests {
  /// A folder with the small case and its Bundle.
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("case.yaml", CaseTests.small)
    let outcome = try Program.run(["convert", "-q", "case.yaml", "-o", "bundle.json"], in: folder)
    try #require(outcome.code == 0)
    return folder
  }

  @Test func theCaseComesBackAsYAMLOrJSON() throws {
    let outcome = try Program.shell(
      """
      transfuse convert bundle.json -o back.yaml &&
      transfuse convert -q - --to case < bundle.json | cmp - back.yaml &&
      transfuse convert -q bundle.json --to case -o back.json && transfuse convert -q bundle.json --to case-json | cmp - back.json &&
      transfuse convert -q back.yaml | cmp - bundle.json && transfuse convert -q back.json | cmp - bundle.json &&
      transfuse convert -q back.yaml --to case-json | cmp - back.json && transfuse convert -q case.yaml --to case | cmp - back.yaml
      """, in: folder())
    #expect(
      outcome
        == Outcome(
          code: 0, output: "",
          messages:
            "bundle.json → back.yaml   7 resources (1 Composition, 1 Condition, 1 DiagnosticReport, 1 Encounter, …)\n"))
  }

  @Test func whatHasNoPlaceInACaseIsReportedAndTheRestWritten() throws {
    let folder = try folder()
    let bundle = try folder.read("bundle.json").replacing(
      #""resourceType": "Condition","#, with: #""resourceType": "Condition","language": "ja","#)
    try folder.write("edited.json", bundle)
    let outcome = try Program.run(["convert", "edited.json", "--to", "case", "-o", "back.yaml"], in: folder)
    #expect(outcome.code == 1)
    #expect(
      outcome.messages.contains("error: expected what a case has a place for [case.back.unread]\n  at Bundle.entry["))
    #expect(outcome.messages.contains("].resource.language\n"))
    #expect(outcome.messages.contains("--allow-loss accepts what has no place in the output"))
    #expect(!outcome.messages.contains("ZQX"))
    #expect(folder.names.contains("back.yaml"))
    let accepted = try Program.run(
      ["convert", "-q", "edited.json", "--to", "case", "-o", "again.yaml", "--allow-loss"], in: folder)
    #expect(accepted == Outcome(code: 0, output: "", messages: ""))
  }

  static let refused: [(text: String, message: String)] = [
    (#"{"resourceType":"Bundle","type":"collection"}"#, "expected a Bundle with something that a case has a place for"),
    (#"{"resourceType":"Patient"}"#, "expected a Bundle [case.back.bundle]"),
    (
      #"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Composition"}}]}"#,
      "expected a Bundle with something that a case has a place for"
    ),
    (
      #"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient"}},{"resource":{"resourceType":"Patient"}}]}"#,
      "expected one Patient"
    ),
  ]

  @Test(arguments: refused) func whatHoldsNoCaseIsRefused(text: String, message: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("b.json", text)
    let outcome = try Program.run(["convert", "b.json", "--to", "case", "-o", "back.yaml"], in: folder)
    #expect(outcome.code == 1)
    #expect(outcome.messages.contains(message), "\(outcome)")
    #expect(folder.names == ["b.json"])
  }
}

// `transfuse convert` of a case: reports, the time of recording, and what is not in the output.

import Foundation
import Testing

struct CaseTests {
  /// Every text that may not be repeated in a message has the letters ZQX.
  static let small = """
    format: case/1
    case: small
    title: ZQX title
    timeline:
      - id: T0
        name: ZQX first visit
        is: visit
    conditions:
      - id: c1
        kind: diagnosis
        name: ZQXosis
        at: T0
        states: [S1]
    investigations:
      - id: blood
        kind: laboratory
        name: ZQX blood
        at: T0
        results:
          - {id: ck, name: CK, value: 1.00 IU/L, states: [S2]}

    """

  static let summary = """
    case.yaml → bundle.json   7 resources (1 Composition, 1 Condition, 1 DiagnosticReport, 1 Encounter, …)
    2 statements: 2 mapped, 0 kept, 0 ignored, 0 unmapped
    coded 1 of 3 names; 2 not in a concept map
    back: equal

    """

  private func folder(_ text: String = small, _ name: String = "case.yaml") throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(name, text)
    return folder
  }

  @Test func saysWhatCameOut() throws {
    let folder = try folder()
    let outcome = try Program.run(["convert", "case.yaml", "-o", "bundle.json"], in: folder)
    let messages = Self.summary.replacing("concept map\n", with: "concept map (--unmapped FILE lists them)\n")
    #expect(outcome == Outcome(code: 0, output: "", messages: messages))
    #expect(try folder.read("bundle.json").contains(#""value": 1.00,"#))
  }

  @Test func writesLedgerAndNamesBesideTheBundle() throws {
    let folder = try folder()
    let outcome = try Program.run(
      ["convert", "case.yaml", "-o", "bundle.json", "--ledger", "ledger.json", "--unmapped", "names.tsv"], in: folder)
    #expect(outcome == Outcome(code: 0, output: "", messages: Self.summary))
    #expect(folder.names == ["bundle.json", "case.yaml", "ledger.json", "names.tsv"])
    let ledger = try folder.read("ledger.json")
    #expect(ledger.hasPrefix("{\n  \"format\": \"ledger/1\",\n"))
    #expect(ledger.contains(#"{"id": "S2", "state": "mapped""#))
    #expect(!ledger.contains("ZQX"))
    #expect(
      try folder.read("names.tsv") == """
        kind\tname\tcount\tsystem\tcode\tdisplay
        conditions\tZQXosis\t1\t\t\t
        reports\tZQX blood\t1\t\t\t

        """)
  }

  @Test func aLedgerOnStandardOutputIsATable() throws {
    let folder = try folder()
    let outcome = try Program.run(
      ["convert", "-q", "case.yaml", "-o", "bundle.json", "--ledger", "-"], in: folder)
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(lines.first?.hasPrefix("statement  state ") == true)
    #expect(lines[1].hasPrefix("S1         mapped   case.yaml:9:9 "))
    #expect(lines[2].hasPrefix("S2         mapped   case.yaml:20:14 "))
    #expect(lines.contains("2 statements: 2 mapped, 0 kept, 0 ignored, 0 unmapped"))
    #expect(outcome.code == 0)
    #expect(outcome.messages == "")
  }

  @Test func yamlAndJSONGiveTheSameBundle() throws {
    let folder = try folder()
    try folder.write(
      "case.json",
      """
      {"format": "case/1", "case": "small", "title": "ZQX title",
       "timeline": [{"id": "T0", "name": "ZQX first visit", "is": "visit"}],
       "conditions": [{"id": "c1", "kind": "diagnosis", "name": "ZQXosis", "at": "T0", "states": ["S1"]}],
       "investigations": [{"id": "blood", "kind": "laboratory", "name": "ZQX blood", "at": "T0",
        "results": [{"id": "ck", "name": "CK", "value": "1.00 IU/L", "states": ["S2"]}]}]}
      """)
    let outcome = try Program.shell(
      """
      transfuse convert -v case.yaml -o 1.json 2> 1.err && transfuse convert -v case.json -o 2.json 2> 2.err &&
      transfuse convert -q - --from case-json -o 3.json < case.json && cmp 1.json 2.json && cmp 1.json 3.json &&
      head -n 1 1.err 2.err
      """, in: folder)
    #expect(
      outcome
        == Outcome(
          code: 0,
          output: """
            ==> 1.err <==
            case.yaml: case report (YAML)

            ==> 2.err <==
            case.json: case report (JSON)

            """, messages: ""))
  }

  // MARK: The time of recording

  static let times: [(option: [String], variable: String?, recorded: String?)] = [
    ([], nil, nil),
    ([], "", nil),
    ([], "1700000000", "2023-11-14T22:13:20Z"),
    (["--recorded-at", "2024-05-31T12:00:00.5+09:00"], nil, "2024-05-31T12:00:00.5+09:00"),
    (["--recorded-at", "2024-05-31T12:00:00Z"], "1700000000", "2024-05-31T12:00:00Z"),
  ]

  @Test(arguments: times) func theTimeIsWhatIsSaid(option: [String], variable: String?, recorded: String?) throws {
    let outcome = try Program.run(
      ["convert", "case.yaml", "--compact"] + option, in: folder(),
      environment: variable.map { ["SOURCE_DATE_EPOCH": $0] } ?? [:])
    #expect(outcome.code == 0)
    if let recorded {
      #expect(outcome.output.contains(#""recorded":"\#(recorded)""#))
    } else {
      #expect(
        outcome.output.contains(
          #""_recorded":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]}"#
        ))
    }
  }

  static let wrong: [(arguments: [String], variable: String?, message: String)] = [
    (
      ["--recorded-at", "2024-05-31"], nil,
      "Error: The value '2024-05-31' is invalid for '--recorded-at <instant>': Expected a date and time such as 2024-05-31T12:00:00Z.\n"
    ),
    ([], "yesterday", "Error: The variable SOURCE_DATE_EPOCH should be a number of seconds since 1970.\n"),
    (
      ["--ledger", "-"], nil,
      "Error: Only one thing can go to standard output: give '-o' or '--ledger' the name of a file.\n"
    ),
    (
      ["--ledger", "-", "-o", "/dev/stdout"], nil,
      "Error: Only one thing can go to standard output: give '-o' or '--ledger' the name of a file.\n"
    ),
    (
      ["-o", "b", "--ledger", "-", "--unmapped", "-"], nil,
      "Error: Only one thing can go to standard output: give '--ledger' or '--unmapped' the name of a file.\n"
    ),
    (["-o", "b.json", "--ledger", "./b.json"], nil, "Error: '-o' and '--ledger' name one file.\n"),
    (
      ["-o", "b.json", "--ledger", "case.yaml"], nil, "Error: '--ledger' names an input, which is never overwritten.\n"
    ),
    (
      ["-o", "b.json", "--unmapped", "case.yaml"], nil,
      "Error: '--unmapped' names an input, which is never overwritten.\n"
    ),
  ]

  @Test(arguments: wrong) func wrongUsageWritesNothing(arguments: [String], variable: String?, message: String) throws {
    let folder = try folder()
    let outcome = try Program.run(
      ["convert", "case.yaml"] + arguments, in: folder,
      environment: variable.map { ["SOURCE_DATE_EPOCH": $0] } ?? [:])
    #expect(outcome.messages.hasPrefix(message), "\(outcome)")
    #expect(outcome.code == 64)
    #expect(outcome.output == "")
    #expect(folder.names == ["case.yaml"])
    #expect(try folder.read("case.yaml") == Self.small)
  }

  @Test func aLedgerGoesWithCasesOnly() throws {
    let folder = try folder(ConvertTests.patient, "p.json")
    let outcome = try Program.run(["convert", "p.json", "-o", "b.json", "--ledger", "l.json"], in: folder)
    #expect(
      outcome.messages.hasPrefix(
        "Error: '--ledger', '--explain' and '--unmapped' go with cases and legacy documents that become FHIR.\n"))
    #expect(outcome.code == 64)
    #expect(folder.names == ["p.json"])
  }

  // MARK: What is not in the output

  /// R4 has no place for the end of a condition that is active.
  static let lossy = small.replacing(
    "at: T0\n    states: [S1]", with: "from: T0\n    until: T0\n    status: active\n    states: [S1]")

  static let lossySummary =
    summary
    .replacing("2 mapped, 0 kept, 0 ignored, 0 unmapped", with: "1 mapped, 0 kept, 0 ignored, 1 unmapped")
    .replacing("back: equal", with: "back: equal, apart from what is unmapped")

  @Test func whatHasNoPlaceIsReportedAndTheRestWritten() throws {
    let folder = try folder(Self.lossy)
    let outcome = try Program.run(["convert", "case.yaml", "-o", "bundle.json", "--unmapped", "n.tsv"], in: folder)
    #expect(
      outcome
        == Outcome(
          code: 1, output: "",
          messages: """
            case.yaml:13:12: error: expected a place in FHIR for 'until' [map.unmapped]
              at conditions[0].until
            --ledger FILE lists what has no place in the output, --allow-unmapped accepts it
            \(Self.lossySummary)
            """))
    #expect(folder.names == ["bundle.json", "case.yaml", "n.tsv"])
    let accepted = try Program.run(
      ["convert", "case.yaml", "-o", "again.json", "--unmapped", "n.tsv", "--allow-unmapped"], in: folder)
    #expect(
      accepted
        == Outcome(
          code: 0, output: "",
          messages: Self.lossySummary.replacing("bundle.json", with: "again.json")))
    #expect(try folder.read("again.json") == folder.read("bundle.json"))
  }

  // MARK: All outputs or none

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func oneOutputThatFailsLeavesNone() throws {
    let folder = try folder()
    let outcome = try Program.run(
      ["convert", "case.yaml", "-o", "bundle.json", "--ledger", "/dev/full", "--unmapped", "n.tsv"], in: folder)
    #expect(
      outcome
        == Outcome(
          code: 2, output: "",
          messages: "/dev/full: error: expected to write this file: no space left [file.write]\n"))
    #expect(folder.names == ["case.yaml"])
  }

  @Test func aStopBetweenOutputsRemovesWhatIsNotWhole() throws {
    let folder = try folder()
    // Nobody reads the pipe, so the program waits with the bundle under its temporary name.
    let outcome = try Program.shell(
      """
      mkfifo pipe; echo before > bundle.json
      transfuse convert case.yaml -o bundle.json --ledger pipe & child=$!
      i=0; while [ $i -lt 100 ] && ! ls .transfuse-*.part; do sleep 0.05; i=$((i+1)); done > seen 2> /dev/null
      test -s seen || echo not seen; kill -TERM $child; wait $child; code=$?; cat bundle.json; exit $code
      """, in: folder)
    #expect(
      outcome
        == Outcome(code: 2, output: "before\n", messages: "stopped by a signal; what was not whole is removed\n"))
    #expect(folder.names == ["bundle.json", "case.yaml", "pipe", "seen"])
  }
}

// The runner of suites on a tiny one of our own: what passes, fails and is skipped, and what is a surprise.

import FHIRCore
import Foundation
import Testing

@testable import conformance

@Suite struct RunnerTests {
  private static let index = """
    {"cases":[
      {"id":"r1","set":"r4","kind":"roundtrip","json":"good.json"},
      {"id":"r2","set":"r4","kind":"roundtrip","json":"bad.json"},
      {"id":"r3","set":"r4","kind":"roundtrip","json":"absent.json"},
      {"id":"r4","set":"r4","kind":"roundtrip"},
      {"id":"s1","set":"syntax","kind":"json-syntax","file":"good.json","expect":"y"},
      {"id":"s2","set":"syntax","kind":"json-syntax","file":"broken.json","expect":"n"},
      {"id":"s3","set":"syntax","kind":"json-syntax","file":"good.json","expect":"n"},
      {"id":"s4","set":"syntax","kind":"json-syntax","file":"broken.json","expect":"either"},
      {"id":"s5","set":"syntax","kind":"json-syntax","file":"good.json","expect":"perhaps"},
      {"id":"c1","tier":"corner","kind":"corner","file":"lines.ndjson.json","expect":"roundtrip-each-line"},
      {"id":"c2","tier":"corner","kind":"verdict","file":"bad.json","expect":"reject"},
      {"id":"c3","tier":"corner","kind":"corner","file":"good.json","expect":"informative"},
      {"id":"x\\"1","kind":"unheard"}
    ]}
    """

  private static let files = [
    "good.json": #"{"id":"1","resourceType":"Observation","valueQuantity":{"value":1.00}}"#,
    "bad.json": #"{"resourceType":"Observation","statos":"final"}"#,
    "broken.json": #"{"resourceType":"Observation",}"#,
    "lines.ndjson.json": "{\"resourceType\":\"Basic\"}\n\n{\"resourceType\":\"Flag\"}\n",
  ]

  /// Runs the suite in a folder of its own, and says what the report says.
  private static func run(known: String) throws -> Report {
    let folder = FileManager.default.temporaryDirectory.appending(path: "conformance-\(UUID().uuidString)")
    let suite = folder.appending(path: "fidelity")
    try FileManager.default.createDirectory(at: suite, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder.appending(path: "no-index"), withIntermediateDirectories: true)
    try Data(index.utf8).write(to: suite.appending(path: "index.json"))
    for (name, text) in files { try Data(text.utf8).write(to: suite.appending(path: name)) }
    var report = Report(known: try KnownFailures(text: known))
    let suites = try Suite.all(in: folder.path, named: nil)
    #expect(suites.map(\.name) == ["fidelity"])
    #expect(try Suite.all(in: folder.path, named: "other").isEmpty)
    for suite in suites {
      report.begin(suite)
      let judge = Judges.judge(for: suite)
      for test in suite.cases { report.add(judge(test), of: test, in: suite) }
    }
    return report
  }

  private static let known =
    "# id, tab, reason\nr2\tits element is misspelt\nr3\tit is not there\nr4\tit names no file\n"
    + "s3\tit is valid\n"

  @Test func countsEverySet() throws {
    let report = try Self.run(known: Self.known)
    #expect(
      report.table == """
        fidelity/-: 0/1, 1 skipped (a kind of case without a judge)
        fidelity/corner: 2/3, 1 skipped (no verdict is expected)
        fidelity/r4: 1/4, 3 failed
        fidelity/syntax: 3/5, 1 failed, 1 skipped (a verdict that is not known: perhaps)
        """)
    #expect(report.closingLine == "6 passed, 4 failed, 3 skipped")
    #expect(!report.isSurprising && report.surprises.isEmpty)
  }

  @Test func aFailureThatIsNotListedAndAListedSuccessAreSurprises() throws {
    let report = try Self.run(known: "r1\tit passes\nr3\tx\nr4\tx\ns3\tx\n")
    // A finding has a second line for its path.
    let lines = report.surprises.split(separator: "\n").filter { !$0.hasPrefix(" ") }
    #expect(report.isSurprising)
    #expect(lines.count == 2)
    #expect(lines.first == "unexpected pass: r1; take it off the list")
    #expect(lines.last?.hasPrefix("unexpected failure: r2: an error in a valid file: ") == true)
    #expect(report.failures.contains("failed: s3: accepted (known: x)"))
  }

  @Test func writesTheResultsAsJSON() throws {
    let results = try Self.run(known: Self.known).results
    let object = try JSONSerialization.jsonObject(with: Data(results.utf8)) as? [String: Any]
    #expect(object?.count == 13)
    #expect(object?["r1"] as? Bool == true)
    #expect(object?["r2"] as? Bool == false)
    #expect(object?["x\"1"] as? String == "skip")
  }

  @Test(arguments: [
    ("r1\n", "a known failure has no reason: r1"), ("r1\t \n", "a known failure has no reason: r1"),
    ("r1\ta\nr1\tb\n", "a known failure is listed twice: r1"),
  ]) func refusesAListThatGivesNoReasonOrTwo(text: String, message: String) {
    let error = #expect(throws: UnreadableFile.self) { try KnownFailures(text: text) }
    #expect(error?.description == message)
  }

  @Test func saysWhatItCannotRead() {
    #expect(throws: UnreadableFile.self) { try Suite.all(in: "/nowhere/at/all", named: nil) }
    #expect(throws: UnreadableFile.self) { try KnownFailures(file: "/nowhere/at/all") }
  }
}

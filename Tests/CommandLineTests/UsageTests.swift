// Wrong usage, help and version.

import Testing

struct UsageTests {
  static let wrong: [([String], String)] = [
    (["convert"], "Error: Missing expected argument '<file>'\n"),
    (["convert", "a", "b"], "Error: Unexpected argument 'b'\n"),
    (["convert", ""], "Error: The value '' is invalid for '<file>'\n"),
    (["convert", "p.json", "--frm", "case"], "Error: Unknown option '--frm'. Did you mean '--from'?\n"),
    (
      ["convert", "p.json", "--from", "fhir-jsn"],
      "Error: Formats of '--from': case, case-json, fhir-json, fhir-xml, ndjson, flat-eu, flat-jp, hl7v2, hl7v2-xml, small-lab. Did you mean 'fhir-json'?\n"
    ),
    (
      ["convert", "p.json", "--to", "xml"],
      "Error: Formats of '--to': case, case-json, fhir-json, fhir-xml, ndjson, flat-eu, flat-jp, hl7v2, hl7v2-xml, small-lab.\n"
    ),
    (
      ["convert", "p.json", "-o", "out.yaml", "--compact"],
      "Error: '--pretty' and '--compact' go with fhir-json and fhir-xml alone.\n"
    ),
    (
      ["convert", "p.ndjson", "--to", "case"],
      "Error: a case comes from one Bundle, and this file has several records\n"
    ),
    (
      ["convert", "p.json", "--to", "ndjson", "--pretty"],
      "Error: '--pretty' does not go with ndjson, which has one resource on a line.\n"
    ),
    (["convert", "p.json", "-q", "-v"], "Error: '--quiet' and '--verbose' do not go together.\n"),
    (
      ["convert", "p.ndjson", "--to", "fhir-json"],
      "Error: several resources do not fit into one file of fhir-json; use '--to ndjson'\n"
    ),
    (["convrt"], "Error: Unexpected argument 'convrt'\n"),
  ]

  @Test(arguments: wrong) func endsWithCode64(arguments: [String], message: String) throws {
    let folder = try TemporaryFolder()
    let files = [
      "p.json": ConvertTests.patient, "b.json": #"{"resourceType":"Bundle"}"#,
      "p.ndjson": "\(ConvertTests.patient)\n\(ConvertTests.patient)\n",
    ]
    for (name, text) in files { try folder.write(name, text) }
    let outcome = try Program.run(arguments, in: folder)
    #expect(outcome.messages.hasPrefix(message), "\(outcome)")
    #expect(outcome.messages.contains("Usage: transfuse"))
    #expect(outcome.code == 64)
    #expect(outcome.output.isEmpty)
    #expect(folder.names == files.keys.sorted())
  }

  static let helps: [[String]] = [
    [], ["--help"], ["-h"], ["help"], ["convert", "--help"], ["help", "convert"], ["version", "--help"],
  ]

  @Test(arguments: helps) func helpHasExamplesAndExitCodes(arguments: [String]) throws {
    let outcome = try Program.run(arguments, in: TemporaryFolder())
    #expect(outcome.code == 0)
    #expect(outcome.messages.isEmpty)
    let lines = outcome.output.split(separator: "\n")
    let examples = lines.drop { $0 != "Examples:" }.dropFirst().prefix { $0.hasPrefix("  ") }
    #expect(examples.count >= 3)
    #expect(examples.allSatisfy { $0.contains("transfuse ") }, "an example does not fit into a line")
    let codes = lines.drop { $0 != "Exit codes:" }.dropFirst().prefix { $0.hasPrefix("  ") }
    #expect(codes.map { $0.split(separator: " ")[0] } == ["0", "1", "2", "64"])
  }

  @Test(arguments: [["version"], ["--version"]]) func versionNamesTheProgramAndFHIR(arguments: [String]) throws {
    let outcome = try Program.run(arguments, in: TemporaryFolder())
    #expect(outcome == Outcome(code: 0, output: "transfuse 0.1.0 (FHIR R4 4.0.1)\n", messages: ""))
  }
}

// `--bundle` and `--anchor`: what they make of a case, and how wrong ones are told.

import Testing

struct CaseOptionTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("case.yaml", CaseTests.small)
    try folder.write("p.json", ConvertTests.patient)
    return folder
  }

  static let kinds: [(arguments: [String], part: String)] = [
    ([], #""type":"collection","entry""#), (["--bundle", "collection"], #""type":"collection","entry""#),
    (
      ["--bundle", "transaction"],
      #""request":{"method":"POST","url":"Condition","ifNoneExist":"identifier=urn:transfuse:case:small|c1"}"#
    ),
    (["--bundle", "transaction"], #""request":{"method":"PUT","url":"Provenance/"#),
    (
      ["--bundle", "document", "--recorded-at", "2024-05-31T12:00:00Z"],
      #""type":"document","timestamp":"2024-05-31T12:00:00Z","entry""#
    ),
    (["--anchor", "T0=2018-04-01"], #""start":"2018-04-01""#),
    (["--anchor", "T0=2018-04-01"], #""display":"date given for this conversion: 2018-04-01""#),
    (["--anchor", "T0=2018-04-01T10:00:00+09:00"], #""start":"2018-04-01T10:00:00+09:00""#),
  ]

  @Test(arguments: kinds) func isMade(arguments: [String], part: String) throws {
    let outcome = try Program.run(["convert", "case.yaml", "--compact"] + arguments, in: folder())
    #expect(outcome.code == 0, "\(outcome)")
    #expect(outcome.output.contains(part))
  }

  @Test func aDocumentTakesItsTimeFromTheVariable() throws {
    let outcome = try Program.run(
      ["convert", "case.yaml", "--compact", "--bundle", "document"], in: folder(),
      environment: ["SOURCE_DATE_EPOCH": "1700000000"])
    #expect(outcome.code == 0)
    #expect(outcome.output.contains(#""timestamp":"2023-11-14T22:13:20Z""#))
  }

  static let wrong: [(arguments: [String], message: String)] = [
    (
      ["case.yaml", "--bundle", "transacton"],
      "Error: The value 'transacton' is invalid for '--bundle <kind>': Kinds of Bundles: collection, transaction, document. Did you mean 'transaction'?\n"
    ),
    (
      ["case.yaml", "--bundle", "document"],
      "Error: A document says when it was made: give '--recorded-at' or set SOURCE_DATE_EPOCH.\n"
    ),
    (
      ["case.yaml", "--anchor", "T0"],
      "Error: The value 'T0' is invalid for '--anchor <anchor=date>': Expected an anchor and a date such as T0=2018-04-01.\n"
    ),
    (
      ["case.yaml", "--anchor", "T0=2018-13"],
      "Error: The value 'T0=2018-13' is invalid for '--anchor <anchor=date>': Expected a date such as 2018, 2018-04, 2018-04-01 or 2018-04-01T10:00:00+09:00. Months are 01 to 12.\n"
    ),
    (
      ["case.yaml", "--anchor", "T0=2018/04/01"],
      "Error: The value 'T0=2018/04/01' is invalid for '--anchor <anchor=date>': Expected a date such as 2018, 2018-04, 2018-04-01 or 2018-04-01T10:00:00+09:00. Write it with hyphens: year, month, day.\n"
    ),
    (
      ["case.yaml", "--anchor", "T0=2018", "--anchor", "T0=2019"], "Error: '--anchor' gives 'T0' two dates.\n"
    ),
    (["case.yaml", "--anchor", "T9=2018"], "Error: The case has no anchor 'T9'. Did you mean 'T0'?\n"),
    (
      ["p.json", "--bundle", "transaction"],
      "Error: '--bundle' is for cases and legacy documents that become FHIR, '--anchor' for cases.\n"
    ),
    (
      ["case.yaml", "--to", "case", "--anchor", "T0=2018"],
      "Error: '--bundle' is for cases and legacy documents that become FHIR, '--anchor' for cases.\n"
    ),
    (
      ["p.json", "--anchor", "T0=2018"],
      "Error: '--bundle' is for cases and legacy documents that become FHIR, '--anchor' for cases.\n"
    ),
  ]

  @Test(arguments: wrong) func wrongUsageWritesNothing(arguments: [String], message: String) throws {
    let folder = try folder()
    let outcome = try Program.run(["convert", "-o", "out.json"] + arguments, in: folder)
    #expect(outcome.messages.hasPrefix(message), "\(outcome)")
    #expect(outcome.code == 64)
    #expect(folder.names == ["case.yaml", "p.json"])
  }
}

// `transfuse convert` from FHIR to FHIR: what comes out, what is said, how it ends.

import Testing

struct ConvertTests {
  static let patient = #"{"resourceType":"Patient","id":"a","active":true,"_birthDate":{"id":"b"}}"#
  static let laidOut = """
    {
      "resourceType": "Patient",
      "id": "a",
      "active": true,
      "_birthDate": {
        "id": "b"
      }
    }

    """

  /// A situation: files, arguments, and everything that can be seen afterwards.
  struct Situation: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var files: [String: String] = ["p.json": patient]
    var input: String?
    let arguments: [String]
    var code: Int32 = 0
    var output = ""
    var messages = ""
    var written: [String: String] = [:]
  }

  static let situations: [Situation] = [
    Situation(
      testDescription: "to standard output", arguments: ["p.json"], output: laidOut,
      messages: "p.json → -   1 resource (1 Patient)\n"),
    Situation(
      testDescription: "from standard input", files: [:], input: patient, arguments: ["-", "--compact"],
      output: patient + "\n", messages: "- → -   1 resource (1 Patient)\n"),
    Situation(
      testDescription: "to a file", arguments: ["p.json", "-o", "out.json"],
      messages: "p.json → out.json   1 resource (1 Patient)\n", written: ["out.json": laidOut]),
    Situation(
      testDescription: "quietly", arguments: ["-q", "p.json", "--output=out.json", "--compact"],
      written: ["out.json": patient + "\n"]),
    Situation(
      testDescription: "with details", arguments: ["-v", "p.json", "-o", "out"],
      messages: "p.json: FHIR R4 JSON\np.json → out   1 resource (1 Patient)\n", written: ["out": laidOut]),
    Situation(
      testDescription: "to a line", arguments: ["p.json", "-o", "out.ndjson"],
      messages: "p.json → out.ndjson   1 resource (1 Patient)\n", written: ["out.ndjson": patient + "\n"]),
    Situation(
      testDescription: "lines stay lines", files: ["p.ndjson": "\(patient)\r\n\n  \t\n\(patient)"],
      arguments: ["p.ndjson", "--to", "ndjson"], output: "\(patient)\n\(patient)\n",
      messages: "p.ndjson → -   2 resources (2 Patient)\n"),
    Situation(
      testDescription: "resources of a Bundle are counted",
      files: [
        "b.json":
          #"{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient"}},{"resource":{"resourceType":"Basic"}},{"resource":{"resourceType":"Basic"}}]}"#
      ],
      arguments: ["b.json", "-o", "out.json", "--compact"],
      messages: "b.json → out.json   3 resources (2 Basic, 1 Patient)\n",
      written: [
        "out.json":
          #"{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient"}},{"resource":{"resourceType":"Basic"}},{"resource":{"resourceType":"Basic"}}]}"#
          + "\n"
      ]),
    Situation(
      testDescription: "numbers to the letter",
      files: ["o.json": #"{"resourceType":"Observation","valueQuantity":{"value":1.00}}"#],
      arguments: ["o.json", "--compact"],
      output: #"{"resourceType":"Observation","valueQuantity":{"value":1.00}}"# + "\n",
      messages: "o.json → -   1 resource (1 Observation)\n"),
    Situation(
      testDescription: "a warning alone is clean", files: ["p.json": "\u{FEFF}\(patient)"],
      arguments: ["p.json", "--compact"], output: patient + "\n",
      messages: """
        p.json:1:1: warning: expected no byte order mark; it is skipped [json.byte-order-mark]
        p.json → -   1 resource (1 Patient)

        """),
    Situation(
      testDescription: "quiet hides warnings", files: ["p.json": "\u{FEFF}\(patient)"],
      arguments: ["p.json", "--compact", "--quiet"], output: patient + "\n"),
    Situation(
      testDescription: "an unknown element leaves no output",
      files: ["p.json": "{\"resourceType\":\"Patient\",\n  \"brithDate\":\"2013-04-01\"}"],
      arguments: ["p.json", "-o", "out.json"], code: 1,
      messages: """
        p.json:2:3: error: expected an element of Patient [fhir.unknown-element]
          at Patient.brithDate · hint: did you mean 'birthDate'?

        """),
    Situation(
      testDescription: "one bad line of many leaves no output",
      files: ["p.ndjson": "\(patient)\n{\"resourceType\":\"Patient\" \"x\"}\n"],
      arguments: ["p.ndjson", "--to", "ndjson", "-o", "out.ndjson"], code: 1,
      messages: "p.ndjson:2:27: error: expected `,` or `}` [json.syntax]\n"),
  ]

  @Test(arguments: situations) func saysAndWritesExactlyThis(_ situation: Situation) throws {
    let folder = try TemporaryFolder()
    for (name, text) in situation.files { try folder.write(name, text) }
    let outcome = try Program.run(["convert"] + situation.arguments, in: folder, input: situation.input)
    #expect(
      outcome == Outcome(code: situation.code, output: situation.output, messages: situation.messages))
    #expect(folder.names == (Array(situation.files.keys) + Array(situation.written.keys)).sorted())
    for (name, text) in situation.written { #expect(try folder.read(name) == text) }
  }

  @Test func twoRunsWriteTheSameBytes() throws {
    let folder = try TemporaryFolder()
    try folder.write("p.json", Self.patient)
    for name in ["1.json", "2.json"] { _ = try Program.run(["convert", "p.json", "-o", name], in: folder) }
    #expect(try folder.read("1.json") == folder.read("2.json"))
  }
}

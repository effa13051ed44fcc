// `transfuse validate`, as a user types it.

import Foundation
import Testing

struct ValidateTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("good.json", Array(#"{"resourceType":"Patient","gender":"male"}"#.utf8))
    try folder.write("bad.json", Array("{\"resourceType\":\"Patient\",\n \"gender\":\"ZQX\"}".utf8))
    try folder.write("bad.xml", Array(#"<Patient xmlns="http://hl7.org/fhir"><gender value="ZQX"/></Patient>"#.utf8))
    try folder.write("odd.json", Array(#"{"resourceType":"Patient","name":[{"family":" a"}]}"#.utf8))
    try folder.write(
      "lines.ndjson", Array("{\"resourceType\":\"Basic\"}\n{\"resourceType\":\"Patient\",\"gender\":\"ZQX\"}\n".utf8))
    return folder
  }

  private static let badGender = """
    error: expected a code of AdministrativeGender [fhir.binding.required]
        at Patient.gender · hint: one of male, female, other, unknown

    """
  private static let notChecked = "not checked: invariants written in FHIRPath\n"

  @Test func textNamesTheLineAndNotTheValue() throws {
    let outcome = try Program.run(["validate", "good.json", "bad.json", "bad.xml"], in: folder())
    #expect(
      outcome
        == Outcome(
          code: 1,
          output: """
            good.json: valid
            bad.json: not valid, 1 error
              bad.json:2:11: \(Self.badGender)    | "gender":"…"}
                |          ^
            bad.xml: not valid, 1 error
              bad.xml:1:38: \(Self.badGender)    | <Patient xmlns="…"><gender value="…"/></Patient>
                |                    ^
            \(Self.notChecked)3 files: 1 valid, 2 not

            """, messages: ""))
    let shown = try Program.run(["validate", "bad.json", "--show-values"], in: folder())
    #expect(shown.output.contains("value: ZQX"))
    #expect(shown.output.contains("    | \"gender\":\"ZQX\"}\n    |          ^\n"))
  }

  @Test func colourIsForTerminalsUnlessAskedFor() throws {
    let folder = try folder()
    #expect(try !Program.run(["validate", "bad.json"], in: folder).output.contains("\u{1b}"))
    let colored = try Program.run(["validate", "bad.json", "--color", "always"], in: folder).output
    #expect(colored.contains("bad.json:2:11: \u{1b}[1;31merror\u{1b}[0m: expected"))
    #expect(colored.contains("\u{1b}[1;31m^\u{1b}[0m"))
    let written = ["validate", "bad.json", "--color", "always", "--report", "text:r.txt"]
    #expect(try Program.run(written, in: folder).code == 1)
    #expect(try !folder.read("r.txt").contains("\u{1b}"))
  }

  @Test func recordsOfNDJSONHaveTheirLines() throws {
    let outcome = try Program.run(["validate", "lines.ndjson"], in: folder())
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("lines.ndjson:1:1: error: expected code [fhir.cardinality.min]"))
    #expect(outcome.output.contains("lines.ndjson:2:36: \(Self.badGender.prefix(40))"))
  }

  @Test func reportsComeFromTheSameFindings() throws {
    let folder = try folder()
    let outcome = try Program.run(
      [
        "validate", "bad.json", "good.json", "--report", "json:r.json", "--report", "operationoutcome:o.json",
        "--report",
        "junit:j.xml",
      ], in: folder)
    #expect(outcome == Outcome(code: 1, output: "", messages: ""))
    for name in ["r.json", "o.json", "j.xml"] {
      let text = try folder.read(name)
      #expect(text.contains("fhir.binding.required"))
      #expect(!text.contains("ZQX"))
    }
    #expect(try folder.read("j.xml").contains("tests=\"2\" failures=\"1\""))
    // Our own OperationOutcome is valid by our own rules.
    #expect(try Program.run(["validate", "o.json", "--fail-on", "warning"], in: folder).code == 0)
  }

  @Test func whatFailsAndWhatIsListedCanBeChosen() throws {
    #expect(try Program.run(["validate", "odd.json"], in: folder()).code == 0)
    #expect(try Program.run(["validate", "odd.json", "--fail-on", "warning"], in: folder()).code == 1)
    let quiet = try Program.run(["validate", "odd.json", "--level", "error"], in: folder())
    #expect(quiet.output == "odd.json: valid, 1 warning\n\(Self.notChecked)1 file: 1 valid, 0 not\n")
  }

  @Test func foldersStreamsAndBrokenFilesAreTaken() throws {
    let folder = try folder()
    try folder.write("broken.json", Array("{".utf8))
    try folder.write("empty.json", [])
    let outcome = try Program.run(["validate", "."], in: folder)
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("[json.truncated]") && outcome.output.contains("[format.empty]"))
    #expect(outcome.output.hasSuffix("7 files: 2 valid, 5 not\n"))
    let stream = try Program.shell("cat good.json | transfuse validate -", in: folder)
    #expect(stream.output.hasPrefix("-: valid\n"))
    #expect(try Program.run(["validate", "absent.json"], in: folder).code == 2)
    #expect(try Program.run(["validate", "good.json", "--report", "xml:-"], in: folder).code == 64)
    #expect(try Program.run(["validate", "good.json", "--max-errors", "0"], in: folder).code == 64)
  }

  @Test func manyFindingsAreCounted() throws {
    let folder = try TemporaryFolder()
    let names = Array(repeating: #"{"family":" a"}"#, count: 30).joined(separator: ",")
    try folder.write("p.json", Array(#"{"resourceType":"Patient","name":[\#(names)]}"#.utf8))
    let outcome = try Program.run(["validate", "p.json", "--max-errors", "3"], in: folder)
    #expect(outcome.output.contains("  27 more are not listed\n"))
  }

  @Test func anErrorIsListedHoweverManyWarningsComeBefore() throws {
    let folder = try TemporaryFolder()
    let names = Array(repeating: #"{"family":" a"}"#, count: 1_200).joined(separator: ",")
    try folder.write("p.json", Array(#"{"resourceType":"Patient","name":[\#(names)],"gender":"ZQX"}"#.utf8))
    let outcome = try Program.run(
      [
        "validate", "p.json", "--max-errors", "3", "--report", "text:-", "--report", "json:r.json",
        "--report", "operationoutcome:o.json", "--report", "junit:j.xml",
      ], in: folder)
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("fhir.binding.required") && outcome.output.contains("more are not listed\n"))
    #expect(try folder.read("r.json").contains("fhir.binding.required"))
    #expect(try folder.read("r.json").contains("\"unlisted\": 1198}"))
    for name in ["o.json", "j.xml"] { #expect(try folder.read(name).contains("1198 more are not listed")) }
  }

  static let overInput = [
    ("--report json:bad.json", "'--report json:bad.json' names an input"),
    ("--report text:- --report json:./bad.json", "'--report json:./bad.json' names an input"),
    ("--report json:d/../bad.json", "names an input"),
    ("--report json:r --report junit:./r", "'--report json:r' and '--report junit:./r' name one file."),
    ("--report json:- --report junit:-", "Only one thing can go to standard output"),
  ]

  @Test(arguments: ["validate", "roundtrip"], overInput)
  func reportsOverwriteNoInputAndNoReport(command: String, example: (options: String, message: String)) throws {
    let folder = try folder()
    try FileManager.default.createDirectory(at: folder.url.appending(path: "d"), withIntermediateDirectories: true)
    let before = try folder.read("bad.json")
    let options = command == "validate" ? example.options : example.options.replacing("junit", with: "text")
    let message = command == "validate" ? example.message : example.message.replacing("junit", with: "text")
    for inputs in ["good.json bad.json", "."] {
      let outcome = try Program.shell("transfuse \(command) \(inputs) \(options)", in: folder)
      #expect(outcome.code == 64)
      #expect(outcome.messages.contains(message))
      #expect(outcome.output.isEmpty)
      #expect(try folder.read("bad.json") == before)
      #expect(!folder.names.contains("r"))
    }
  }

  @Test func linksThatLeadBackAreFollowedOnce() throws {
    let folder = try folder()
    let outcome = try Program.shell(
      "mkdir -p d/e; cp good.json d/e; ln -s .. d/e/up; ln -s ../../d d/e/again; ln -s e d/f; transfuse validate d",
      in: folder)
    #expect(outcome.output == "d/e/good.json: valid\n\(Self.notChecked)1 file: 1 valid, 0 not\n")
    #expect(outcome.code == 0)
  }

  @Test func aFolderWithoutFilesIsNoSuccess() throws {
    let folder = try folder()
    for command in ["validate", "roundtrip"] {
      let outcome = try Program.shell("mkdir -p none/.hidden; transfuse \(command) good.json none", in: folder)
      #expect(
        outcome
          == Outcome(
            code: 2, output: "", messages: "none: error: expected files in this folder, found none [file.read]\n"))
    }
  }

  @Test func anEncodingThatContradictsTheDocumentIsSaid() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "l.xml",
      Array("<?xml version='1.0' encoding='UTF-8'?><Patient xmlns=\"http://hl7.org/fhir\"><name><family value=\"".utf8)
        + [0xE9] + Array("\"/></name></Patient>".utf8))
    let warning =
      "l.xml:1:1: warning: read as ISO-8859-1, which is not what the document says [xml.encoding.overridden]\n"
    let converted = try Program.run(["convert", "l.xml", "--encoding", "ISO-8859-1", "--compact"], in: folder)
    #expect(converted.output.contains("\u{e9}"))
    #expect(converted.messages.hasPrefix(warning))
    #expect(converted.code == 0)
    let validated = try Program.run(["validate", "l.xml", "--encoding", "ISO-8859-1"], in: folder)
    #expect(validated.output.contains(warning))
    try folder.write("u.xml", Array("<Patient xmlns=\"http://hl7.org/fhir\"><active value=\"true\"/></Patient>".utf8))
    #expect(try !Program.run(["validate", "u.xml", "--encoding", "utf8"], in: folder).output.contains("warning"))
  }

  @Test func manyAtOnceSayTheSame() throws {
    let folder = try folder()
    try folder.write("broken.json", Array("{".utf8))
    for index in 0..<40 {
      try folder.write("n\(index).json", Array("{\"resourceType\":\"Patient\",\"gender\":\"\(index)\"}".utf8))
    }
    let one = try Program.run(["validate", ".", "-v", "-j", "1"], in: folder)
    for jobs in ["2", "16"] { #expect(try Program.run(["validate", ".", "-v", "--jobs", jobs], in: folder) == one) }
    #expect(one.output.contains("46 files"))
    #expect(try Program.run(["validate", ".", "-j", "0"], in: folder).code == 64)
  }

  @Test func aCaseIsValidatedByItsOwnRules() throws {
    let folder = try TemporaryFolder()
    try folder.write("c.yaml", Array("format: case/1\ncase: a\n".utf8))
    let outcome = try Program.run(["validate", "c.yaml"], in: folder)
    #expect(outcome.output.contains("c.yaml:"))
  }

  @Test func aKeyThatIsNoNameIsNotShown() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "p.json", Array(#"{"resourceType":"Patient","name":[{"Änne Qzx, geb. 1956":"a"}],\#n"Änne":1}"#.utf8))
    for arguments in [["validate"], ["roundtrip"], ["convert", "--to", "fhir-xml"]] {
      let outcome = try Program.run([arguments[0], "p.json"] + arguments.dropFirst(), in: folder)
      #expect(outcome.code == 1)
      #expect(!(outcome.output + outcome.messages).contains("nne"))
      #expect((outcome.output + outcome.messages).contains("Patient.name[0].(no name)"))
    }
  }

  @Test func aThousandFindingsAreCountedAlikeInEveryForm() throws {
    let folder = try TemporaryFolder()
    let names = Array(repeating: #"{"family":" a"}"#, count: 1_500).joined(separator: ",")
    let patient = #"{"resourceType":"Patient","name":[\#(names)],"gender":"ZQX"}"#
    try folder.write("p.json", Array(patient.utf8))
    try folder.write("p.ndjson", Array("\(patient)\n\(patient)\n".utf8))
    let outcome = try Program.run(["validate", "p.json", "p.ndjson", "--max-errors", "3"], in: folder)
    #expect(outcome.output.contains("p.json: not valid, 1 error, 1500 warnings\n"))
    #expect(outcome.output.contains("p.ndjson: not valid, 2 errors, 3000 warnings\n"))
  }

  @Test func aFolderThatMayNotBeReadStopsNothing() throws {
    let folder = try TemporaryFolder()
    var path = "d"
    for _ in 0..<300 { path += "/d" }
    _ = try Program.shell("mkdir -p \(path)", in: folder)
    try folder.write("d/a.json", Array(#"{"resourceType":"Patient"}"#.utf8))
    let outcome = try Program.run(["validate", "d"], in: folder)
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("d/a.json: valid\n") && outcome.output.contains("2 files: 1 valid, 1 not"))
  }

  @Test func aReportIsWrittenThoughTheOnlyInputCannotBeRead() throws {
    let folder = try TemporaryFolder()
    let outcome = try Program.run(["validate", "none.json", "--report", "json:r.json"], in: folder)
    #expect(outcome.code == 2 && outcome.output.isEmpty)
    #expect(try folder.read("r.json").contains("\"rule\": \"file.read\""))
  }

  @Test func warningsThatFailTheJobFailInEveryReport() throws {
    let folder = try TemporaryFolder()
    try folder.write("p.json", Array(#"{"resourceType":"Patient","name":[{"family":" a"}]}"#.utf8))
    let outcome = try Program.run(
      [
        "validate", "p.json", "--fail-on", "warning", "--report", "text:-", "--report", "json:r", "--report", "junit:j",
      ],
      in: folder)
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("p.json: valid, but not passed, 1 warning\n"))
    #expect(try folder.read("r").contains("\"valid\": true, \"passed\": false"))
    #expect(try folder.read("j").contains("failures=\"1\""))
  }

  @Test func anEncodingThatDoesNotLookTrueIsSaid() throws {
    let folder = try TemporaryFolder()
    let xml =
      #"<?xml version="1.0" encoding="ISO-8859-1"?><Patient xmlns="http://hl7.org/fhir"><language value="de"/><name><family value="Müller"/></name></Patient>"#
    try folder.write("p.xml", Array(xml.utf8))
    #expect(try Program.run(["validate", "p.xml"], in: folder).output.contains("[xml.encoding.suspect]"))
    let told = try Program.run(["roundtrip", "p.xml", "--encoding", "UTF-8"], in: folder)
    #expect(told.code == 0)
  }

  @Test func aNamespaceThatIsMissingIsSaidOnce() throws {
    let folder = try TemporaryFolder()
    try folder.write("p.xml", Array("<Patient><name><family value='a'/></name></Patient>".utf8))
    let outcome = try Program.run(["validate", "p.xml"], in: folder)
    #expect(outcome.output.contains("p.xml: not valid, 1 error\n") && outcome.output.contains("[xml.namespace]"))
  }
}

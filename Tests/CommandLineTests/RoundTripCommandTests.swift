// `transfuse roundtrip`, and Bundles taken apart into lines.

import Foundation
import Testing

struct RoundTripCommandTests {
  private static let bundle = """
    {"resourceType":"Bundle","type":"collection",
    "entry":[{"fullUrl":"urn:uuid:a","resource":{"resourceType":"Basic","id":"a","code":{"text":"x"}}},
    {"resource":{"resourceType":"Basic","id":"b"}}]}
    """

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(at: folder.url.appending(path: "d/e"), withIntermediateDirectories: true)
    try folder.write("d/b.json", ConvertTests.patient)
    try folder.write("d/e/a.xml", "<Patient xmlns=\"http://hl7.org/fhir\"><id value=\"p\"/></Patient>")
    try folder.write("bundle.json", Self.bundle)
    return folder
  }

  @Test func goesThroughFoldersInOrder() throws {
    let outcome = try Program.run(["roundtrip", "d"], in: folder())
    #expect(outcome.code == 0)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0].hasPrefix("d/b.json: ") && lines[0].hasSuffix("came back via fhir-xml: equal"))
    #expect(lines[1] == "d/e/a.xml: 1 of 1 values came back via fhir-json: equal")
    #expect(lines[2] == "2 files: 2 equal, 0 not")
  }

  @Test func oneBadFileStopsNoOther() throws {
    let folder = try folder()
    try folder.write("d/a.json", "{")
    let outcome = try Program.run(
      ["roundtrip", "d", "none", "--report", "json:r.json", "--report", "text:-"], in: folder)
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("d/a.json: 0 of 0 values came back: could not go\n"))
    #expect(outcome.output.hasSuffix("4 files: 2 equal, 2 not\n"))
    #expect(outcome.messages.contains("[json.truncated]") && outcome.messages.contains("[file.read]"))
    #expect(folder.names.contains("r.json"))
  }

  @Test func aFileThatIsNotThereIsWorkThatCannotBeDone() throws {
    #expect(try Program.run(["roundtrip", "none"], in: folder()).code == 2)
    #expect(try Program.run(["roundtrip", "d", "--report", "html:x"], in: folder()).code == 64)
    #expect(try Program.run(["roundtrip", "d", "--via", "html"], in: folder()).code == 64)
  }

  @Test func aBundleIsTakenApartAndWhatIsDroppedIsSaid() throws {
    let folder = try folder()
    let outcome = try Program.run(["convert", "bundle.json", "--to", "ndjson"], in: folder)
    #expect(outcome.code == 1)
    #expect(
      outcome.output
        == "{\"resourceType\":\"Basic\",\"id\":\"a\",\"code\":{\"text\":\"x\"}}\n{\"resourceType\":\"Basic\",\"id\":\"b\"}\n"
    )
    #expect(outcome.messages.contains("bundle.json:1:33: error: "))
    #expect(outcome.messages.contains("[format.bundle.dropped]\n  at Bundle.type\n"))
    #expect(outcome.messages.contains("at Bundle.entry[0].fullUrl\n"))
    let accepted = try Program.run(["convert", "bundle.json", "--to", "ndjson", "--allow-loss"], in: folder)
    #expect(accepted.code == 0)
    #expect(accepted.messages.hasPrefix("2 without a place in the output (-v lists them)\n"))
    let listed = try Program.run(["convert", "bundle.json", "--to", "ndjson", "--allow-loss", "-v"], in: folder)
    #expect(listed.code == 0 && listed.messages.contains("at Bundle.entry[0].fullUrl\n"))
  }

  @Test func aCaseComesBackFromOneLine() throws {
    let folder = try folder()
    try folder.write("case.yaml", "format: case/1\ncase: a\ntitle: x\n")
    let outcome = try Program.shell(
      "transfuse convert -q case.yaml --to ndjson | transfuse convert -q - --to case; transfuse convert -q bundle.json --to ndjson --allow-loss | transfuse convert -q - --to case",
      in: folder)
    #expect(outcome.output.contains("case: a\n"))
    #expect(outcome.messages.contains("a case comes from one Bundle, and this file has several records"))
    #expect(outcome.code == 64)
  }

  @Test(arguments: ["fhir-xml", "fhir-json"]) func aCaseComesBackFromEitherSyntax(format: String) throws {
    let folder = try folder()
    try folder.write("case.yaml", "format: case/1\ncase: a\ntitle: x\n")
    let outcome = try Program.shell(
      "transfuse convert -q case.yaml --to \(format) | transfuse convert -q - --to case", in: folder)
    #expect(outcome.output.contains("title: x\n"))
    #expect(outcome.code == 0)
  }

  @Test func aBundleThatBreaksOffLeavesNothing() throws {
    let folder = try TemporaryFolder()
    let entries = Array(repeating: #"{"resource":{"resourceType":"Basic"}}"#, count: 100_000).joined(separator: ",\n")
    try folder.write("b.json", Array(#"{"resourceType":"Bundle","entry":[\#(entries),x]}"#.utf8))
    for output in ["-", "out.ndjson"] {
      let outcome = try Program.run(["convert", "b.json", "--to", "ndjson", "-o", output], in: folder)
      #expect(outcome.code == 1)
      #expect(outcome.output.isEmpty)
      #expect(outcome.messages == "b.json:100000:39: error: expected a value [json.syntax]\n")
      #expect(folder.names == ["b.json"])
    }
  }
}

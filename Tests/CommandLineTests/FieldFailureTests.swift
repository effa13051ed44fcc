// Failures of other tools that were reported from the field, each with the file that showed it.

import Foundation
import TestSupport
import Testing

struct FieldFailureTests {
  /// A folder with the files of a failure.
  private func folder(_ name: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let files = "Tests/CommandLineTests/Fixtures/\(name)/"
    for path in Repository.files(below: files) {
      try folder.write(String(path.split(separator: "/").last ?? ""), Repository.bytes(path))
    }
    return folder
  }

  private static let thereAndBack =
    "transfuse convert -q in.json --to fhir-xml -o out.xml && transfuse convert -q out.xml --to fhir-json -o out.json"

  /// The lines on which a report has an error.
  private func lines(_ report: String) -> Set<Int> {
    Set(report.matches(of: /:(\d+):\d+: error:/).compactMap { Int($0.1) })
  }

  @Test func decimalsComeBackToTheLetter() throws {
    let folder = try folder("001-decimal-lexemes")
    #expect(try Program.shell(Self.thereAndBack, in: folder).code == 0)
    let numbers = [
      "0.840", "1.3E+2", "100", "1e-3", "-0.0", "12345678901234567890.123456789", "6.0", "5.00e0",
      "0.00000000000000000001",
    ]
    let json = try folder.read("out.json").matches(of: /"value": ([^",\n]+)/).map { String($0.1) }
    let xml = try folder.read("out.xml").matches(of: /<valueQuantity>\s*<value value="([^"]+)"/).map { String($0.1) }
    #expect(json == numbers)
    #expect(xml == numbers)
  }

  @Test func datesThatDoNotExistAreFound() throws {
    let outcome = try Program.run(["validate", "in.json"], in: folder("005-impossible-dates"))
    #expect(outcome.code == 1)
    #expect(lines(outcome.output) == [6, 10, 12, 14, 16, 18, 22, 28])
  }

  @Test func lineBreaksInAttributesAreKept() throws {
    let folder = try folder("017-xml-attribute-newlines")
    let line = Self.thereAndBack + " && transfuse convert -q literal.xml --to fhir-json -o literal.json"
    #expect(try Program.shell(line, in: folder).code == 0)
    #expect(try text(folder.read("out.json")) == text(folder.read("in.json")))
    #expect(try text(folder.read("literal.json")) == "line 1 line 2 x\nline 3\ty")
  }

  private func text(_ json: String) throws -> String? {
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    return (object?["note"] as? [[String: Any]])?.first?["text"] as? String
  }

  @Test func halfASurrogatePairIsRefused() throws {
    let folder = try folder("018-json-lone-surrogate")
    let bad = try Program.run(["convert", "bad.json", "--to", "fhir-xml", "-o", "out.xml"], in: folder)
    #expect(bad.code == 1 && bad.messages.hasPrefix("bad.json:5:") && !folder.exists("out.xml"))
    #expect(try Program.run(["convert", "good.json", "--to", "fhir-xml", "-o", "good.xml"], in: folder).code == 0)
    #expect(try folder.read("good.xml").contains("K\u{1F600}ai"))
  }

  @Test func listsOfPrimitivesKeepTheirPositions() throws {
    let folder = try folder("056-json-primitive-arrays")
    let line = Self.thereAndBack.replacing("in.json", with: "good.json")
    #expect(try Program.shell(line, in: folder).code == 0)
    // A list of nothing but null says nothing, and XML has no way to write it.
    let before = try folder.read("good.json").replacing(/"line": \[\s*null\s*\],/, with: "")
    #expect(try object(before) == object(folder.read("out.json")))
    let lenient = try Program.run(["convert", "lenient.json", "--to", "fhir-xml"], in: folder)
    #expect(lenient.code != 0 || lenient.output.contains("kept four"))
    let bad = try Program.run(["validate", "bad.json"], in: folder)
    #expect(bad.code == 1)
    #expect(lines(bad.output).isSuperset(of: [4, 5, 6, 7, 9]))
  }

  private func object(_ json: String) throws -> NSDictionary {
    try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? NSDictionary)
  }

  @Test func aContainedResourceRefersBackToItsContainer() throws {
    let folder = try folder("058-xml-contained-back-reference")
    let line = "transfuse convert -q in.xml --to fhir-json -o out.json && transfuse convert -q out.json --to fhir-xml"
    let outcome = try Program.shell(line, in: folder)
    #expect(outcome.code == 0)
    let contained = try #require((object(folder.read("out.json"))["contained"] as? [[String: Any]])?.first)
    #expect(contained["id"] as? String == "pr-role")
    #expect((contained["practitioner"] as? [String: Any])?["reference"] as? String == "#")
    #expect(outcome.output.contains("<reference value=\"#\"/>") && outcome.output.contains("haematology"))
  }

  @Test func narrativeWithAPrefixMeansTheSameWithoutIt() throws {
    let folder = try folder("059-xml-prefixed-narrative")
    #expect(try Program.run(["convert", "in.xml", "--to", "fhir-json", "-o", "out.json"], in: folder).code == 0)
    #expect(try Program.run(["validate", "in.xml"], in: folder).code == 0)
    let div = try #require((object(folder.read("out.json"))["text"] as? [String: Any])?["div"] as? String)
    #expect(div.hasPrefix("<div xmlns=\"http://www.w3.org/1999/xhtml\"") && !div.contains("h:"))
    #expect(div.contains("class=\"a\"") && div.contains("href=\"#x\"") && div.contains("<br/>"))
  }

  @Test func referencesWithAVersionFindTheirEntry() throws {
    let folder = try folder("064-bundle-versioned-references")
    #expect(try Program.run(["validate", "good.json"], in: folder).code == 0)
    let bad = try Program.run(["validate", "bad.json"], in: folder)
    #expect(bad.code == 1 && lines(bad.output) == [12])
  }

  @Test func compressedMembersAreReadAndACutIsSaid() throws {
    let folder = try folder("073-gzip-members-and-cut")
    let two = try Program.run(["convert", "-q", "two.ndjson.gz", "--to", "ndjson"], in: folder)
    #expect(two.code == 0 && two.output.matches(of: /"id":"p[123]"/).count == 3)
    let cut = try Program.run(["convert", "cut.ndjson.gz", "--to", "ndjson", "-o", "cut.ndjson"], in: folder)
    #expect(cut.code == 2 && cut.messages.hasPrefix("cut.ndjson.gz: error:") && !folder.exists("cut.ndjson"))
  }

  @Test func blankLinesOfNDJSONAreCountedAndNotCarried() throws {
    let folder = try folder("077-ndjson-blank-lines")
    let converted = try Program.run(["convert", "-q", "in.ndjson", "--to", "ndjson"], in: folder)
    let written = converted.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(converted.code == 0 && written.count == 5 && written.last == "" && !written.dropLast().contains(""))
    let validated = try Program.run(["validate", "in.ndjson"], in: folder)
    #expect(validated.code == 1 && lines(validated.output) == [6])
  }
}

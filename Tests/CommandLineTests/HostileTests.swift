// Inputs that are broken or made to hurt: a finding with its place, code 1, no output, no value in a message.

import Foundation
import Testing

/// An input that must be refused.
struct HostileInput: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let name: String
  let bytes: [UInt8]
  /// How the first message begins, after the name of the file.
  let message: String

  init(_ description: String, file: String = "case.yaml", bytes: [UInt8], says message: String) {
    testDescription = description
    name = file
    self.bytes = bytes
    self.message = message
  }

  init(_ description: String, file: String = "case.yaml", text: String, says message: String) {
    self.init(description, file: file, bytes: Array(text.utf8), says: message)
  }

  /// The small case with one thing changed.
  init(_ description: String, replacing old: String, with new: String, says message: String) {
    let text = CaseTests.small.replacing(old, with: new, maxReplacements: 1)
    precondition(text != CaseTests.small, "nothing to replace")
    self.init(description, text: text, says: message)
  }
}

struct HostileTests {
  private static let small = CaseTests.small
  private static func deep(_ unit: String, _ count: Int = 10_000) -> String { String(repeating: unit, count: count) }

  private static let manyKeys: String = (0..<70_000).map { "key\($0): ZQX\n" }.joined()
  private static let manyNames: String = (0..<70_000).map { ",\"x\($0)\":\"ZQX\"" }.joined()
  private static let steps: String = (0..<10_000).map { String(repeating: " ", count: $0) + "-\n" }.prefix(2_000)
    .joined()

  private static let bomb = """
    format: case/1
    case: small
    a: &a [x, x, x, x, x, x, x, x, x]
    b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
    c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
    d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]
    e: [*d, *d, *d, *d, *d, *d, *d, *d, *d]

    """

  static let noText: [HostileInput] = [
    HostileInput("empty", text: "", says: " error: expected content, found an empty file [format.empty]"),
    HostileInput("white space", text: "\n \n", says: " error: expected content, found an empty file [format.empty]"),
    HostileInput(
      "binary", bytes: [0x7F, 0x45, 0x4C, 0x46, 0, 1], says: " error: expected text, found binary data [format.unknown]"
    ),
    HostileInput(
      "not UTF-8", bytes: Array(small.utf8) + [0x23, 0x20, 0x82, 0xA0, 0x0A],
      says: "21:3: error: expected UTF-8 [case.encoding]"),
    HostileInput(
      "a zero byte", bytes: Array(small.utf8) + [0x23, 0x00, 0x0A],
      says: "21:2: error: expected text, found binary data [case.encoding]"),
    HostileInput(
      "JSON that is not UTF-8", file: "p.json",
      bytes: Array("{\"resourceType\":\"ZQX".utf8) + [0xC0, 0x80, 0x22, 0x7D],
      says: "1:21: error: expected UTF-8 [json.encoding]"),
  ]

  static let cases: [HostileInput] = [
    HostileInput(
      "truncated", text: String(small.prefix(small.count - 20)),
      says: "20:1: error: expected ',' or '}' [case.yaml.syntax]"),
    HostileInput(
      "10,000 levels deep", text: small.replacing("ZQX title", with: deep("[")),
      says: "3:72: error: expected at most 64 levels [case.depth]"),
    HostileInput(
      "2,000 levels of blocks", text: small.replacing("title: ZQX title", with: "title:\n" + steps),
      says: "68:65: error: expected at most 64 levels [case.depth]"),
    HostileInput("an alias bomb", text: bomb, says: "3:4: error: expected no anchor of YAML [case.yaml.alias]"),
    HostileInput(
      "a wrong type", replacing: "title: ZQX title", with: "title: [ZQX]", says: "3:8: error: expected text [case.type]"
    ),
    HostileInput(
      "an unknown key", replacing: "title:", with: "titel:",
      says: "3:1: error: unknown key 'titel'; did you mean 'title'? [case.key.unknown]"),
    HostileInput(
      "an anchor that does not exist", replacing: "at: T0", with: "at: T9",
      says: "12:9: error: no anchor with this id; did you mean 'T0'? [case.anchor.unknown]"),
    HostileInput(
      "a cycle of anchors", replacing: "    is: visit\n",
      with:
        "    is: visit\n  - {id: T1, name: ZQX, at: after T2, is: c1}\n  - {id: T2, name: ZQX, at: after T1, is: blood}\n",
      says: "8:29: error: anchors go round in a circle: T1, T2, T1 [case.anchor.cycle]"),
    HostileInput(
      "an anchor without an event", replacing: "    is: visit\n",
      with: "    is: visit\n  - {id: T1, name: ZQX, at: after T0}\n  - {id: T2, name: ZQX, at: after T1, is: blood}\n",
      says: "8:10: error: 'T1' has no event, but others count from it [case.anchor.no-event]"),
    HostileInput(
      "a unit outside the table", replacing: "1.00 IU/L", with: "1.00 ZQX/L",
      says: "20:35: error: expected a number with a unit of the unit table [case.value.unit]"),
    HostileInput(
      "a duplicate id", replacing: "id: ck", with: "id: c1",
      says: "20:14: error: expected another id; this one is taken [case.id.duplicate]"),
    HostileInput(
      "a duplicate key", replacing: "title: ZQX title", with: "title: ZQX title\ntitle: ZQX other",
      says: "4:1: error: expected 'title' once [case.key.duplicate]"),
    HostileInput(
      "a duplicate statement", replacing: "[S2]", with: "[S1]",
      says: "20:55: error: expected each statement once [case.statement.duplicate]"),
    HostileInput(
      "70,000 unknown keys", text: small + manyKeys, says: "21:1: error: unknown key 'key0' [case.key.unknown]"),
    HostileInput(
      "JSON that is cut", file: "case.json", text: #"{"format":"case/1","case":"small","title":"ZQX"#,
      says: "1:47: error: expected more: the text ends inside a value [json.truncated]"),
    HostileInput(
      "JSON with a wrong type", file: "case.json", text: #"{"format":"case/1","case":"small","title":["ZQX"]}"#,
      says: "1:43: error: expected text [case.type]"),
    HostileInput(
      "JSON 10,000 levels deep", file: "case.json", text: #"{"format":"case/1","case":"small","title":"# + deep("["),
      says: "1:106: error: expected at most 64 levels of objects and lists [tree.depth]"),
  ]

  static let resources: [HostileInput] = [
    HostileInput(
      "truncated", file: "p.json", text: #"{"resourceType":"Patient","name":[{"family":"ZQX"#,
      says: "1:49: error: expected more: the text ends inside a value [json.truncated]"),
    HostileInput(
      "lists 10,000 levels deep", file: "p.json", text: #"{"resourceType":"Basic","extension":"# + deep("["),
      says: "1:38: error: expected one value, found a list [json.unexpected-array]"),
    HostileInput(
      "objects 10,000 levels deep", file: "p.json", text: #"{"resourceType":"Basic","# + deep(#""extension":[{"#),
      says: "1:3608: error: expected at most 512 levels of objects and lists [tree.depth]"),
    HostileInput(
      "half a surrogate pair", file: "p.json", text: #"{"resourceType":"Patient","id":"ZQX\ud83dZQX"}"#,
      says: "1:36: error: expected both halves of a surrogate pair [json.lone-surrogate]"),
    HostileInput(
      "a duplicate key with an escape", file: "p.json", text: #"{"resourceType":"Patient","id":"ZQX","\u0069d":"ZQX"}"#,
      says: "1:38: error: expected each key once in an object [json.duplicate-key]"),
    HostileInput(
      "content after the end", file: "p.json", text: #"{"resourceType":"Patient"} ZQX"#,
      says: "1:28: error: expected the end of the file after the value [json.trailing-content]"),
    HostileInput(
      "a number that is none", file: "p.json", text: #"{"resourceType":"Patient","multipleBirthInteger":01}"#,
      says: "1:50: error: expected a number without leading zeros [json.number]"),
    HostileInput(
      "a wrong type", file: "p.json", text: #"{"resourceType":"Patient","active":"ZQX"}"#,
      says: "1:36: error: expected `true` or `false`, found a string [json.value-type]"),
    HostileInput(
      "70,000 unknown names", file: "p.json", text: #"{"resourceType":"Patient""# + manyNames + "}",
      says: "1:27: error: expected an element of Patient [fhir.unknown-element]"),
  ]

  @Test(arguments: noText + cases + resources) func isRefusedWithItsPlace(input: HostileInput) throws {
    let folder = try TemporaryFolder()
    try folder.write(input.name, input.bytes)
    let outcome = try Program.run(["convert", input.name, "-o", "out.json", "--ledger", "ledger.json"], in: folder)
    let first = outcome.messages.split(separator: "\n").first ?? ""
    #expect(first == input.name + ":" + input.message)
    #expect(outcome.code == 1)
    #expect(outcome.output == "")
    #expect(!outcome.messages.contains("ZQX"))
    #expect(folder.names == [input.name])
  }

  @Test func everyBeginningOfACaseIsRefusedOrReadWithoutAWord() throws {
    let folder = try TemporaryFolder()
    let bytes = Array(Self.small.utf8)
    for count in stride(from: 1, to: bytes.count, by: 7) {
      try folder.write("case.yaml", Array(bytes.prefix(count)))
      let outcome = try Program.run(["convert", "case.yaml", "-o", "out.json"], in: folder)
      #expect(outcome.code == 0 || outcome.code == 1)
      #expect(folder.exists("out.json") == (outcome.code == 0), "\(count)")
      #expect(!outcome.messages.contains("ZQX"))
      if outcome.code == 0 { try FileManager.default.removeItem(at: folder.url.appending(path: "out.json")) }
    }
  }

  @Test func manyFindingsDoNotFloodAScreen() throws {
    let folder = try TemporaryFolder()
    try folder.write("p.json", #"{"resourceType":"Patient""# + Self.manyNames + "}")
    let outcome = try Program.run(["convert", "p.json"], in: folder)
    let lines = outcome.messages.split(separator: "\n")
    #expect(lines.count == 201)
    #expect(lines.last?.hasSuffix("more findings are not shown; -v shows them") == true)
  }
}

// JSON itself: what is refused, with which words and where; what is accepted, and comes back to the letter.

import FHIRCore
import Testing

@testable import FHIRJSON

@Suite struct JSONSyntaxTests {
  @Test(arguments: [
    ("", "1:1: error: expected a JSON value: the input is empty [json.truncated]"),
    (" \n ", "2:2: error: expected a JSON value: the input is empty [json.truncated]"),
    ("{", "1:2: error: expected more: the text ends inside a value [json.truncated]"),
    ("{\"a\"", "1:5: error: expected more: the text ends inside a value [json.truncated]"),
    ("{\"a\":", "1:6: error: expected more: the text ends inside a value [json.truncated]"),
    ("{\"a\":1,", "1:8: error: expected more: the text ends inside a value [json.truncated]"),
    ("[1,", "1:4: error: expected more: the text ends inside a value [json.truncated]"),
    ("\"abc", "1:5: error: expected more: the text ends inside a value [json.truncated]"),
    ("\"abc\\", "1:6: error: expected more: the text ends inside a value [json.truncated]"),
    ("\"abc\\\"", "1:7: error: expected more: the text ends inside a value [json.truncated]"),
    ("tru", "1:4: error: expected more: the text ends inside a value [json.truncated]"),
    ("trux", "1:1: error: expected a value [json.syntax]"),
    ("NaN", "1:1: error: expected a value [json.syntax]"),
    ("{a:1}", "1:2: error: expected a key in double quotes [json.syntax]"),
    ("{\"a\" 1}", "1:6: error: expected `:` after the key [json.syntax]"),
    ("{\"a\":1 \"b\":2}", "1:8: error: expected `,` or `}` [json.syntax]"),
    ("{\"a\":1,}", "1:8: error: expected a key in double quotes [json.syntax]"),
    ("{,}", "1:2: error: expected a key in double quotes [json.syntax]"),
    ("[1 2]", "1:4: error: expected `,` or `]` [json.syntax]"),
    ("[1,]", "1:4: error: expected a value [json.syntax]"),
    ("[,1]", "1:2: error: expected a value [json.syntax]"),
    ("[1}", "1:3: error: expected `,` or `]` [json.syntax]"),
    ("]", "1:1: error: expected a value [json.syntax]"),
    ("{} {}", "1:4: error: expected the end of the file after the value [json.trailing-content]"),
    ("1.", "1:3: error: expected more: the text ends inside a value [json.truncated]"),
    ("[1.]", "1:4: error: expected a number as JSON writes it [json.number]"),
    ("[01]", "1:2: error: expected a number without leading zeros [json.number]"),
    ("[-]", "1:3: error: expected a number as JSON writes it [json.number]"),
    ("[1e+]", "1:5: error: expected a number as JSON writes it [json.number]"),
    ("[.5]", "1:2: error: expected a value [json.syntax]"),
    ("[+1]", "1:2: error: expected a value [json.syntax]"),
    ("[\"a\u{1}b\"]", "1:4: error: expected a control character to be written as an escape [json.control-character]"),
    ("[\n\"a\nb\"]", "2:3: error: expected a control character to be written as an escape [json.control-character]"),
    (
      "[\"a\\x\"]",
      "1:4: error: expected one of `\\\"` `\\\\` `\\/` `\\b` `\\f` `\\n` `\\r` `\\t` `\\uXXXX` [json.escape]"
    ),
    ("[\"\\ud83d\"]", "1:3: error: expected both halves of a surrogate pair [json.lone-surrogate]"),
    ("[\"\\ud83dx\\ude00\"]", "1:3: error: expected both halves of a surrogate pair [json.lone-surrogate]"),
    ("[\"\\ude00\"]", "1:3: error: expected both halves of a surrogate pair [json.lone-surrogate]"),
    ("[\"\\ud83d\\ud83d\"]", "1:3: error: expected both halves of a surrogate pair [json.lone-surrogate]"),
  ])
  func refuses(text: String, message: String) {
    let fault = #expect(throws: Diagnostic.self) { try readUntyped(text) }
    #expect(fault?.description.split(separator: "\n").first.map(String.init) == "-:" + message)
  }

  @Test(arguments: [
    "1", "\"a\"", "null", "true", "[]", "{}", "[[]]", "[[[1],[]],{}]", "{\"a\":[]}", "{\"a\":[[]]}",
    "{\"a\":[[1,2],[]]}",
    "{\"a\":{}}", "{\"a\":[{},{}]}", "[1,\"a\",{\"b\":[null,true]},[false]]", "-0", "1.00", "6.022e23", "1E+2", "1e-07",
    "123456789012345678901234567890.1234567890", "{\"\":1}", "{\"a\\n\":1}", "\"\\u0000\\u001f\\\\\\\"\"",
    "\"😀é\u{7f}\"",
  ])
  func keepsAnyJSONAsItStands(text: String) throws {
    #expect(try String(decoding: writeUntyped(text), as: UTF8.self) == text)
  }

  @Test func decodesEscapes() throws {
    let tree = try readUntyped(#""\u0041\ud83d\ude00\/\b\f\n\r\t\"\\\u00e9""#)
    #expect(tree.root.string == "A😀/\u{8}\u{c}\n\r\t\"\\é")
  }

  @Test func refusesWhatIsNotUTF8() {
    var reader = JSONReader(definitions: nil)
    var refused: [String] = []
    for bytes: [UInt8] in [[0x22, 0xFF, 0x22], [0x22, 0xED, 0xA0, 0xBD, 0x22], [0xFF, 0xFE, 0x7B, 0x00]] {
      do {
        _ = try reader.read(bytes)
      } catch {
        refused.append("\(error.place.line):\(error.place.column) \(error.rule.id)")
      }
    }
    #expect(refused == ["1:2 json.encoding", "1:2 json.encoding", "1:1 json.encoding"])
  }

  @Test func skipsAByteOrderMarkWithAWarning() throws {
    var reader = JSONReader()
    _ = try reader.read([0xEF, 0xBB, 0xBF] + Array(#"{"resourceType":"Basic"}"#.utf8))
    #expect(reader.diagnostics.map(\.rule.id) == ["json.byte-order-mark"])
  }

  @Test func refusesDepthBeyondTheLimit() {
    let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
    let fault = #expect(throws: Diagnostic.self) { try readUntyped(deep) }
    #expect(fault?.rule == TreeRule.depth)
    #expect(fault?.place.column == 513)
    let objects = String(repeating: #"{"a":"#, count: 10_000) + "1" + String(repeating: "}", count: 10_000)
    #expect(throws: Diagnostic.self) { try readUntyped(objects) }
    let unclosed = String(repeating: "[", count: 100_000)
    #expect(throws: Diagnostic.self) { try readUntyped(unclosed) }
  }

  @Test func readsAsDeepAsItIsAllowed() throws {
    let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
    var reader = JSONReader(definitions: nil, limits: Limits(depth: 10_000))
    let tree = try reader.read(Array(deep.utf8))
    #expect(JSONWriter(definitions: nil).write(tree.root) == Array(deep.utf8))
  }

  @Test func refusesMoreThanTheSizeItIsAllowed() {
    var reader = JSONReader(definitions: nil, limits: Limits(size: 10))
    do {
      _ = try reader.read(Array("[1,2,3,4,5,6]".utf8))
      Issue.record("expected a refusal")
    } catch {
      #expect(error.rule == TreeRule.size)
    }
  }

  @Test func refusesMoreNamesThanAreNumbered() {
    let many = "{" + (0..<70_000).map { "\"name\($0)\":1" }.joined(separator: ",") + "}"
    let fault = #expect(throws: Diagnostic.self) { try readUntyped(many) }
    #expect(fault?.rule == TreeRule.names)
    #expect(fault?.place.line == 1)
  }

  @Test func readsAnyPrefixWithoutHarm() {
    let text = Array(Sample.patient.utf8)
    var accepted = 0
    for length in 0..<text.count {
      var reader = JSONReader()
      if (try? reader.read(Array(text[..<length]))) != nil { accepted += 1 }
    }
    #expect(accepted == 0)
  }

  @Test func findsDuplicateKeysAlsoWithEscapes() throws {
    var reader = JSONReader(definitions: nil)
    let tree = try reader.read(Array("{\"a\":1,\n\"b\":{\"a\":2},\"\\u0061\":3}".utf8))
    #expect(
      reader.diagnostics.map(\.description) == [
        "-:2:13: error: expected each key once in an object [json.duplicate-key]"
      ])
    #expect(tree.root.children("a").map(\.string) == ["1", "3"])
  }
}

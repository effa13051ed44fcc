// Damaged files, thousands of them, the same in every run: nothing crashes, and what is accepted is kept.

import FHIRCore
import FHIRDefinitions
import TestSupport
import Testing

@testable import FHIRJSON

@Suite struct MutationTests {
  /// Texts that together have most of what the reader and writer tell apart.
  private static let texts = [
    Sample.patient,
    #"{"id":"b","entry":[{"fullUrl":"urn:a","resource":{"id":"o","status":"final","valueQuantity":{"value":1.00},"#
      + #""component":[{"valueString":"s","_valueString":{"id":"i"}},{"valueInteger":-0}],"resourceType":"Observation"}},"#
      + #"{}],"_type":{"id":"t"},"type":"collection","resourceType":"Bundle"}"#,
    #"{"resourceType":"Patient","name":[{"given":["A",null],"_given":[null,{"extension":[{"url":"u","valueCode":"x"}]}]},"#
      + #"{"given":["B"],"given":[["C"],{}]}],"contact":[],"x":[1,[2,{"y":null}],[]],"gender":["male"],"active":"no"}"#,
    "[{\"a\":[],\"\\u00e9\":\"\\ud83d\\ude00\",\"b\":{\"c\":[[1.50e-7,true],null]}}]",
  ]

  /// What is put where something was: the bytes that mean most, and tokens that make most trouble.
  private static let pieces = [
    "\"", "\\", "{", "}", "[", "]", ",", ":", "_", "0", "-", "e", "null", "{}", "[]", "true", "\u{0}", "\n", "\"x\":1,",
    "1",
    "\"_given\":[null],", "\"resourceType\":\"Group\",", "\"valueString\":\"z\",", "\\ud83d",
  ].map { Array($0.utf8) }

  @Test(arguments: texts.indices) func neitherCrashNorLoseAnything(index: Int) throws {
    let original = Array(Self.texts[index].utf8)
    // The last text is no FHIR.
    let definitions: Definitions? = index == Self.texts.count - 1 ? nil : .r4
    var reader = JSONReader(definitions: definitions, limits: Limits(depth: 40))
    var random = Seeded(UInt64(index))
    var (accepted, refused) = (0, 0)
    for round in 0..<2_500 {
      let text = Self.damaged(original, &random)
      guard let tree = try? reader.read(text) else {
        refused += 1
        continue
      }
      accepted += 1
      let isClean = reader.diagnostics.isEmpty
      let writer = JSONWriter(style: round.isMultiple(of: 4) ? .pretty : .compact, definitions: definitions)
      let written = writer.write(tree.root)
      let again = try reader.read(written)
      let shown = String(decoding: text, as: UTF8.self)
      if writer.write(again.root) != written { Issue.record("written differently the second time: \(shown)") }
      if isClean, !reader.diagnostics.isEmpty { Issue.record("what was written has faults: \(shown)") }
      if !tree.records.contains(where: { $0.flags.contains(.scattered) }), !isSame(tree.root, again.root) {
        Issue.record("another tree: \(shown)")
      }
    }
    #expect(accepted > 100 && refused > 100, "\(accepted) accepted, \(refused) refused")
  }

  /// One or two damages: a byte changed, bytes left out, a piece put in, the end cut off, a stretch said twice.
  private static func damaged(_ text: [UInt8], _ random: inout Seeded) -> [UInt8] {
    var text = text
    for _ in 0..<Int.random(in: 1...2, using: &random) where !text.isEmpty {
      let place = Int.random(in: 0..<text.count, using: &random)
      let end = min(text.count, place + Int.random(in: 1...12, using: &random))
      switch Int.random(in: 0..<12, using: &random) {
      case 0, 1: text[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 2: text[place] = UInt8.random(in: 0...255, using: &random)
      case 3, 4: text.removeSubrange(place..<end)
      case 5, 6, 7: text.replaceSubrange(place..<end, with: pieces[Int.random(in: 0..<pieces.count, using: &random)])
      case 8, 9: text.insert(contentsOf: pieces[Int.random(in: 0..<pieces.count, using: &random)], at: place)
      case 10: text.insert(contentsOf: Array(text[place..<end]), at: Int.random(in: 0...text.count, using: &random))
      default: text.removeSubrange(place...)
      }
    }
    return text
  }

  /// Whether two elements have the same values and the same children in the same order.
  private func isSame(_ left: Node, _ right: Node) -> Bool {
    let (a, b) = (left.record, right.record)
    let (children, others) = (Array(left.children), Array(right.children))
    return left.tree.names.isSame(a.name, as: b.name, in: right.tree.names) && a.type == b.type && a.kind == b.kind
      && a.flags.subtracting(.decoded) == b.flags.subtracting(.decoded) && left.lexeme == right.lexeme
      && children.count == others.count && zip(children, others).allSatisfy { isSame($0, $1) }
  }
}

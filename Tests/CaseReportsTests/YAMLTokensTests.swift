// The look-through before the parser sees what the parser sees: no more, no less.

import TestSupport
import Testing
import Yams

@testable import CaseReports

@Suite struct YAMLTokensTests {
  /// Whether a tree that Yams has built has an anchor or a tag somewhere.
  ///
  /// An alias shares its anchor.
  func hasProperty(_ node: Yams.Node) -> Bool {
    if node.anchor != nil { return true }
    switch node {
    case .scalar(let scalar): return scalar.tag.description.contains("!t")
    case .sequence(let sequence):
      return sequence.tag.description.contains("!t") || sequence.contains { hasProperty($0) }
    case .mapping(let mapping):
      return mapping.tag.description.contains("!t")
        || mapping.contains { hasProperty($0.key) || hasProperty($0.value) }
    case .alias: return true
    }
  }

  private func depth(_ node: Yams.Node) -> Int {
    switch node {
    case .scalar, .alias: 0
    case .sequence(let sequence): 1 + (sequence.map { depth($0) }.max() ?? 0)
    case .mapping(let mapping): 1 + (mapping.map { max(depth($0.key), depth($0.value)) }.max() ?? 0)
    }
  }

  /// Texts put together from what makes YAML hard: what Yams can read of them must look the same to both.
  @Test(arguments: 0..<8) func agreesWithTheParser(seed: Int) {
    let pieces = [
      "a", "b", "c d", ": ", ":", "- ", "-", "? ", ", ", ",", "[", "]", "{", "}", "\n", "\n", "\n", "  ", "  ", " ",
      "&x ", "&x", "*x",
      "!t ", "!t", "'", "\"", "|\n", ">-\n", "|2\n", " # ", "#", "\\", "é", "\u{2028}", "---\n", "a: ", "b: ", "- a: ",
      "\n  ",
      "\n    ", "x: 'y'", "\"z\"", "%", "...\n", "\r\n", "\u{85}",
    ]
    var random = Seeded(UInt64(seed))
    var read = 0
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 1...14, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined()
      // Nodes hold their anchors weakly; the parser keeps them.
      guard let parser = try? Yams.Parser(yaml: text, resolver: .basic, encoding: .utf8),
        let node = try? parser.singleRoot()
      else { continue }
      read += 1
      let findings = YAMLTokens(Array(text.utf8), depthLimit: 64).findings.map(\.finding)
      let found = !Set(findings).isDisjoint(with: [.anchor, .alias, .tag])
      let expected = withExtendedLifetime(parser) { hasProperty(node) }
      #expect(found == expected, "\(text.unicodeScalars.map { $0.escaped(asASCII: true) }.joined())")
      // The levels that are counted are those of the text; `[a: b]` makes one more.
      if depth(node) > 4 {
        #expect(
          YAMLTokens(Array(text.utf8), depthLimit: 1).findings.contains { $0.finding == .depth },
          "\(text.unicodeScalars.map { $0.escaped(asASCII: true) }.joined())")
      }
    }
    #expect(read > 500)
  }
}

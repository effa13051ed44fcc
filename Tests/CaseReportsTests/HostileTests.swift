// What is broken, hostile or no text at all: a finding with a place, and never a crash.

import FHIRCore
import Foundation
import TestSupport
import Testing

@testable import CaseReports

@Suite struct HostileTests {
  static let dermatomyositis: [UInt8] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Examples/dermatomyositis/case.yaml")
    return (try? Array(Data(contentsOf: file))) ?? []
  }()

  private func findings(_ bytes: [UInt8], file: String = "case.yaml", limits: CaseLimits = CaseLimits()) -> [String] {
    CaseReport.read(bytes, file: file, limits: limits).diagnostics.map {
      "\($0.place.line):\($0.place.column): \($0.message) [\($0.rule.id)]"
    }
  }

  @Test func saysWhatIsNoText() {
    let text = Array((header + "title: x\n").utf8)
    #expect(findings([]) == ["1:1: expected a case, found nothing [case.empty]"])
    #expect(findings(Array(" \n\n".utf8)) == ["1:1: expected a case, found nothing [case.empty]"])
    #expect(findings(Array("# nothing\n".utf8)) == ["1:1: expected a case, found nothing but comments [case.empty]"])
    #expect(findings(Array("---\n...\n".utf8)) == ["2:1: expected keys and values [case.type]"])
    #expect(findings([0xEF, 0xBB, 0xBF] + text) == ["1:1: found a byte order mark [case.byte-order-mark]"])
    #expect(CaseReport.read([0xEF, 0xBB, 0xBF] + text, file: "-").report != nil)
    #expect(findings(text + [0x74, 0x3A, 0x20, 0x82, 0xA0]) == ["4:4: expected UTF-8 [case.encoding]"])
    #expect(findings(text.flatMap { [$0, 0] }) == ["1:1: expected UTF-8, found UTF-16 [case.encoding]"])
    #expect(findings(text.flatMap { [0, $0] }) == ["1:1: expected UTF-8, found UTF-16 [case.encoding]"])
    #expect(
      findings([0xFF, 0xFE] + text.flatMap { [$0, 0] }) == ["1:1: expected UTF-8, found UTF-16 [case.encoding]"])
    #expect(
      findings([0xFF, 0xFE, 0, 0] + text.flatMap { [$0, 0, 0, 0] }) == [
        "1:1: expected UTF-8, found UTF-32 [case.encoding]"
      ])
    #expect(findings(text + [0x61, 0x00, 0x62]) == ["4:2: expected text, found binary data [case.encoding]"])
    #expect(findings([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) == ["1:1: expected UTF-8 [case.encoding]"])
    #expect(findings(text + [0x61, 0x07]) == ["4:2: expected no control character [case.control-character]"])
    #expect(
      findings(text + Array("a\u{85}b\u{FEFF}".utf8)) == ["4:5: expected no control character [case.control-character]"]
    )
    #expect(
      findings(Array((header + "title: \"a\\x07\"\n").utf8)) == [
        "3:8: expected no control character [case.control-character]"
      ])
    #expect(findings(text, limits: CaseLimits(bytes: 8)) == ["0:0: expected at most 8 bytes [case.size]"])
  }

  @Test(
    "Deep nesting",
    arguments: [
      ("[", "]"), ("{a: ", "}"), ("[{a: ", "}]"), ("- ", ""), ("? ", ""), ("- - ", ""), ("{? ", "}"), ("- a:\n", ""),
      ("[a: ", "]"),
    ])
  func refusesDepth(open: String, close: String) {
    for depth in [100, 10_000, 200_000] {
      let text = header + "title: \n " + String(repeating: open, count: depth) + String(repeating: close, count: depth)
      let found = findings(Array(text.utf8))
      #expect(found.count == 1)
      #expect(found.first?.hasSuffix("[case.depth]") == true || found.first?.contains("[case.yaml.syntax]") == true)
    }
  }

  @Test func refusesDepthByIndentation() {
    let text = (0..<10_000).map { String(repeating: " ", count: $0) + "a:\n" }.prefix(2_000).joined()
    #expect(findings(Array(text.utf8)) == ["65:66: expected at most 64 levels [case.depth]"])
  }

  @Test(arguments: ["[", "{\"a\":", "[{\"a\":"]) func refusesDepthInJSON(open: String) {
    let text = String(repeating: open, count: 10_000)
    let found = findings(Array(text.utf8), file: "case.json")
    #expect(found.count == 1)
    #expect(found.first?.hasSuffix("[tree.depth]") == true)
  }

  @Test func refusesAnAliasBombAtOnce() {
    var text = header + "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for (one, next) in zip("abcdefghijklmnop", "bcdefghijklmnopq") {
      text += "\(next): &\(next) [" + Array(repeating: "*\(one)", count: 9).joined(separator: ", ") + "]\n"
    }
    let start = ContinuousClock.now
    let found = findings(Array(text.utf8))
    #expect(ContinuousClock.now - start < .milliseconds(500))
    #expect(found.first == "3:4: expected no anchor of YAML [case.yaml.alias]")
    #expect(found.count == 20)
  }

  @Test func refusesABombOfAliasesInKeys() {
    var text = header + "? &a [x, x]\n: y\n"
    for (one, next) in zip("abcdefghijklmnop", "bcdefghijklmnopq") {
      text += "? &\(next) {? *\(one) : x, ? [*\(one)] : x}\n: y\n"
    }
    #expect(findings(Array(text.utf8)).first == "3:3: expected no anchor of YAML [case.yaml.alias]")
  }

  @Test func neverCrashesOnATruncatedCase() {
    let bytes = Self.dermatomyositis
    #expect(bytes.count > 20_000)
    // At every byte of the beginning, where everything occurs once; further on now and then.
    let ends = Array(0..<1_500) + Array(stride(from: 1_500, to: bytes.count, by: 101))
    var readable = 0
    for end in ends {
      let reading = CaseReport.read(Array(bytes[..<end]), file: "case.yaml")
      #expect(reading.report != nil || !reading.diagnostics.isEmpty)
      for finding in reading.diagnostics where finding.place.line == 0 { Issue.record("no place: \(finding)") }
      if reading.report != nil { readable += 1 }
    }
    // A case may end between two of its lines; it must not often look whole.
    #expect(readable < ends.count / 2)
  }

  @Test(arguments: 0..<4) func neverCrashesOnADamagedCase(seed: Int) {
    var random = Seeded(UInt64(seed))
    let signs = Array(
      "[]{}:,-?&*!|>'\"%@`#\n \t\u{0}\u{80}\u{FF}a".unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
    for _ in 0..<100 {
      var bytes = Self.dermatomyositis
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[at] = signs.randomElement(using: &random) ?? 0
        case 1: bytes.insert(signs.randomElement(using: &random) ?? 0, at: at)
        default: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...40, using: &random)))
        }
      }
      let reading = CaseReport.read(bytes, file: "case.yaml")
      #expect(reading.report != nil || !reading.diagnostics.isEmpty)
    }
  }

  @Test func takesManyUnknownNames() {
    let names = (0..<70_000).map { "name\($0)" }
    let yaml = findings(Array((header + names.map { "\($0): x\n" }.joined()).utf8))
    #expect(yaml.count == 101)
    #expect(yaml.first?.hasPrefix("3:1: unknown key 'name0'") == true)
    #expect(yaml.last?.hasSuffix("69900 more findings are not shown [case.more]") == true)
    let flow = findings(Array((header + "source: {" + names.map { "\($0): x" }.joined(separator: ", ") + "}\n").utf8))
    #expect(flow.count == 101)
    let json = findings(
      Array(
        ("{\"format\": \"case/1\", \"case\": \"a\", " + names.map { "\"\($0)\": 1" }.joined(separator: ", ") + "}").utf8
      ),
      file: "a.json")
    #expect(json.last?.hasSuffix("[tree.names]") == true)
  }

  @Test func takesALongChainOfAnchors() {
    let count = 5_000
    let chain = (1..<count).map { "- {id: T\($0), name: x, at: T\($0 - 1)}\n" }.joined()
    let straight = header + "timeline:\n- {id: T0, name: x, is: visit}\n" + chain
    #expect(findings(Array(straight.utf8)) == [])
    let round = header + "timeline:\n- {id: T0, name: x, at: T\(count - 1)}\n" + chain
    #expect(findings(Array(round.utf8)).first?.contains("anchors go round in a circle: T0, T4999, T4998") == true)
  }

  @Test func repeatsNoIdThatIsNone() {
    let text =
      header
      + "timeline:\n- {id: Mr Smith, name: x}\n- {id: Mrs Smith, name: y, is: c}\nconditions:\n"
      + "- {id: c, kind: sign, name: x, evidence: [Mr Smit]}\ntreatments:\n- {id: Mr S, kind: drug, name: x, part-of: Mr T}\n"
      + "- {id: Mr T, kind: drug, name: x, part-of: Mr S}\n"
    let found = CaseReport.read(Array(text.utf8), file: "case.yaml").diagnostics
    #expect(found.count == 8)
    #expect(!found.contains { $0.description.contains("Mr") })
    #expect(found.contains { $0.description(showingValues: true).hasSuffix("value: Mr Smit") })
  }

  @Test func keepsTheTextApart() {
    let text = header + "course:\n- {id: r, name: x, value: 5 Smiths}\n"
    let found = CaseReport.read(Array(text.utf8), file: "case.yaml").diagnostics
    #expect(found.map(\.value) == ["5 Smiths"])
    #expect(found.first?.description.contains("Smiths") == false)
  }

  @Test func repeatsNoTextOfThePatient() throws {
    // Each text of the case becomes one that nothing expects; no finding may repeat it, unless it is an id.
    let text = String(decoding: Self.dermatomyositis, as: UTF8.self)
    let source = try #require(CaseReport.read(Self.dermatomyositis, file: "case.yaml").source)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var found = 0
    for leaf in source.leaves {
      let key = leaf.path.split(separator: ".").last ?? ""
      guard key != "id", !key.hasSuffix("]") else { continue }
      let line = lines[leaf.line - 1]
      lines[leaf.line - 1] = String(decoding: Array(line.utf8).prefix(leaf.column - 1), as: UTF8.self) + "Zyx 4711 Wvu"
      let reading = CaseReport.read(Array(lines.joined(separator: "\n").utf8), file: "case.yaml")
      for finding in reading.diagnostics {
        found += 1
        #expect(!finding.description.contains("Zyx") && !finding.description.contains("4711"), "at \(leaf.path)")
      }
      lines[leaf.line - 1] = line
    }
    #expect(found > 200)
  }
}

// Every rule can be broken, and is broken here once.

import FHIRCore
import Foundation
import Testing

@testable import CaseReports

@Suite struct RuleTests {
  private static let timeline = "timeline:\n- {id: T0, name: x, is: visit}\n"

  /// A file for each rule, the shorter the better.
  static let examples: [(rule: Rule, text: String)] = [
    (CaseRule.byteOrderMark, "\u{FEFF}" + header), (CaseRule.empty, "\n"),
    (CaseRule.depth, String(repeating: "- ", count: 65)),
    (CaseRule.controlCharacter, header + "title: a\u{7}b\n"), (CaseRule.yamlSyntax, "a: b: c"),
    (CaseRule.yamlAlias, "a: *b"),
    (CaseRule.yamlTag, "a: !b c"), (CaseRule.yamlDirective, "%YAML 1.2\n---\n" + header), (CaseRule.yamlTab, "a:\tb"),
    (CaseRule.yamlDocuments, header + "---\n" + header), (CaseRule.yamlMerge, header + "<<: {title: x}\n"),
    (CaseRule.yamlKey, header + "? [a]\n: c\n"), (CaseRule.yamlComment, header + "title: tooth #14\n"),
    (CaseRule.yamlAmbiguousScalar, header + "title: 7.0\n"),
    (CaseRule.keyUnknown, header + "x: y\n"), (CaseRule.keyMissing, "format: case/1\n"),
    (CaseRule.keyDuplicate, header + "case: b\n"), (CaseRule.type, header + "title: []\n"),
    (CaseRule.format, "format: case/9\ncase: a\n"), (CaseRule.word, header + "subject: {sex: m}\n"),
    (CaseRule.idForm, "format: case/1\ncase: A\n"),
    (CaseRule.idDuplicate, header + "conditions:\n- {id: a, kind: sign, name: x}\n- {id: a, kind: sign, name: x}\n"),
    (CaseRule.statementGap, header + "subject: {states: [S1, S2, S4]}\n"),
    (CaseRule.statementDuplicate, header + "subject: {states: [S1, S1]}\n"),
    (CaseRule.referenceUnknown, header + "conditions:\n- {id: a, kind: sign, name: x, evidence: [b]}\n"),
    (
      CaseRule.referenceKind,
      header + "conditions:\n- {id: a, kind: sign, name: x, due-to: [b]}\nadverse-events:\n- {id: b, name: x}\n"
    ),
    (CaseRule.referenceCycle, header + "conditions:\n- {id: a, kind: sign, name: x, evidence: [a]}\n"),
    (CaseRule.anchorUnknown, header + "conditions:\n- {id: a, kind: sign, name: x, at: T0}\n"),
    (CaseRule.anchorCycle, header + "timeline:\n- {id: T0, name: x, at: T0}\n"),
    (CaseRule.anchorNoEvent, header + "timeline:\n- {id: T0, name: x}\n- {id: T1, name: x, at: after T0}\n"),
    (
      CaseRule.anchorEvent,
      header + "timeline:\n- {id: T0, name: x, is: a}\nconditions:\n- {id: a, kind: sign, name: x}\n"
    ),
    (CaseRule.anchorRoots, header + timeline + "- {id: T1, name: x}\n"),
    (CaseRule.timeSyntax, header + "conditions:\n- {id: a, kind: sign, name: x, at: day 14}\n"),
    (CaseRule.timeBoth, header + timeline + "conditions:\n- {id: a, kind: sign, name: x, at: T0, until: T0}\n"),
    (
      CaseRule.timeOrder,
      header + timeline + "conditions:\n- {id: a, kind: sign, name: x, from: T0, until: 1 day before T0}\n"
    ),
    (CaseRule.valueSyntax, header + "course:\n- {id: a, name: x, value: positive}\n"),
    (CaseRule.valueUnit, header + "course:\n- {id: a, name: x, value: 5 parsecs}\n"),
    (CaseRule.doseSyntax, header + "treatments:\n- {id: a, kind: drug, name: x, doses: [{dose: 5mg}]}\n"),
    (
      CaseRule.intervalSyntax,
      header + "treatments:\n- {id: a, kind: drug, name: x, doses: [{text: x, lasting: long}]}\n"
    ),
    (CaseRule.cycleSyntax, header + "treatments:\n- {id: a, kind: drug, name: x, cycle: weekly}\n"),
    (CaseRule.eventSyntax, header + "timeline:\n- {id: T0, name: x, is: begin of y}\n"),
    (CaseRule.wholeNumber, header + "treatments:\n- {id: a, kind: drug, name: x, courses: 4.0}\n"),
    (CaseRule.date, header + "timeline:\n- {id: T0, name: x, at: '2018-13'}\n"),
    (CaseRule.source, header + "source: {doi: none}\n"),
    (CaseRule.resultEmpty, header + "course:\n- {id: a, name: x}\n"),
    (CaseRule.resultAbsent, header + "course:\n- {id: a, name: x, result: y, absent: unknown}\n"),
    (CaseRule.partEmpty, header + "treatments:\n- {id: a, kind: drug, name: x, doses: [{route: IV}]}\n"),
    (
      CaseRule.treatmentStatus,
      header + "treatments:\n- {id: a, kind: drug, name: x, status: ongoing, stopped: {text: y}}\n"
    ),
    (CaseRule.more, header + (0..<101).map { "x\($0): y\n" }.joined()),
  ]

  @Test func everyRuleIsBroken() {
    for (rule, text) in Self.examples {
      let reading = read(text)
      let found = reading.diagnostics.filter { $0.rule != CaseRule.more || rule == CaseRule.more }
      #expect(found.contains { $0.rule == rule }, "\(rule.id): found \(found.map(\.rule.id))")
      #expect(
        found.allSatisfy { $0.rule == rule } || rule == CaseRule.more, "\(rule.id): found \(found.map(\.rule.id))")
      #expect(found.allSatisfy { $0.place.line > 0 && $0.place.column > 0 }, "\(rule.id)")
      #expect((reading.report == nil) == (rule.severity == .error || rule == CaseRule.more), "\(rule.id)")
    }
    // These two need bytes and limits; `HostileTests` breaks them.
    let elsewhere = [CaseRule.encoding, CaseRule.size]
    #expect(Set(CaseRule.all.map(\.id)) == Set((Self.examples.map(\.rule) + elsewhere).map(\.id)))
    #expect(CaseRule.all.count == Set(CaseRule.all.map(\.id)).count)
  }

  @Test func messagesAreLowerCaseWithoutAFullStop() {
    for (rule, text) in Self.examples {
      for finding in read(text).diagnostics {
        for sentence in [finding.message, finding.hint].compactMap(\.self) {
          #expect(!sentence.hasSuffix("."), "\(rule.id): \(sentence)")
          #expect(sentence.first?.isUppercase == false, "\(rule.id): \(sentence)")
        }
      }
    }
  }

  /// The case on the page for authors is one.
  @Test func theCaseInTheDocumentationReads() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Docs/CaseFormat.md")
    let page = try String(contentsOf: file, encoding: .utf8)
    let text = try #require(page.split(separator: "```yaml\n").dropFirst().first?.split(separator: "```").first)
    let reading = read(String(text))
    #expect(reading.diagnostics.map(\.description) == [])
    #expect(reading.report?.id == "my-first-case")
  }

  /// The page for authors names every key and every word, and each key where it stands.
  @Test func theDocumentationHasEveryKeyAndWord() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Docs/CaseFormat.md")
    let page = try String(contentsOf: file, encoding: .utf8)
    var shapes: [CaseShape] = [.report]
    var seen: Set<String> = []
    while let shape = shapes.popLast() {
      guard seen.insert(shape.name).inserted else { continue }
      for key in shape.keys {
        #expect(page.contains("`\(key.name)`") || page.contains("`\(key.name)[]`"), "`\(key.name)` of \(shape.name)")
        switch key.content {
        case .word(let words): for word in words { #expect(page.contains(word), "\(word) of \(key.name)") }
        case .map(let inner), .list(let inner): shapes.append(inner)
        default: break
        }
      }
    }
    #expect(seen.count == 16)
  }
}

// The list of rules is whole, what it says is written down, and every rule is broken by some test.

import FHIRCore
import TestSupport
import Testing

@testable import Interchange

@Suite struct RuleBookTests {
  private static var rules: [Rule] { RuleBook.chapters.flatMap(\.rules) }

  @Test func theDocumentationIsUpToDate() throws {
    let isUpToDate = try Repository.isGolden("Docs/Rules.md", Array(RuleBook.page.utf8))
    #expect(isUpToDate, "run the tests with UPDATE_GOLDEN=1 and look at the difference")
  }

  @Test func everyIdIsThereOnceAndWellFormed() throws {
    var seen: Set<String> = []
    for rule in Self.rules {
      #expect(seen.insert(rule.id).inserted, "\(rule.id) is there twice")
      #expect(try /[a-z]+(\.[a-z]+(-[a-z]+)*)+/.wholeMatch(in: rule.id) != nil, "\(rule.id)")
      #expect(rule.summary.hasSuffix(".") && !rule.summary.contains("|"), "\(rule.id): \(rule.summary)")
    }
  }

  /// A rule that is declared and not listed would be missing from the documentation.
  @Test func everyRuleThatIsDeclaredIsInTheBook() throws {
    var declared: [String] = []
    for source in try Self.sources(below: "Sources") {
      for match in source.text.matches(of: /\bRule\(\s*"([^"]+)"\s*,\s*\./) { declared.append(String(match.1)) }
    }
    #expect(declared.sorted() == Self.rules.map(\.id).sorted())
  }

  /// By its id or by the name of its declaration.
  @Test func everyRuleIsBrokenBySomeTest() throws {
    let names = try Self.namesOfRules()
    let tests = try Self.sources(below: "Tests").filter { !$0.path.hasSuffix("RuleBookTests.swift") }
    for rule in Self.rules {
      let name = try #require(names[rule.id], "no declaration of \(rule.id)")
      #expect(
        tests.contains { $0.text.contains(rule.id) || $0.text.contains(name) },
        "no test names \(rule.id) or \(name)")
    }
  }

  /// `JSONRule.truncated` for `json.truncated` and so on, as the sources declare them.
  private static func namesOfRules() throws -> [String: String] {
    var names: [String: String] = [:]
    for source in try sources(below: "Sources") {
      guard let owner = source.text.firstMatch(of: /public enum (\w+Rule)\b/)?.1 else { continue }
      for match in source.text.matches(of: /static let (\w+) = Rule\(\s*"([^"]+)"/) {
        names[String(match.2)] = "\(owner).\(match.1)"
      }
    }
    return names
  }

  private static func sources(below folder: String) throws -> [(path: String, text: String)] {
    try Repository.files(below: folder, ending: ".swift").filter { !$0.contains("/Generated/") }.map {
      ($0, try Repository.text($0))
    }
  }
}

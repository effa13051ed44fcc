// Documents point only at what exists.

import Foundation
import TestSupport
import Testing

struct DocumentTests {
  static var documents: [String] {
    Repository.names(in: ".").filter { $0.hasSuffix(".md") }
      + ["Docs", "Definitions", "Mappings", "Examples", "Benchmarks"].flatMap {
        Repository.files(below: $0, ending: ".md")
      }
  }

  @Test(arguments: documents) func linksLeadSomewhere(document: String) throws {
    let folder = document.split(separator: "/").dropLast().joined(separator: "/")
    for match in try Repository.text(document).matches(of: /\]\(([^)#\s]+)[^)]*\)/) {
      let target = String(match.1)
      guard !target.contains("://"), !target.hasPrefix("mailto:") else { continue }
      let path = URL(filePath: "/" + folder).appending(path: target).standardized.path
      #expect(Repository.exists(String(path.dropFirst())), "\(document) links to \(target)")
    }
  }

  @Test func everyDecisionIsListed() throws {
    let index = try Repository.text("Docs/Decisions/README.md")
    for name in Repository.names(in: "Docs/Decisions") where name != "README.md" {
      #expect(index.contains("(\(name))"), "\(name) is not in the list")
    }
  }

  @Test func everyTestThatTheMapNamesExists() throws {
    let tests = Set(
      (Repository.files(below: "Tests", ending: ".swift").flatMap { $0.split(separator: "/").map(String.init) }).map {
        $0.hasSuffix(".swift") ? String($0.dropLast(6)) : $0
      })
    for document in ["Docs/Architecture.md", "Docs/Security.md"] {
      for match in try Repository.text(document).matches(of: /\b([A-Za-z]+Tests)\b/) {
        #expect(tests.contains(String(match.1)), "\(document) names \(match.1)")
      }
    }
  }
}

// What the documents show of the format is read without a finding.

import FHIRCore
import FHIRModels
import Foundation
import Testing

@testable import CaseReports

/// A piece of YAML in a document.
struct Snippet: CustomTestStringConvertible {
  let document: String
  let number: Int
  let text: String

  var testDescription: String { "\(document) \(number)" }

  /// A piece that is no whole case needs the two lines that every case has.
  var file: String { text.hasPrefix("format:") ? text : header + text }

  static let documents = ["Case.md", "CaseFormat.md"]

  static let all = documents.flatMap { document in
    ((try? Self.text(of: document)) ?? "").matches(of: /(?s)```yaml\n(.*?)```/).enumerated().map {
      Snippet(document: document, number: $0 + 1, text: String($1.1))
    }
  }

  static func text(of document: String) throws -> String {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Docs")
    return try String(contentsOf: folder.appending(path: document), encoding: .utf8)
  }
}

@Suite struct CaseDocumentTests {
  @Test func bothDocumentsHaveSnippets() {
    #expect(Set(Snippet.all.map(\.document)) == Set(Snippet.documents))
  }

  @Test(arguments: Snippet.all) func showsWhatIsReadWithoutAFinding(snippet: Snippet) {
    let reading = read(snippet.file)
    #expect(reading.diagnostics.map(\.description) == [])
    #expect(reading.report != nil)
  }

  @Test func theFirstCaseIsTheExample() throws {
    let first = try #require(Snippet.all.first { $0.document == "Case.md" })
    #expect(try String(contentsOf: Example.file("first-case"), encoding: .utf8) == first.text)
  }

  @Test func saysOfTheFirstCaseWhatTheProgramSays() throws {
    let example = try Example.named("first-case")
    let page = try Snippet.text(of: "Case.md")
    #expect(page.contains("bundle.json   \(example.bundle.entry.count) resources"))
    #expect(page.contains("\n\(example.source.statements.count) statements: "))
  }
}

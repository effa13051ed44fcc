// The three kinds of bundles of a case, against the rules that R4 has for each.

import FHIRCore
import FHIRJSON
import FHIRModels
import Testing

@testable import CaseReports

@Suite struct BundleTests {
  static let recordedAt = FHIRInstant(text: "2024-06-01T12:00:00+09:00")

  /// A case, and the bundle of a kind that it becomes.
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let example: Result<Example, any Error>
    let kind: BundleKind
    var testDescription: String { "\(kind) of the \(name) case" }

    func bundle(at time: FHIRInstant? = BundleTests.recordedAt) throws -> R4.Bundle {
      let example = try example.get()
      return example.report.convert(source: example.source, recordedAt: time, bundle: kind).bundle
    }
  }

  static let rows = BundleKind.allCases.flatMap { kind in
    [
      Row(name: "published", example: Example.dermatomyositis, kind: kind),
      Row(name: "invented", example: Example.anaphylaxis, kind: kind),
    ]
  }
  static let transactions = rows.filter { $0.kind == .transaction }
  static let documents = rows.filter { $0.kind == .document }

  @Test(arguments: rows) func readsWithoutAFinding(row: Row) throws {
    var reader = JSONReader()
    _ = try reader.read(Array(row.bundle().json().utf8), file: "bundle.json")
    #expect(reader.diagnostics.map(\.description) == [])
  }

  @Test(arguments: rows) func holdsTheSameResources(row: Row) throws {
    let bundle = try row.bundle()
    let collection = try Row(name: row.name, example: row.example, kind: .collection).bundle()
    #expect(bundle.type?.rawValue == row.kind.rawValue)
    #expect(bundle.entry.map(\.resource) == collection.entry.map(\.resource))
    #expect(bundle.entry.map(\.fullUrl) == collection.entry.map(\.fullUrl))
    // bdl-3 and bdl-7: a request where something is to be done, and each URL once.
    #expect(bundle.entry.allSatisfy { ($0.request != nil) == (row.kind == .transaction) })
    #expect(Set(bundle.entry.compactMap(\.fullUrl)).count == bundle.entry.count)
  }

  @Test(arguments: rows) func comesBackAsTheSameCase(row: Row) throws {
    let restoration = CaseReport.restore(from: try row.bundle())
    #expect(restoration.report == (try row.example.get().report))
    #expect(restoration.losses.map(\.description) == [])
  }

  // MARK: Transactions

  @Test(arguments: transactions) func everyResourceIsCreatedOnce(row: Row) throws {
    var searches: Set<String> = []
    for entry in try row.bundle().entry {
      let resource = try #require(entry.resource)
      let request = try #require(entry.request)
      switch request.method {
      case .post:
        #expect(request.url == resource.resourceType)
        let identifier = try #require(resource.node.child("identifier"))
        let system = try #require(identifier.child("system")?.string)
        let value = try #require(identifier.child("value")?.string)
        #expect(request.ifNoneExist == "identifier=\(system)|\(value)")
        #expect(searches.insert("\(request.url ?? "")?\(request.ifNoneExist ?? "")").inserted)
      case .put:
        // R4 has no search parameter `identifier` for these.
        #expect(["AdverseEvent", "Provenance"].contains(resource.resourceType))
        let id = try #require(resource.node.child("id")?.string)
        #expect(request.url == "\(resource.resourceType)/\(id)")
        #expect(request.ifNoneExist == nil)
      default: Issue.record("\(request.method?.rawValue ?? "no method")")
      }
    }
  }

  // MARK: Documents

  @Test(arguments: documents) func hasIdentifierTimeAndCompositionFirst(row: Row) throws {
    let bundle = try row.bundle()
    // bdl-9, bdl-10, bdl-11.
    #expect(bundle.identifier?.system == "urn:ietf:rfc:3986")
    #expect(bundle.identifier?.value?.hasPrefix("urn:uuid:") == true)
    #expect(bundle.timestamp?.text == Self.recordedAt?.text)
    let composition = try #require(bundle.entry.first?.resource?.as(R4.Composition.self))
    #expect(composition.date?.text == Self.recordedAt?.text)
  }

  @Test(arguments: documents) func everythingIsReachedFromTheComposition(row: Row) throws {
    let bundle = try row.bundle()
    let resources = Dictionary(uniqueKeysWithValues: bundle.entry.map { ($0.fullUrl ?? "", $0.resource?.node) })
    var reached: Set<String> = []
    var next = [try #require(bundle.entry.first?.fullUrl)]
    while let url = next.popLast() {
      guard reached.insert(url).inserted, let node = resources[url] ?? nil else { continue }
      next += Self.references(of: node)
    }
    let others = bundle.entry.filter { !reached.contains($0.fullUrl ?? "") }.compactMap(\.resource)
    // A Provenance points at what the document holds, and is the one thing that may be in it for that.
    #expect(others.map(\.resourceType) == ["Provenance"])
    #expect(others.allSatisfy { Self.references(of: $0.node).contains { reached.contains($0) } })
  }

  @Test func anotherContentOrTimeIsAnotherDocument() throws {
    let row = try #require(Self.documents.first)
    var report = try row.example.get().report
    report.title = "another title"
    let source = try row.example.get().source
    let other = report.convert(source: source, recordedAt: Self.recordedAt, bundle: .document).bundle
    let later = try row.bundle(at: FHIRInstant(text: "2024-06-01T12:00:01+09:00"))
    let identifiers = [try row.bundle(), try row.bundle(), other, later].map { $0.identifier?.value }
    #expect(Set(identifiers).count == 3)
    #expect(identifiers[0] == identifiers[1])
  }

  private static func references(of node: Node) -> [String] {
    (node.nameString == "reference" ? [node.string].compactMap(\.self) : []) + node.children.flatMap(references)
  }
}

// The cases of `Examples` as the tests use them: each read once, converted once.

import FHIRCore
import FHIRModels
import Foundation
import Testing

@testable import CaseReports

/// A case, read and converted.
struct Example {
  let report: CaseReport
  let source: CaseSource
  let conversion: CaseConversion
  let bundle: R4.Bundle

  /// The folder of the published case.
  static let folder = examples.appending(path: "dermatomyositis")

  private static let examples = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Examples").standardized

  /// The names of the folders in `Examples` that hold a case, for tests of each of them.
  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: examples.path)) ?? [])
    .filter { FileManager.default.fileExists(atPath: file($0).path) }.sorted()

  private static let all = Dictionary(
    uniqueKeysWithValues: names.map { name in
      (name, Result { try Example(Array(try Data(contentsOf: file(name)))) })
    })

  /// The case of `Examples/dermatomyositis`, which was published.
  static let dermatomyositis = Result { try named("dermatomyositis") }

  /// The case of `Examples/anaphylaxis`, which is invented and has what the published one has not.
  static let anaphylaxis = Result { try named("anaphylaxis") }

  /// The file of a case.
  static func file(_ name: String) -> URL { examples.appending(path: "\(name)/case.yaml") }

  /// A case, by the name of its folder.
  static func named(_ name: String) throws -> Example { try #require(all[name], "no example \(name)").get() }

  /// Reads and converts a case file.
  init(_ bytes: [UInt8]) throws {
    let reading = CaseReport.read(bytes, file: "case.yaml")
    report = try #require(reading.report, "\(reading.diagnostics.map(\.description))")
    source = try #require(reading.source)
    conversion = report.convert(source: source)
    bundle = conversion.bundle
  }

  /// The resource of a type that has an identifier, an id of the case.
  func resource<View: R4.Resource>(_ type: View.Type, _ id: String) throws -> View {
    let found = bundle.entry.compactMap { $0.resource?.as(type) }.first { view in
      view.node.children("identifier").contains { $0.child("value")?.string == id }
    }
    return try #require(found, "no \(View.typeName) \(id)")
  }

  /// The first resource of a type.
  func first<View: R4.Resource>(_ type: View.Type) throws -> View {
    let found = all(type).first
    return try #require(found, "no \(View.typeName)")
  }

  /// All resources of a type, in order.
  func all<View: R4.Resource>(_ type: View.Type) -> [View] { bundle.entry.compactMap { $0.resource?.as(type) } }
}

/// Compares a text with a golden file; with `UPDATE_GOLDEN=1` in the environment it writes the file.
func expectGolden(_ text: String, _ file: URL, at location: SourceLocation = #_sourceLocation) throws {
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
  let golden = try String(contentsOf: file, encoding: .utf8)
  guard text != golden else { return }
  let (new, old) = (text.split(separator: "\n"), golden.split(separator: "\n"))
  let line = zip(new, old).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(new.count, old.count)
  Issue.record(
    "\(file.lastPathComponent) differs from line \(line + 1): \(line < new.count ? String(new[line]) : "end")",
    sourceLocation: location)
}

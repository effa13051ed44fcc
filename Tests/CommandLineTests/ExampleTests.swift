// Every example is run and compared with what it is said to give.

import Foundation
import Testing

/// An example: a folder in `Examples` with a file named `command`.
///
/// `command` is run by `sh` in a copy of the folder, where `transfuse` is the program. Everything that it prints and
/// writes is compared with the files in `expected`: `stdout`, `stderr` (each left out if empty), `status` (left out if
/// 0), and each file that the command makes or changes. `UPDATE_GOLDEN=1` writes them anew.
struct Example: CustomTestStringConvertible {
  let folder: URL
  var testDescription: String { folder.lastPathComponent }

  static let all: [Example] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Examples")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    return names.sorted().map { Example(folder: root.appending(path: $0)) }
      .filter { FileManager.default.fileExists(atPath: $0.folder.appending(path: "command").path) }
  }()

  /// The files that the command finds.
  func inputs() throws -> [String: Data] {
    try Self.files(in: folder).filter { !$0.key.hasPrefix("expected/") && !["command", "README.md"].contains($0.key) }
  }

  func expected() throws -> [String: Data] { try Self.files(in: folder.appending(path: "expected")) }

  /// Runs the command and gives everything that came of it, as files.
  func run() throws -> [String: Data] {
    let place = try TemporaryFolder()
    let inputs = try inputs()
    for (name, data) in inputs { try place.write(name, Array(data)) }
    let command = try String(contentsOf: folder.appending(path: "command"), encoding: .utf8)
    let outcome = try Program.shell(command, in: place)
    var results = try Self.files(in: place.url).filter { inputs[$0.key] != $0.value }
    if !outcome.output.isEmpty { results["stdout"] = Data(outcome.output.utf8) }
    if !outcome.messages.isEmpty { results["stderr"] = Data(outcome.messages.utf8) }
    if outcome.code != 0 { results["status"] = Data("\(outcome.code)\n".utf8) }
    return results
  }

  func update(_ results: [String: Data]) throws {
    let folder = folder.appending(path: "expected")
    for name in try Self.files(in: folder).keys where results[name] == nil {
      try FileManager.default.removeItem(at: folder.appending(path: name))
    }
    for (name, data) in results {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try data.write(to: file)
    }
  }

  private static func files(in folder: URL) throws -> [String: Data] {
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    var files: [String: Data] = [:]
    for name in names {
      let file = folder.appending(path: name)
      if try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true {
        files[name] = try Data(contentsOf: file)
      }
    }
    return files
  }
}

struct ExampleTests {
  @Test func thereAreExamples() { #expect(!Example.all.isEmpty) }

  @Test(arguments: Example.all) func givesWhatItIsSaidToGive(example: Example) throws {
    let results = try example.run()
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil { try example.update(results) }
    let expected = try example.expected()
    #expect(results.keys.sorted() == expected.keys.sorted())
    for (name, data) in expected {
      guard let result = results[name], result != data else { continue }
      Issue.record("\(name) differs at \(Self.difference(result, data)); UPDATE_GOLDEN=1 accepts it")
    }
  }

  @Test(arguments: Example.all) func givesTheSameBytesAgain(example: Example) throws {
    #expect(try example.run() == example.run())
  }

  @Test(arguments: Example.all) func isExplained(example: Example) {
    #expect(FileManager.default.fileExists(atPath: example.folder.appending(path: "README.md").path))
  }

  /// The first line that differs.
  private static func difference(_ result: Data, _ expected: Data) -> String {
    let (left, right) = (result.split(separator: 0x0A), expected.split(separator: 0x0A))
    let index = zip(left, right).enumerated().first { $1.0 != $1.1 }?.offset ?? min(left.count, right.count)
    func line(_ lines: [Data]) -> String {
      index < lines.count ? String(decoding: lines[index].prefix(200), as: UTF8.self) : "the end"
    }
    return "line \(index + 1):\n  found    \(line(left))\n  expected \(line(right))"
  }
}

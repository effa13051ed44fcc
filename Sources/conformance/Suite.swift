// A suite on disk: a folder with an index of its cases.

import FHIRCore
import FHIRJSON
import Foundation

/// A file of a suite that cannot be read.
struct UnreadableFile: Error, CustomStringConvertible {
  let description: String
}

/// One suite.
struct Suite {
  let name: String
  let folder: URL
  let cases: [Case]

  /// One case: its id, the set it belongs to, and the row of the index, which each suite fills in its own way.
  struct Case {
    let id: String
    let set: String
    let folder: URL
    let row: Node

    /// A field of the index, if it is text.
    func field(_ name: String) -> String? { row.child(name)?.string }

    /// The bytes of a file that a field names.
    func file(_ name: String) throws -> [UInt8] {
      guard let path = field(name) else { throw UnreadableFile(description: "\(id) names no \(name)") }
      return try Suite.bytes(folder.appendingPathComponent(path))
    }
  }

  /// The suites in a folder, by name.
  static func all(in folder: String, named wanted: String?) throws -> [Suite] {
    let top = URL(fileURLWithPath: folder, isDirectory: true)
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw UnreadableFile(description: "cannot read the folder \(folder)")
    }
    return try names.sorted().filter { wanted == nil || $0 == wanted }.compactMap { name in
      let suiteFolder = top.appendingPathComponent(name, isDirectory: true)
      let index = suiteFolder.appendingPathComponent("index.json")
      guard FileManager.default.fileExists(atPath: index.path) else { return nil }
      return try Suite(name: name, folder: suiteFolder, index: bytes(index))
    }
  }

  private init(name: String, folder: URL, index: [UInt8]) throws {
    self.name = name
    self.folder = folder
    var reader = JSONReader(definitions: nil)
    let tree = try reader.read(index, file: "\(name)/index.json")
    cases = tree.root.children("cases").map { row in
      Case(
        id: row.child("id")?.string ?? "", set: row.child("set")?.string ?? row.child("tier")?.string ?? "-",
        folder: folder, row: row)
    }
  }

  static func bytes(_ url: URL) throws -> [UInt8] {
    guard let data = try? Data(contentsOf: url) else { throw UnreadableFile(description: "cannot read \(url.path)") }
    return [UInt8](data)
  }
}

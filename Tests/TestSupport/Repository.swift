// The project's own files, as tests read them, and compare what is made again with what is checked in.

package import Foundation

/// The folder that holds the package, and what lies in it.
package enum Repository {
  package static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The paths of all files below a folder, relative to the package, sorted.
  package static func files(below folder: String, ending: String = "") -> [String] {
    let base = root.appending(path: folder)
    let all = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
    return all.filter { $0.hasSuffix(ending) && !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
      .filter { isFile(folder + "/" + $0) }.map { folder + "/" + $0 }.sorted()
  }

  /// The names in a folder.
  package static func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? [])
      .filter { !$0.hasPrefix(".") }.sorted()
  }

  package static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  package static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path)
  }

  package static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: root.appending(path: path)))
  }

  /// Whether a file is what it should be; with `UPDATE_GOLDEN=1` in the environment it is written first.
  package static func isGolden(_ path: String, _ expected: [UInt8]) throws -> Bool {
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(expected).write(to: root.appending(path: path))
    }
    return try bytes(path) == expected
  }

  private static func isFile(_ path: String) -> Bool {
    (try? root.appending(path: path).resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true
  }
}

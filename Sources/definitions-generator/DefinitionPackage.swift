// A package of definitions in FHIR's npm layout: a gzipped tar archive with one resource per file in `package/`.

import FHIRCore
import FHIRDefinitions
import FHIRJSON
import Foundation
import Gzip

/// Why a package could not be used.
struct PackageError: Error, CustomStringConvertible {
  var description: String
}

/// The resources of a package, each read as an untyped tree.
struct DefinitionPackage {
  /// The version of FHIR that it defines.
  let version: String
  private let files: [(name: String, bytes: [UInt8])]

  /// More than any package needs, and little enough for any machine that builds this.
  private static let limit = 1 << 29

  init(contentsOf url: URL) throws {
    try self.init([UInt8](Data(contentsOf: url)))
  }

  init(_ archive: [UInt8]) throws {
    var files: [(name: String, bytes: [UInt8])] = []
    for file in TarArchive(try Gzip.decompress(archive, limit: Self.limit)) {
      let file = try file.get()
      guard file.name.hasPrefix("package/"), file.name.hasSuffix(".json") else { continue }
      let name = String(file.name.dropFirst("package/".count))
      // Examples and other folders are no definitions; the index repeats what the files say.
      guard !name.contains("/"), !name.hasPrefix(".") else { continue }
      files.append((name, [UInt8](file.bytes)))
    }
    guard let manifest = files.first(where: { $0.name == "package.json" }) else {
      throw PackageError(description: "expected package/package.json in the archive")
    }
    var reader = JSONReader(definitions: nil)
    let described = try reader.read(manifest.bytes, file: manifest.name).root
    guard let version = described.child("fhir-version-list")?.string ?? described.child("fhirVersions")?.string else {
      throw PackageError(description: "expected the version of FHIR in package/package.json")
    }
    self.version = version
    self.files = files.filter { $0.name != "package.json" }.sorted { $0.name < $1.name }
  }

  /// Reads one resource after the other, sorted by file name.
  func forEach(_ body: (Node) throws -> Void) throws {
    var reader = JSONReader(definitions: nil)
    for file in files {
      let tree = try reader.read(file.bytes, file: file.name)
      if let finding = reader.diagnostics.first { throw finding }
      try body(tree.root)
    }
  }
}

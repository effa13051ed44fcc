// Concept maps for tests: an embedded one alone, or one written in the test.

import FHIRCore
import FHIRJSON

@testable import Terminology

enum TestMap {
  static func embedded(_ path: String) throws -> ConceptMap {
    guard let file = EmbeddedFile(path) else { throw Missing(path: path) }
    return try read(file.bytes)
  }

  static func text(_ json: String) throws -> ConceptMap { try read(Array(json.utf8)) }

  private static func read(_ bytes: [UInt8]) throws -> ConceptMap {
    var reader = JSONReader()
    let tree = try reader.read(bytes, file: "map.json")
    if let finding = reader.diagnostics.first { throw finding }
    return try ConceptMap(tree.root)
  }

  struct Missing: Error { let path: String }
}

// The first step: from the package to the table that people review, and from that to bytes.

import FHIRCore
import FHIRDefinitions
import Foundation

/// Writes the tables of definitions.
enum Tables {
  /// Whose code systems are taken over: HL7's own.
  ///
  /// Those of others are not ours to pass on, and change without FHIR.
  private static let publishers = [
    "http://hl7.org/fhir/", "http://terminology.hl7.org/", "http://cds-hooks.hl7.org/",
  ]

  /// Writes both tables and says how large they are.
  static func write(_ package: DefinitionPackage, below root: URL) throws -> String {
    let compiled = try compile(package)
    let text = TableText.print(compiled)
    // The bytes are made from the text, so that nothing ships that was not in what people reviewed.
    let reviewed = try TableText.parse(text)
    guard reviewed == compiled else {
      throw PackageError(description: "expected the reviewable table to hold the whole table; it does not")
    }
    let bytes = try reviewed.encoded()
    try Data(text.utf8).write(to: root.appending(path: "Definitions/r4.tsv"))
    try Data(bytes).write(to: root.appending(path: "Sources/CDefinitions/r4.bin"))
    return "\(compiled.types.count) types, \(compiled.codeSystems.count) code systems, "
      + "\(compiled.valueSets.count) value sets; \(text.utf8.count) bytes of text, \(bytes.count) bytes to embed"
  }

  private static func compile(_ package: DefinitionPackage) throws -> DefinitionTable {
    var compiler = DefinitionCompiler(version: package.version)
    try package.forEach { resource in
      if resource.child("resourceType")?.string == "CodeSystem" {
        let url = resource.child("url")?.string ?? ""
        guard publishers.contains(where: { url.hasPrefix($0) }) else { return }
      }
      try compiler.add(resource)
    }
    return try compiler.table()
  }
}

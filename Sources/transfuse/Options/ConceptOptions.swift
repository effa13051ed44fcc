// `--concepts`: codes for the names that a mapping has none for.

import ArgumentParser
import FHIRCore
import Interchange
import Terminology

/// Codes for codes and units of a legacy document.
struct ConceptOptions: ParsableArguments {
  @Option(
    name: .customLong("concepts"),
    help: ArgumentHelp(
      "Use the codes of this table for codes and units of a legacy document, as '--unmapped' writes it, filled in.",
      valueName: "file"))
  var file: FileName?

  /// The codes; none if no table is given.
  func concepts() throws -> LocalConcepts {
    guard let file else { return LocalConcepts() }
    return try LocalConcepts(table: InputFile(file).read(), file: file.description)
  }
}

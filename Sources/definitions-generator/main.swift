// Makes the generated parts of this package from FHIR's package of definitions: first the tables, then the views.

import Foundation

let usage = """
  usage: definitions-generator [PACKAGE.tgz] ROOT

  Reads FHIR's package of R4 definitions (FHIR's npm layout) and writes, below ROOT,
    Definitions/r4.tsv            the table that people review
    Sources/CDefinitions/r4.bin   the same as bytes, for embedding
    Sources/FHIRModels/Generated  the views of the types that Definitions/models.txt lists
  Same package, same bytes. Without a package it writes the views alone, from the tables as they are.

  """

let arguments = CommandLine.arguments.dropFirst()
guard let last = arguments.last, arguments.count <= 2, !last.hasPrefix("-") else {
  FileHandle.standardError.write(Data(usage.utf8))
  exit(64)
}
let root = URL(filePath: last, directoryHint: .isDirectory)

do {
  var figures: [String] = []
  if arguments.count == 2, let file = arguments.first {
    figures.append(try Tables.write(DefinitionPackage(contentsOf: URL(filePath: file)), below: root))
  }
  figures.append(try Views.write(below: root))
  FileHandle.standardError.write(Data((figures.joined(separator: "\n") + "\n").utf8))
} catch {
  FileHandle.standardError.write(Data("definitions-generator: \(error)\n".utf8))
  exit(2)
}

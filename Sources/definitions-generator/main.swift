// Makes the generated parts of this package from FHIR's package of definitions: first the tables, then the views.

import Foundation

let usage = """
  usage: definitions-generator PACKAGE.tgz ROOT

  Reads FHIR's package of R4 definitions (FHIR's npm layout) and writes, below ROOT,
    Definitions/r4.tsv            the table that people review
    Sources/CDefinitions/r4.bin   the same as bytes, for embedding
  Same package, same bytes.

  """

guard CommandLine.arguments.count == 3 else {
  FileHandle.standardError.write(Data(usage.utf8))
  exit(64)
}
let root = URL(filePath: CommandLine.arguments[2], directoryHint: .isDirectory)

do {
  let package = try DefinitionPackage(contentsOf: URL(filePath: CommandLine.arguments[1]))
  let figures = try Tables.write(package, below: root)
  FileHandle.standardError.write(Data((figures + "\n").utf8))
} catch {
  FileHandle.standardError.write(Data("definitions-generator: \(error)\n".utf8))
  exit(2)
}

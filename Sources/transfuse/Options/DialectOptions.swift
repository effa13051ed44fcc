// `--mapping`: dialects of the user's own.

import ArgumentParser
import FHIRCore
import Interchange

/// The dialects that are known.
struct DialectOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read and write the dialect of this mapping too; a folder stands for its *.map. Repeatable.", valueName: "file"))
  var mapping: [FileName] = []

  /// The shipped dialects and those of `--mapping`, which come first.
  func dialects() throws(Diagnostic) -> Dialects {
    var dialects = Dialects.embedded
    for name in try FileList(mapping).files {
      guard mapping.contains(name) || name.ending == "map" else { continue }
      try dialects.add(try InputFile(name).read(), file: name.description)
    }
    return dialects
  }
}

// `transfuse map draft`

import ArgumentParser
import FHIRCore
import Interchange
import Mapping

struct MapDraft: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draft",
    abstract: "Writes a mapping with a line for everything that stands in some documents, to be filled in.",
    discussion: """
      Examples:
        transfuse map draft exports/*.xml > my-lab.map

      Each value is kept as it is until its line says where in FHIR it belongs.

      \(ExitStatus.help)
      """)

  @Argument(help: ArgumentHelp("Documents of one dialect, in XML.", valueName: "sample"))
  var samples: [FileName]

  @Option(help: ArgumentHelp("The name of the dialect.", valueName: "name"))
  var name = "my-lab"

  @Option(help: ArgumentHelp("The encoding of XML that is wrong about it, such as Shift_JIS.", valueName: "name"))
  var encoding: String?

  func run() throws {
    StopSignals.watch()
    do {
      var draft = MappingDraft(name: name)
      for sample in try FileList(samples).files {
        try draft.add(try InputFile(sample).read(), file: sample.description, encoding: encoding)
      }
      try printOutput(Array(draft.text.utf8))
    } catch let diagnostic as Diagnostic {
      throw Console().impossible(diagnostic)
    }
  }
}

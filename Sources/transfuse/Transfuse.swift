// The program: its commands, and nothing else.

import ArgumentParser
import Interchange

@main
struct Transfuse: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "transfuse",
    abstract: "Moves clinical data between systems and proves that nothing was lost.",
    discussion: """
      Data go to standard output, everything else to standard error.

      Examples:
        transfuse convert case.yaml -o bundle.json --ledger -
        transfuse validate bundle.json
        transfuse roundtrip patient.json
        transfuse version
        transfuse help convert

      \(ExitStatus.help)
      """,
    version: Version.text,
    subcommands: [Convert.self, Validate.self, RoundTripCommand.self, MapCommand.self, Explain.self, Version.self])

  /// Arguments that are not UTF-8 are names of files too, so they are not taken from Swift's own list.
  static func main() {
    ProcessStart.letWritingFail()
    main(ProcessStart.arguments)
  }
}

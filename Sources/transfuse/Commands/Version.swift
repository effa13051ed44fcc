// `transfuse version`

import ArgumentParser
import FHIRDefinitions
import Interchange

struct Version: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says which version this is.",
    discussion: """
      Examples:
        transfuse version
        transfuse --version
        test "$(transfuse version)" = "\(text)" && echo same

      \(ExitStatus.help)
      """)

  /// The version of the program and of the FHIR that it knows.
  static var text: String { "transfuse \(TransfuseVersion.current) (FHIR R4 \(Definitions.r4.version))" }

  func run() throws {
    try printOutput(Array("\(Self.text)\n".utf8))
  }
}

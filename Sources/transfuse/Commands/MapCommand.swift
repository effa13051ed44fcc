// `transfuse map`

import ArgumentParser
import FHIRCore
import Interchange
import Mapping

struct MapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Works on mappings between legacy documents and FHIR.",
    discussion: """
      Examples:
        transfuse map list
        transfuse map draft export.xml > my-lab.map
        transfuse map check my-lab.map
        transfuse map test my-lab/

      \(ExitStatus.help)
      """,
    subcommands: [MapList.self, MapExport.self, MapDraft.self, MapCheck.self, MapTest.self])
}

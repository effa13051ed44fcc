// `transfuse map list` and `transfuse map export`

import ArgumentParser
import FHIRCore
import Interchange
import Mapping

struct MapList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists the dialects that are shipped, and the elements that their documents begin with.",
    discussion: ExitStatus.help)

  func run() throws {
    let mappings = Dialects.embedded.all.sorted { $0.name < $1.name }
    try printOutput(Array(mappings.map { "\($0.name)\t\($0.roots.joined(separator: ", "))\n" }.joined().utf8))
  }
}

struct MapExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Prints a shipped mapping, from which one of your own may begin.",
    discussion: """
      Examples:
        transfuse map export flat-eu > my-lab.map

      \(ExitStatus.help)
      """)

  @Argument(help: ArgumentHelp("A dialect that 'map list' lists.", valueName: "name"))
  var name: String

  func run() throws {
    guard let text = Dialects.text(of: name) else {
      let near = NearMiss.of(name, among: Dialects.embedded.names).map { " Did you mean '\($0)'?" } ?? ""
      throw ValidationError("Dialects are: \(Dialects.embedded.names.joined(separator: ", ")).\(near)")
    }
    try printOutput(text)
  }
}

// `transfuse map test`

import ArgumentParser
import FHIRCore
import Interchange
import Mapping

struct MapTest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract:
      "Tries a mapping on the documents beside it: what comes back, what each value changes, what an edit becomes.",
    discussion: """
      Examples:
        transfuse map test my-lab/

      The folder holds one mapping, *.map, and below it the documents, *.xml and *.hl7.

      \(ExitStatus.help)
      """)

  @Argument(help: ArgumentHelp("Folders, each with a mapping and its samples.", valueName: "folder"))
  var folders: [FileName]

  @Option(help: ArgumentHelp("Try only every so manieth value alone, for large samples.", valueName: "number"))
  var every = 1

  @OptionGroup(title: "Messages") var messages: MessageOptions

  func validate() throws {
    guard every > 0 else { throw ValidationError("'--every' is a number above zero.") }
  }

  func run() throws {
    StopSignals.watch()
    let console = messages.console
    var holds = true
    do {
      for folder in folders {
        let files = try FileList([folder]).files
        let maps = files.filter { $0.ending == "map" }
        guard maps.count == 1, let map = maps.first else {
          throw ValidationError("Expected one mapping, *.map, in \(folder), found \(maps.count).")
        }
        let trials = try MappingTrials(InputFile(map).read(), file: map.description, every: every)
        for sample in files where ["xml", "hl7"].contains(sample.ending) {
          let report = trials.report(on: try InputFile(sample).read(), file: sample.description)
          console.report(report.findings)
          try printOutput(Array(report.text.utf8))
          if !report.holds { holds = false }
        }
      }
    } catch let diagnostic as Diagnostic {
      console.report([diagnostic])
      throw diagnostic.rule.id.hasPrefix("mapping.") ? ExitStatus.findings : ExitStatus.impossible
    }
    if !holds { throw ExitStatus.findings }
  }
}

// `transfuse map check`

import ArgumentParser
import FHIRCore
import Interchange
import Mapping

struct MapCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Says what in a mapping cannot be meant: names that nothing declares, places that FHIR does not have.",
    discussion: """
      Examples:
        transfuse map check my-lab.map

      \(ExitStatus.help)
      """)

  @Argument(help: ArgumentHelp("Mapping files; '-' is standard input.", valueName: "file"))
  var files: [FileName]

  @OptionGroup(title: "Messages") var messages: MessageOptions

  func run() throws {
    StopSignals.watch()
    let console = messages.console
    var isClean = true
    do {
      for name in files {
        let findings = check(try InputFile(name).read(), file: name.description)
        console.report(findings)
        let count = findings.count
        console.say("\(name): \(count == 0 ? "nothing found" : "\(count) \(count == 1 ? "error" : "errors")")")
        if !findings.isEmpty { isClean = false }
      }
    } catch {
      throw console.impossible(error)
    }
    if !isClean { throw ExitStatus.findings }
  }

  private func check(_ text: [UInt8], file: String) -> [Diagnostic] {
    do throws(Diagnostic) {
      let findings = try MappingFile.read(text, file: file).check(file: file)
      // What can be meant may still be what is not run yet.
      if findings.isEmpty { _ = try Mapping(text, file: file) }
      return findings
    } catch {
      return [error]
    }
  }
}

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
        let errors = findings.count { $0.rule.severity == .error }
        let warnings = findings.count - errors
        let counts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }.map { count, name in
          "\(count) \(count == 1 ? name : name + "s")"
        }
        console.say("\(name): \(counts.isEmpty ? "nothing found" : counts.joined(separator: ", "))")
        if errors > 0 { isClean = false }
      }
    } catch {
      throw console.impossible(error)
    }
    if !isClean { throw ExitStatus.findings }
  }

  private func check(_ text: [UInt8], file: String) -> [Diagnostic] {
    do throws(Diagnostic) {
      let findings = try MappingFile.read(text, file: file).check(file: file)
      // A group that includes itself without an element between is found when the mapping is made to run.
      if !findings.contains(where: { $0.rule.severity == .error }) { _ = try Mapping(text, file: file) }
      return findings
    } catch {
      return [error]
    }
  }
}

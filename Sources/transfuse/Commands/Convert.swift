// `transfuse convert`

import ArgumentParser
import FHIRCore
import Interchange

struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Converts a file to another format.",
    discussion: """
      Examples:
        transfuse convert case.yaml -o bundle.json
        transfuse convert patient.json --compact
        transfuse convert patients.ndjson -o exact.ndjson
        gunzip -c patient.json.gz | transfuse convert - -o patient.json

      \(ExitStatus.help)
      """)

  @Argument(help: ArgumentHelp("The file to convert; '-' is standard input.", valueName: "file"))
  var input: FileName

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The file to write; '-' is standard output (default).", valueName: "file"))
  var output = FileName.standard

  @OptionGroup(title: "Formats") var formats: FormatOptions
  @OptionGroup(title: "Messages") var messages: MessageOptions

  func validate() throws { _ = try converter() }

  func run() throws {
    StopSignals.watch()
    let console = messages.console
    do {
      try run(console)
    } catch let diagnostic as Diagnostic {
      throw console.impossible(diagnostic)
    }
  }

  private func run(_ console: Console) throws {
    let file = InputFile(input)
    let destinations = try Destinations([("-o", output)], input: file)
    let conversion = try converter().convert(file.read(), file: input.description)
    console.detail("\(input): \(conversion.format)")
    console.report(conversion.diagnostics)
    switch conversion.outcome {
    case .whole: break
    case .refused: throw ExitStatus.findings
    case .foreign: throw ExitStatus.impossible
    case .unsupported(let reason): throw ValidationError(reason)
    }
    try destinations.write([("-o", conversion.output ?? [])])
    console.say("\(input) → \(output)   \(conversion.resources.summary())")
  }

  private func converter() throws -> Converter {
    let target = try formats.target(for: output)
    return Converter(from: formats.source, to: target, layout: try formats.style(for: target))
  }
}

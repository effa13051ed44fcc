// `transfuse roundtrip`

import ArgumentParser
import FHIRCore
import Interchange

struct RoundTripCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roundtrip",
    abstract: "Sends files through another format and back, and says what of them came back.",
    discussion: """
      Examples:
        transfuse roundtrip patient.json
        transfuse roundtrip exports/ --report json:report.json
        transfuse roundtrip case.yaml --via fhir-xml

      \(ExitStatus.help)
      """)

  @Argument(help: ArgumentHelp("Files, and folders with everything below; '-' is standard input.", valueName: "file"))
  var inputs: [FileName]

  @OptionGroup(title: "Formats") var input: InputOptions

  @Option(
    help: ArgumentHelp(
      "The format to go through (default: fhir-xml for FHIR JSON, fhir-json for the others).", valueName: "format"))
  var via: String?

  @Option(
    help: ArgumentHelp(
      "Write a report: text:FILE or json:FILE; '-' is standard output. May be repeated.", valueName: "format:file"))
  var report: [String] = []

  @OptionGroup(title: "Formats") var mappings: DialectOptions
  @OptionGroup(title: "Messages") var messages: MessageOptions

  func validate() throws { _ = try reports() }

  func run() throws {
    StopSignals.watch()
    let console = messages.console
    do {
      var report = RoundTripReport()
      var impossible: Diagnostic?
      let reports = try reports()
      let list = try FileList(inputs)
      let destinations = try ReportFile.destinations(of: reports, inputs: list.files)
      let dialects = try mappings.dialects()
      let source = try input.source(among: dialects)
      let via = try via.map { try Format.named($0, among: dialects, "--via") }
      for name in list.files {
        do throws(Diagnostic) {
          var trip = RoundTrip(from: source, via: via, encoding: input.encoding)
          trip.dialects = dialects
          let result = trip.check(
            try InputFile(name).read(), file: name.description)
          console.detail("\(name): \(result.format)")
          console.report(result.diagnostics.filter { $0.rule.severity == .error || messages.verbose })
          report.results.append(result)
        } catch {
          // One file that cannot be read does not stop the others.
          if inputs == [name] { impossible = error } else { console.report([error]) }
          report.results.append(RoundTrip.Result(unreadable: name.description, error))
        }
      }
      console.report(list.unreadable.map(\.fault))
      report.results += list.unreadable.map { RoundTrip.Result(unreadable: $0.name.description, $0.fault) }
      try destinations.write(
        reports.filter { impossible == nil || !$0.isDefault }
          .map { ($0.option, $0.format == "json" ? report.json : Array(report.text.utf8)) })
      if let impossible { throw impossible }
      if !report.isEqual { throw ExitStatus.findings }
    } catch let diagnostic as Diagnostic {
      throw console.impossible(diagnostic)
    }
  }

  private func reports() throws -> [ReportFile] { try ReportFile.all(report, formats: ["text", "json"]) }
}

// `transfuse validate`

import ArgumentParser
import FHIRCore
import Interchange

struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says what in FHIR R4 files, or in case files, is against the rules.",
    discussion: """
      Examples:
        transfuse validate bundle.json
        transfuse validate exports/ --report junit:report.xml
        transfuse convert -q case.yaml | transfuse validate -

      What was not checked is said in every report.

      \(ExitStatus.help)
      """)

  /// From which severity on findings make the command fail.
  enum Threshold: String, ExpressibleByArgument, CaseIterable {
    case error, warning
  }

  /// From which severity on findings are listed.
  enum Level: String, ExpressibleByArgument, CaseIterable {
    case error, warning, information
  }

  /// When the report is coloured.
  enum Color: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }

  @Argument(help: ArgumentHelp("Files, and folders with everything below; '-' is standard input.", valueName: "file"))
  var inputs: [FileName]

  @OptionGroup(title: "Formats") var input: InputOptions

  @Option(
    help: ArgumentHelp(
      "Write a report: text, json, operationoutcome or junit, a colon, and a file; '-' is standard output. May be repeated.",
      valueName: "format:file"))
  var report: [String] = []

  @Option(
    help: "List findings of this severity and above: error, warning or information (default: information; -q: error).")
  var level: Level?

  @Option(help: "Exit with 1 if there is a finding of this severity or above: error or warning.")
  var failOn = Threshold.error

  @Option(help: ArgumentHelp("List so many findings of a file; the rest is counted.", valueName: "number"))
  var maxErrors = 1_000

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Validate so many files at once (default: as many as there are processors).", valueName: "number")
  )
  var jobs: Int?

  @Option(help: "Colour the text on standard output: auto (on a terminal, without NO_COLOR), always or never.")
  var color = Color.auto

  @OptionGroup(title: "Messages") var messages: MessageOptions

  func validate() throws {
    guard maxErrors > 0 else { throw ValidationError("'--max-errors' is a number above zero.") }
    guard jobs ?? 1 > 0 else { throw ValidationError("'--jobs' is a number above zero.") }
    if case .dialect? = try input.source() { throw ValidationError("'validate' looks at FHIR and at cases.") }
    _ = try reports()
  }

  func run() throws {
    StopSignals.watch()
    let console = messages.console
    do {
      let reports = try reports()
      let list = try FileList(inputs)
      let destinations = try ReportFile.destinations(of: reports, inputs: list.files)
      let (report, impossible) = validated(list, from: try input.source(), console)
      try destinations.write(
        reports.filter { impossible == nil || !$0.isDefault }.map { file in
          let isColored = file.format == "text" && file.name.isStandard && showsColor
          return (file.option, isColored ? Array(report.text(inColor: true).utf8) : report.bytes(as: file.format))
        })
      if let impossible { throw impossible }
      if !report.isPassed { throw ExitStatus.findings }
    } catch let diagnostic as Diagnostic {
      throw console.impossible(diagnostic)
    }
  }

  /// The report, and why there is nothing to report on if the only input cannot be read.
  private func validated(
    _ list: FileList, from source: Format?, _ console: Console
  ) -> (ValidationReport, impossible: Diagnostic?) {
    var report = ValidationReport()
    var impossible: Diagnostic?
    report.failsFrom = failOn == .error ? .error : .warning
    report.level =
      switch level ?? (messages.quiet ? .error : .information) {
      case .error: .error
      case .warning: .warning
      case .information: .information
      }
    report.most = maxErrors
    report.showsValues = messages.showValues
    var validator = FileValidator()
    validator.source = source
    validator.encoding = input.encoding
    validator.showsValues = messages.showValues
    validator.most = maxErrors
    let results = validator.validate(list.files, jobs: jobs ?? ProcessStart.processors)
    for (name, result) in zip(list.files, results) {
      switch result {
      case .success(let result):
        console.detail("\(name): \(result.format)")
        report.results.append(result)
      case .failure(let error):
        // One file that cannot be read does not stop the others.
        if inputs == [name] { impossible = error }
        report.results.append(FileValidation(unreadable: name.description, error))
      }
    }
    report.results += list.unreadable.map { FileValidation(unreadable: $0.name.description, $0.fault) }
    return (report, impossible)
  }

  private var showsColor: Bool {
    switch color {
    case .auto: StandardOutput.showsColor
    case .always: true
    case .never: false
    }
  }

  private func reports() throws -> [ReportFile] { try ReportFile.all(report, formats: ValidationReport.formats) }
}

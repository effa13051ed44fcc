// `transfuse convert`

import ArgumentParser
import FHIRCore
import Interchange
import Terminology

struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Converts a file to FHIR R4, or a Bundle to the case that it holds.",
    discussion: """
      Examples:
        transfuse convert case.yaml -o bundle.json
        transfuse convert case.yaml -o bundle.json --ledger -
        transfuse convert bundle.json --to case -o case.yaml
        transfuse convert case.yaml --bundle transaction --anchor T0=2018-04-01
        transfuse convert patient.json.gz --compact

      \(ExitStatus.help)
      """)

  @Argument(help: ArgumentHelp("The file to convert; '-' is standard input.", valueName: "file"))
  var input: FileName

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The file to write; '-' is standard output.", valueName: "file"))
  var output = FileName.standard

  @OptionGroup(title: "Formats") var origin: InputOptions
  @OptionGroup(title: "Formats") var formats: FormatOptions
  @OptionGroup(title: "Formats") var mappings: DialectOptions
  @OptionGroup(title: "Formats") var clock: ZoneOption
  @OptionGroup(title: "Formats") var identity: IDKey
  @OptionGroup(title: "Formats") var concepts: ConceptOptions
  @OptionGroup(title: "Cases") var cases: CaseOptions
  @OptionGroup(title: "Reports") var reports: ReportOptions
  @OptionGroup(title: "Reports") var recordedAt: RecordedAt
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
    let destinations = try Destinations(
      [
        ("-o", output), ("--ledger", reports.ledger), ("--explain", reports.explain), ("--unmapped", reports.unmapped),
      ], inputs: [file])
    let converter = try converter()
    var reading = try file.open()
    let start = try reading.peekStart()
    if let stream = converter.bundleStream(beginning: start, file: input.description), let output = destinations["-o"] {
      return try takeApart(&reading, stream, to: output, console)
    }
    let bytes = converter.reads(beginning: start) ? try reading.rest() : start
    let conversion = converter.convert(bytes, file: input.description)
    try check(conversion, console)
    try destinations.write(contents(of: conversion, for: destinations))
    try summarize(conversion, console)
  }

  /// A Bundle to NDJSON, in the memory of an entry.
  private func takeApart(
    _ input: inout OpenInputFile, _ stream: BundleStream, to output: OutputFile, _ console: Console
  ) throws {
    guard !reports.asksForSource else { throw Self.noLedger }
    let writer = try OutputWriter(output)
    while true {
      let chunk = try input.next(atMost: 1 << 20)
      if chunk.isEmpty { break }
      try writer.append(stream.feed(chunk))
    }
    var last: [UInt8] = []
    let conversion = stream.finish(&last)
    try check(conversion, console)
    try writer.append(last)
    var files = OutputFiles()
    try files.add(writer)
    try files.commit()
    try summarize(conversion, console)
  }

  /// Ends the command if there is no output.
  private func check(_ conversion: Conversion, _ console: Console) throws {
    console.detail("\(input): \(conversion.format)")
    switch conversion.outcome {
    case .whole, .incomplete: break
    case .refused, .foreign:
      console.report(conversion.diagnostics)
      throw conversion.outcome == .foreign ? ExitStatus.impossible : ExitStatus.findings
    case .unsupported(let reason): throw ValidationError(reason)
    }
  }

  /// Whether the user accepts what is not in the output.
  private func isAccepted(_ conversion: Conversion) -> Bool {
    conversion.isOfSource ? reports.allowUnmapped : reports.allowLoss
  }

  private func contents(
    of conversion: Conversion, for destinations: Destinations
  ) throws -> [(option: String, bytes: [UInt8])] {
    var contents = [(option: "-o", bytes: conversion.output ?? [])]
    guard conversion.isOfSource || !reports.asksForSource else { throw Self.noLedger }
    if let ledger = conversion.ledger {
      let isTable = destinations.isStandardOutput("--ledger")
      contents.append(
        (
          "--ledger",
          isTable ? Array(ledger.table(detail: ledger.hasStatements ? .statements : .leaves).utf8) : ledger.json()
        ))
    }
    if let ledger = conversion.ledger, reports.explain != nil {
      let isTable = destinations.isStandardOutput("--explain")
      contents.append(("--explain", isTable ? Array(ledger.explanationTable().utf8) : ledger.explanationJSON()))
    }
    if let coding = conversion.coding { contents.append(("--unmapped", Array(coding.table.utf8))) }
    return contents
  }

  private static let noLedger = ValidationError(
    "'--ledger', '--explain' and '--unmapped' go with cases and legacy documents that become FHIR.")

  /// Says what was done, and ends the command if that is not all that was asked for.
  private func summarize(_ conversion: Conversion, _ console: Console) throws {
    console.report(conversion.diagnostics)
    report(conversion, console)
    let size = conversion.resources.total == 0 && !conversion.isOfSource ? "" : "   \(conversion.resources.summary())"
    console.say("\(input) → \(output)\(size)")
    let statements = conversion.ledger.flatMap { $0.hasStatements ? $0.statementTotals : nil }
    if let totals = statements ?? conversion.totals ?? conversion.ledger?.totals {
      let unit = statements == nil ? "value" : "statement"
      console.say("\(totals.count) \(totals.count == 1 ? unit : unit + "s"): \(totals)")
    }
    if let grades = conversion.grades { console.say("values: \(grades)") }
    if let coding = conversion.coding, !coding.entries.isEmpty || !conversion.isOfDialect {
      console.say(
        coding.summary + (reports.unmapped == nil && !coding.uncoded.isEmpty ? " (--unmapped FILE lists them)" : ""))
    }
    if let differences = conversion.back { report(wayBack: differences, of: conversion, console) }
    let hasErrors = (conversion.diagnostics + (conversion.back ?? [])).contains { $0.rule.severity == .error }
    if hasErrors || conversion.outcome == .incomplete && !isAccepted(conversion) { throw ExitStatus.findings }
  }

  /// Whether the same case comes back from the output, and if not, where it differs.
  private func report(wayBack differences: [Diagnostic], of conversion: Conversion, _ console: Console) {
    guard differences.isEmpty else {
      console.report(differences)
      return console.say("back: not equal")
    }
    let losses = conversion.losses.count
    console.say("back: equal" + (losses == 0 ? "" : ", apart from what is unmapped"))
  }

  /// What is not in the output, as far as it fits on a screen; if it was accepted, how much that is.
  private func report(_ conversion: Conversion, _ console: Console) {
    let losses = conversion.losses
    guard !losses.isEmpty else { return }
    if isAccepted(conversion), !messages.verbose {
      // Of a source the totals say it.
      guard !conversion.isOfSource else { return }
      return console.say("\(losses.count + conversion.unlisted) without a place in the output (-v lists them)")
    }
    let limit = messages.verbose ? losses.count : 10
    console.report(Array(losses.prefix(limit)))
    let unshown = max(losses.count - limit, 0) + conversion.unlisted
    let more = unshown > 0 ? "\(unshown) more are not shown; " : ""
    guard !isAccepted(conversion) else { return }
    StandardError.write(
      conversion.isOfSource
        ? "\(more)--ledger FILE lists what has no place in the output, --allow-unmapped accepts it"
        : "\(more)--allow-loss accepts what has no place in the output")
  }

  private func converter() throws -> Converter {
    let dialects = try mappings.dialects()
    let target = try formats.target(for: output, among: dialects)
    let time = try recordedAt.time()
    try cases.check(recordedAt: time)
    var converter = Converter(
      from: try origin.source(among: dialects), to: target, layout: try formats.style(for: target), recordedAt: time,
      bundle: cases.bundle, anchors: try cases.anchors(), encoding: origin.encoding)
    converter.allowsInvalid = reports.allowInvalid
    converter.dialects = dialects
    converter.outputEncoding = formats.outputEncoding
    converter.makesLedger = reports.ledger != nil || reports.explain != nil
    converter.zone = try clock.zone()
    converter.zones = { try? ZoneFiles.zone(named: $0) }
    converter.idKey = try identity.secret()
    converter.concepts = try concepts.concepts()
    return converter
  }
}

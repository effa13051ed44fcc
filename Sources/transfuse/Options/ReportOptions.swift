// What is reported about a conversion, and what is accepted.

import ArgumentParser
import FHIRCore
import Interchange

/// What is reported about a conversion, and what is accepted.
struct ReportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write where each statement of the source went: to a file as JSON, to '-' as a table.", valueName: "file"))
  var ledger: FileName?

  @Option(
    help: ArgumentHelp(
      "Write where each element of the FHIR comes from: to a file as JSON, to '-' as a table.", valueName: "file"))
  var explain: FileName?

  @Option(
    help: ArgumentHelp(
      "Write the names, codes and units without a standard code, each once, as tab-separated lines.", valueName: "file")
  )
  var unmapped: FileName?

  @Flag(help: "Accept that something of the source is not in the output: the exit code is 0.")
  var allowUnmapped = false

  @Flag(
    help: "Accept that something of a Bundle has no place in a case, a legacy document or ndjson: the exit code is 0.")
  var allowLoss = false

  @Flag(help: "Write FHIR that is made from a case or a legacy document though the validator finds errors in it.")
  var allowInvalid = false

  /// Whether something is asked for that only a source has which is no FHIR.
  var asksForSource: Bool { ledger != nil || explain != nil || unmapped != nil }
}

// `--to` and the layout.

import ArgumentParser
import FHIRJSON
import Interchange

/// What the output shall be.
struct FormatOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The format of the output: \(Format.names) (default: by the ending of '-o', else fhir-json).",
      valueName: "format"),
    completion: .list(Format.builtIn.map(\.name)))
  var to: String?

  @Option(
    help: ArgumentHelp(
      "The encoding of a legacy document that is written (default: that of the document it came from, else UTF-8).",
      valueName: "name"))
  var outputEncoding: String?

  @Flag(help: "Lay fhir-json and fhir-xml out over many lines (default) or on one.")
  var layout: Layout?

  enum Layout: EnumerableFlag {
    case pretty, compact
  }

  /// The format to be written to a file.
  func target(for output: FileName, among dialects: Dialects) throws -> Format {
    if let outputEncoding, !Encodings.isKnown(outputEncoding) {
      throw ValidationError("'--output-encoding' is a name that is known, such as ISO-8859-1 or Shift_JIS.")
    }
    let target = try to.map { try Format.named($0, among: dialects, "--to") }
    let ending = output.ending
    if ending == "gz" {
      throw ValidationError("'-o' ends in .gz, and what is written is not compressed: pipe it through gzip.")
    }
    // A case may be written either way, so the name of the file decides.
    if target == .caseYAML, ending == "json" { return .caseJSON }
    if let target { return target }
    return Format(ending: ending) ?? .fhirJSON
  }

  /// How JSON and XML are laid out.
  func style(for target: Format) throws -> JSONWriter.Style {
    if target == .ndjson, layout == .pretty {
      throw ValidationError("'--pretty' does not go with ndjson, which has one resource on a line.")
    }
    if target.isCase || target.isDialect, layout != nil {
      throw ValidationError("'--pretty' and '--compact' go with fhir-json and fhir-xml alone.")
    }
    return layout == .compact ? .compact : .pretty
  }
}

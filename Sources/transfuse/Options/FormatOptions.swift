// `--to` and the layout.

import ArgumentParser
import FHIRJSON
import Interchange

/// What the output shall be.
struct FormatOptions: ParsableArguments {
  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "The format of the output: \(Format.names(Format.writable)) (default: by the ending of '-o', else fhir-json).",
      valueName: "format"),
    completion: .list(Format.writable.map(\.rawValue)), transform: Format.writable(_:))
  var target: Format?

  @Flag(help: "Lay fhir-json and fhir-xml out over many lines (default) or on one.")
  var layout: Layout?

  enum Layout: EnumerableFlag {
    case pretty, compact
  }

  /// The format to be written to a file.
  func target(for output: FileName) throws -> Format {
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
    if target.isCase, layout != nil {
      throw ValidationError("'--pretty' and '--compact' go with fhir-json and fhir-xml, not with a case.")
    }
    return layout == .compact ? .compact : .pretty
  }
}

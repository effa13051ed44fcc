// `--from`, `--to` and the layout.

import ArgumentParser
import FHIRCore
import FHIRJSON
import Interchange

/// What the input is, and what the output shall be.
struct FormatOptions: ParsableArguments {
  @Option(
    name: .customLong("from"),
    help: ArgumentHelp(
      "The format of the input: \(names(Format.readable)) (default: seen from its content).", valueName: "format"),
    completion: .list(Format.readable.map(\.rawValue)), transform: readable)
  var source: Format?

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "The format of the output: \(names(Format.writable)) (default: by the ending of '-o', else fhir-json).",
      valueName: "format"),
    completion: .list(Format.writable.map(\.rawValue)), transform: writable)
  var target: Format?

  @Option(
    help: ArgumentHelp("The encoding of XML that is wrong about it, such as Shift_JIS.", valueName: "name"))
  var encoding: String?

  @Flag(help: "Lay fhir-json and fhir-xml out over many lines (default) or on one.")
  var layout: Layout?

  enum Layout: EnumerableFlag {
    case pretty, compact
  }

  /// The format to be written to a file.
  func target(for output: FileName) throws -> Format {
    let ending = output.ending
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

  private static func readable(_ name: String) throws -> Format {
    try format(name, among: Format.readable, "read")
  }

  private static func writable(_ name: String) throws -> Format {
    try format(name, among: Format.writable, "written")
  }

  private static func format(_ name: String, among formats: [Format], _ verb: String) throws -> Format {
    if let format = formats.first(where: { $0.rawValue == name }) { return format }
    let near = NearMiss.of(name, among: formats.map(\.rawValue)).map { " Did you mean '\($0)'?" } ?? ""
    throw ValidationError("Formats that are \(verb): \(names(formats)).\(near)")
  }

  private static func names(_ formats: [Format]) -> String { formats.map(\.rawValue).joined(separator: ", ") }
}

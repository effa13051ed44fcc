// Where a report goes: `--report FORMAT:FILE`.

import ArgumentParser
import Interchange

/// The format of a report and the file that it is written to.
struct ReportFile {
  let format: String
  let name: FileName
  /// Whether nobody asked for it.
  private(set) var isDefault = false

  /// Reads `FORMAT:FILE`.
  ///
  /// - Throws: a `ValidationError` if there is no colon, or the format is none of those that the command has.
  init(_ argument: String, formats: [String]) throws {
    let parts = argument.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, formats.contains(String(parts[0])) else {
      let known = formats.map { "\($0):FILE" }
      throw ValidationError("'--report' is \(known.dropLast().joined(separator: ", ")) or \(known.last ?? "").")
    }
    format = String(parts[0])
    name = FileName(text: String(parts[1]))
  }

  /// The option as it was typed, by which messages name the report.
  var option: String { "--report \(format):\(name)" }

  /// Where reports go.
  ///
  /// - Throws: a `ValidationError` if a report would overwrite an input, or two would go to one place.
  static func destinations(of reports: [ReportFile], inputs: [FileName]) throws -> Destinations {
    try Destinations(reports.map { ($0.option, $0.name) }, inputs: inputs.map(InputFile.init))
  }

  /// All reports that are asked for; text on standard output if none is.
  static func all(_ arguments: [String], formats: [String]) throws -> [ReportFile] {
    guard arguments.isEmpty else { return try arguments.map { try ReportFile($0, formats: formats) } }
    var text = try ReportFile("text:-", formats: formats)
    text.isDefault = true
    return [text]
  }
}

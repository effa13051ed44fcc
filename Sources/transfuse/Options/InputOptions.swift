// `--from` and `--encoding`

import ArgumentParser
import FHIRCore
import Interchange

/// What the input is.
struct InputOptions: ParsableArguments {
  @Option(
    name: .customLong("from"),
    help: ArgumentHelp(
      "The format of the input: \(Format.names(Format.readable)) (default: seen from its content).", valueName: "format"
    ),
    completion: .list(Format.readable.map(\.rawValue)), transform: Format.readable(_:))
  var source: Format?

  @Option(
    help: ArgumentHelp("The encoding of XML that is wrong about it, such as Shift_JIS.", valueName: "name"))
  var encoding: String?

  func validate() throws {
    guard let encoding, !Encodings.isKnown(encoding) else { return }
    throw ValidationError(
      "'--encoding' is a name that is known, such as ISO-8859-1, Windows-1252, Shift_JIS or EUC-JP.")
  }
}

extension Format {
  /// The format of a name that can be read.
  static func readable(_ name: String) throws -> Format { try format(name, among: readable, "read") }

  /// The format of a name that can be written.
  static func writable(_ name: String) throws -> Format { try format(name, among: writable, "written") }

  /// The names of formats, for messages.
  static func names(_ formats: [Format]) -> String { formats.map(\.rawValue).joined(separator: ", ") }

  private static func format(_ name: String, among formats: [Format], _ verb: String) throws -> Format {
    if let format = formats.first(where: { $0.rawValue == name }) { return format }
    let near = NearMiss.of(name, among: formats.map(\.rawValue)).map { " Did you mean '\($0)'?" } ?? ""
    throw ValidationError("Formats that are \(verb): \(names(formats)).\(near)")
  }
}

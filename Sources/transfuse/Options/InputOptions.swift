// `--from` and `--encoding`

import ArgumentParser
import FHIRCore
import Interchange

/// What the input is.
struct InputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The format of the input: \(Format.names) (default: seen from its content).", valueName: "format"),
    completion: .list(Format.builtIn.map(\.name)))
  var from: String?

  @Option(
    help: ArgumentHelp("The encoding of XML that is wrong about it, such as Shift_JIS.", valueName: "name"))
  var encoding: String?

  /// The format that is named; nil to see from the content.
  func source(among dialects: Dialects = .embedded) throws -> Format? {
    try from.map { try Format.named($0, among: dialects, "--from") }
  }

  func validate() throws {
    guard let encoding, !Encodings.isKnown(encoding) else { return }
    throw ValidationError(
      "'--encoding' is a name that is known, such as ISO-8859-1, Windows-1252, Shift_JIS or EUC-JP.")
  }
}

extension Format {
  /// The format of a name, which may be that of a dialect.
  static func named(_ name: String, among dialects: Dialects, _ option: String) throws -> Format {
    if let format = builtIn.first(where: { $0.name == name }) { return format }
    if dialects.names.contains(name) { return .dialect(name) }
    let names = builtIn.map(\.name) + dialects.names
    let near = NearMiss.of(name, among: names).map { " Did you mean '\($0)'?" } ?? ""
    throw ValidationError("Formats of '\(option)': \(names.joined(separator: ", ")).\(near)")
  }

  /// The names of formats, for the help.
  static let names = (builtIn.map(\.name) + Dialects.embedded.names).joined(separator: ", ")
}

// `--id-key`: what ids are made with.

import ArgumentParser
import FHIRCore
import Interchange

/// The secret that ids of legacy documents are made with.
struct IDKey: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Make the ids of a legacy document with the secret in this file, so that nobody finds a patient's number by trying.",
      valueName: "file"))
  var idKey: FileName?

  /// The secret that ids are made with; nil if none is asked for.
  func secret() throws -> [UInt8]? {
    guard let idKey else { return nil }
    var bytes = try InputFile(idKey).read()
    while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
    guard bytes.count >= 16 else {
      throw ValidationError("'--id-key': expected at least 16 bytes, such as those of 'openssl rand -hex 32'.")
    }
    return bytes
  }
}

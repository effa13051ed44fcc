// Where the outputs of a command go: never over its input, never two into one.

import ArgumentParser
import FHIRCore
import Interchange

/// The outputs of a command, each by the option that asks for it.
struct Destinations {
  private var outputs: [(option: String, file: OutputFile)] = []

  /// Looks at where the outputs go; nothing is written yet.
  ///
  /// - Throws: a `ValidationError` if an output is an input, or two outputs are one; a `Diagnostic` if no file of a name
  ///   can be written.
  init(_ options: [(option: String, name: FileName?)], inputs: [InputFile]) throws {
    let read = Set(inputs.compactMap(\.identity))
    for (option, name) in options {
      guard let name else { continue }
      let file = try OutputFile(name)
      if let identity = file.identity, read.contains(identity) {
        throw ValidationError(
          "'\(option)' names an input, which is never overwritten.")
      }
      if let other = outputs.first(where: { Self.isSame($0.file, file) }) {
        throw ValidationError(
          file.isStandardOutput
            ? "Only one thing can go to standard output: give '\(other.option)' or '\(option)' the name of a file."
            : "'\(other.option)' and '\(option)' name one file.")
      }
      outputs.append((option, file))
    }
  }

  /// Whether the output of an option goes to standard output.
  func isStandardOutput(_ option: String) -> Bool {
    outputs.contains { $0.option == option && $0.file.isStandardOutput }
  }

  /// The output of an option, if it is asked for.
  subscript(option: String) -> OutputFile? { outputs.first { $0.option == option }?.file }

  /// Writes all of them, or none.
  func write(_ contents: [(option: String, bytes: [UInt8])]) throws(Diagnostic) {
    var files = OutputFiles()
    for (option, bytes) in contents {
      for output in outputs where output.option == option { try files.add(bytes, to: output.file) }
    }
    try files.commit()
  }

  private static func isSame(_ left: OutputFile, _ right: OutputFile) -> Bool {
    if left.isStandardOutput || right.isStandardOutput, left.isStandardOutput == right.isStandardOutput { return true }
    return left.identity.map { $0 == right.identity } ?? false
  }
}

// What the user sees on standard error, and how a command ends that cannot do its work.

import ArgumentParser
import FHIRCore
import Interchange

/// Prints messages on standard error; without colour, so that a log reads the same as a terminal.
struct Console {
  var isQuiet = false
  var isVerbose = false
  var showsValues = false

  /// Says what was done.
  func say(_ line: String) {
    if !isQuiet { StandardError.write(line) }
  }

  /// Says a detail that only `--verbose` asks for.
  func detail(_ line: String) {
    if isVerbose { StandardError.write(line) }
  }

  /// Prints findings in the order of their places.
  func report(_ diagnostics: [Diagnostic]) {
    let shown = diagnostics.filter { !isQuiet || $0.rule.severity == .error }
    for diagnostic in shown.sorted(by: Self.comesBefore) {
      StandardError.write(diagnostic.description(showingValues: showsValues))
    }
  }

  /// Reports a finding that makes the work impossible, and ends the command.
  ///
  /// Whoever closes the pipe that we write to knows it, so nothing is said about that.
  func impossible(_ diagnostic: Diagnostic) -> ExitCode {
    if diagnostic.rule != FileRule.brokenPipe { report([diagnostic]) }
    return ExitStatus.impossible
  }

  private static func comesBefore(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
    (left.place.file, left.place.line, left.place.column) < (right.place.file, right.place.line, right.place.column)
  }
}

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

  /// Prints findings in the order of their places; if they are many, the first errors, unless all are asked for.
  func report(_ diagnostics: [Diagnostic]) {
    let wanted = diagnostics.filter { !isQuiet || $0.rule.severity == .error }.sorted(by: Self.comesBefore)
    let shown = isVerbose ? wanted : wanted.limited(to: Self.limit)
    for diagnostic in shown { StandardError.write(diagnostic.description(showingValues: showsValues)) }
    let unshown = wanted.count - shown.count
    if unshown > 0 {
      StandardError.write("\(unshown) more \(unshown == 1 ? "finding is" : "findings are") not shown; -v shows them")
    }
  }

  /// Reports a finding that makes the work impossible, and ends the command.
  ///
  /// Whoever closes the pipe that we write to knows it, so nothing is said about that.
  func impossible(_ diagnostic: Diagnostic) -> ExitCode {
    if diagnostic.rule != FileRule.brokenPipe { report([diagnostic]) }
    return ExitStatus.impossible
  }

  /// More findings than this are for a file, not for a screen.
  private static let limit = 100

  /// What is about a file as a whole comes after what has a line in it.
  private static func comesBefore(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
    func line(_ place: Place) -> Int { place.line == 0 ? Int.max : place.line }
    return (left.place.file, line(left.place), left.place.column)
      < (right.place.file, line(right.place), right.place.column)
  }
}

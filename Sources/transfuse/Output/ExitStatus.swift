// The exit codes, the same for every command.

import ArgumentParser

/// How the program ends, apart from wrong usage (64), which is ArgumentParser's own.
enum ExitStatus {
  /// The input is invalid, or something of it is not in the output.
  static let findings = ExitCode(1)
  /// The work could not be done: an input that cannot be read, an output that cannot be written.
  static let impossible = ExitCode(2)

  /// What each help ends with.
  static let help = """
    Exit codes:
      0   clean; warnings alone count as clean
      1   the input is invalid, or something of it is not in the output
      2   a file cannot be read or written, or the program was stopped
      64  wrong usage
    """
}

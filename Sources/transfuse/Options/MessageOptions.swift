// How much is said on standard error.

import ArgumentParser

/// How much is said on standard error.
struct MessageOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Say nothing but errors.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Also say what the input was found to be.")
  var verbose = false

  @Flag(help: "Show the values of the input in messages. They may be a patient's.")
  var showValues = false

  func validate() throws {
    if quiet, verbose { throw ValidationError("'--quiet' and '--verbose' do not go together.") }
  }

  /// What prints the messages.
  var console: Console { Console(isQuiet: quiet, isVerbose: verbose, showsValues: showValues) }
}

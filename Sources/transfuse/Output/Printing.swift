// What a command has to say on standard output, where that is all of its output.

import FHIRCore
import Interchange

/// Prints the output of a command, and ends it with code 2 if that cannot be done.
func printOutput(_ bytes: [UInt8], _ console: Console = Console()) throws {
  do throws(Diagnostic) {
    var files = OutputFiles()
    try files.add(bytes, to: OutputFile(.standard))
    try files.commit()
  } catch {
    throw console.impossible(error)
  }
}

// Runs public test suites against the libraries, and says exactly how many cases hold.

import ArgumentParser
import FHIRCore
import Foundation

@main
struct Conformance: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conformance",
    abstract: "Runs the public test suites that lie in a folder.",
    discussion: """
      Each suite is a folder with an index.json. A case passes, fails, or is skipped for a stated reason. Failures that \
      are known stand in a list with a reason each; a failure that is not listed and a listed case that passes both \
      make the run fail.

      Exit codes: 0 as expected · 1 unexpected failures or passes · 2 the folder cannot be read · 64 wrong usage.
      """)

  @Argument(help: ArgumentHelp("The folder that holds the suites.", valueName: "dir"))
  var folder: String

  @Option(help: "Run only this suite.")
  var suite: String?

  @Option(help: ArgumentHelp("Write {case id: true, false or \"skip\"} here.", valueName: "file"))
  var results: String?

  @Option(help: ArgumentHelp("The list of known failures: id, tab, reason.", valueName: "file"))
  var knownFailures = "Tests/Conformance/known-failures.tsv"

  @Flag(help: "Print every failure with what went wrong, also the known ones.")
  var verbose = false

  func run() throws {
    let suites: [Suite]
    let known: KnownFailures
    do {
      suites = try Suite.all(in: folder, named: suite)
      known = try KnownFailures(file: knownFailures)
    } catch let error as UnreadableFile {
      FileHandle.standardError.write(Data("error: \(error.description)\n".utf8))
      throw ExitCode(2)
    }
    guard !suites.isEmpty else {
      FileHandle.standardError.write(Data("error: no suite lies in \(folder)\n".utf8))
      throw ExitCode(2)
    }
    var report = Report(known: known)
    for suite in suites {
      report.begin(suite)
      let judge = Judges.judge(for: suite)
      for test in suite.cases { report.add(judge(test), of: test, in: suite) }
    }
    if verbose { print(report.failures) }
    print(report.table)
    print(report.surprises, terminator: "")
    print(report.closingLine)
    if let results { try Data(report.results.utf8).write(to: URL(fileURLWithPath: results), options: .atomic) }
    if report.isSurprising { throw ExitCode(1) }
  }
}

// Runs the program that was built beside the tests, as a user would.

import Foundation
import Testing

/// What the program said and how it ended.
struct Outcome: Equatable, CustomStringConvertible {
  var code: Int32
  var output: String
  var messages: String

  var description: String { "exit \(code)\n-- stdout\n\(output)-- stderr\n\(messages)" }
}

/// The program under test.
enum Program {
  /// The folder that holds the program: that of the tests, or the one that the environment names in `TRANSFUSE_FOLDER`.
  static let folder: URL = {
    if let folder = ProcessInfo.processInfo.environment["TRANSFUSE_FOLDER"] {
      return URL(filePath: folder, directoryHint: .isDirectory).absoluteURL
    }
    #if os(macOS)
      let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
      return (bundle?.bundleURL ?? Bundle.main.bundleURL).deletingLastPathComponent()
    #else
      return Bundle.main.bundleURL
    #endif
  }()

  static let path = folder.appending(path: "transfuse").path

  /// Runs the program in a folder; nothing of the machine's environment reaches it but what is given here.
  static func run(
    _ arguments: [String], in place: TemporaryFolder, input: String? = nil, environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(path, arguments, in: place, input: input, environment: environment)
  }

  /// Runs a line of shell in a folder; `transfuse` is the program.
  static func shell(
    _ line: String, in place: TemporaryFolder, environment: [String: String] = [:]
  ) throws -> Outcome {
    try run("/bin/sh", ["-c", line], in: place, input: nil, environment: environment)
  }

  private static func run(
    _ executable: String, _ arguments: [String], in place: TemporaryFolder, input: String?,
    environment: [String: String]
  ) throws -> Outcome {
    // Files, not pipes: nothing can block, and what was written is there whatever happened.
    let streams = try TemporaryFolder()
    try streams.write("in", input ?? "")
    try streams.write("out", "")
    try streams.write("err", "")
    let process = Process()
    process.executableURL = URL(filePath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = place.url
    process.environment = ["PATH": folder.path + ":/usr/bin:/bin", "LC_ALL": "C.UTF-8"].merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: streams.url.appending(path: "in"))
    process.standardOutput = try FileHandle(forWritingTo: streams.url.appending(path: "out"))
    process.standardError = try FileHandle(forWritingTo: streams.url.appending(path: "err"))
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationReason == .exit, "ended by signal \(process.terminationStatus)")
    return Outcome(
      code: process.terminationStatus, output: try streams.read("out"), messages: try streams.read("err"))
  }
}

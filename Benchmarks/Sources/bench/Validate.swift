// Validating, beside fhirkit-rs (PyPI; structure only) in the same run, where Python has it.

import ArgumentParser
import FHIRJSON
import FHIRValidation
import Foundation

struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "MB/s and resources/s of validating the official examples on one thread, beside fhirkit-rs.")

  @Argument(help: "A folder of FHIR R4 examples as JSON.")
  var examples: String

  @Option(help: "Measured runs of each.")
  var runs = 5

  func run() throws {
    let folder = URL(fileURLWithPath: examples, isDirectory: true)
    let texts = try FileManager.default.contentsOfDirectory(atPath: examples).filter { $0.hasSuffix(".json") }.sorted()
      .map { Input.bytes(folder.appendingPathComponent($0)) }
    let size = texts.map(\.count).reduce(0, +)
    var validator = Validator()
    _ = findings(texts, &validator)
    var ours: [Double] = []
    var theirs: [Double] = []
    for _ in 0..<runs {
      ours.append(Table.seconds { _ = findings(texts, &validator) })
      if let seconds = fhirkit() { theirs.append(seconds) }
    }
    print("machine: \(Machine.description)")
    print("input: \(texts.count) official examples, \(size) bytes; median of \(runs)")
    func line(_ name: String, _ times: [Double]) -> String {
      let seconds = times.sorted()[times.count / 2]
      return "\(name): \(Int(Double(size) / 1e6 / seconds)) MB/s, \(Int(Double(texts.count) / seconds)) resources/s"
    }
    print(line("Transfuse, all of its rules", ours))
    guard theirs.count == runs else { return print("fhirkit-rs: not measured, for python3 has no module fhirkit") }
    let ratio = zip(ours, theirs).map { $1 / $0 }.sorted()[runs / 2]
    print(line("fhirkit-rs, structure only", theirs) + "\n\((ratio * 100).rounded() / 100) times")
  }

  private func findings(_ texts: [[UInt8]], _ validator: inout Validator) -> Int {
    var reader = JSONReader()
    var count = 0
    for text in texts {
      guard let tree = try? reader.read(text) else { continue }
      count += validator.validate(tree, findings: reader.diagnostics).findings.count
    }
    return count
  }

  /// The seconds that fhirkit-rs takes; nil if it is not there.
  private func fhirkit() -> Double? {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../time_fhirkit.py")
    let child = Process()
    child.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    child.arguments = ["python3", script.path, examples]
    let pipe = Pipe()
    child.standardOutput = pipe
    child.standardError = FileHandle.nullDevice
    guard (try? child.run()) != nil else { return nil }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    child.waitUntilExit()
    return Double(String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
  }
}

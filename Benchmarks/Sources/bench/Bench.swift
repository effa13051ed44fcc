// Reading and writing FHIR JSON and XML, beside Foundation's JSONSerialization and libxml2's bare SAX parse in the same process.

import ArgumentParser
import Foundation

@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures reading and writing FHIR JSON.",
    discussion: """
      Inputs are made by repetition from the largest clinical official examples in a folder of FHIR R4 examples as \
      JSON. Figures are medians of five runs on one thread in one warm process. Ratios hold on any machine, MB/s only \
      on the one that is named.
      """,
    subcommands: [Speed.self, Memory.self, Validate.self, Legacy.self, Messages.self, Once.self])
}

struct Speed: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "MB/s of reading and writing NDJSON and one Bundle.")

  @Argument(help: "A folder of FHIR R4 examples as JSON.")
  var examples: String

  @Option(help: "The size of the NDJSON, in MB.")
  var megabytes = 200

  @Option(help: "The size of the Bundle, in MB.")
  var bundleMegabytes = 50

  @Option(help: "Measured runs of each.")
  var runs = 5

  func run() throws {
    let input = try Input(examples: examples)
    print("machine: \(Machine.description)")
    print("input: \(input.description)")
    let lines = input.ndjson(megabytes: megabytes)
    let bundle = input.bundle(megabytes: bundleMegabytes)
    var table = Table(runs: runs)
    table.measure(
      "read NDJSON, \(megabytes) MB", bytes: lines.count, Ours.read(lines: lines), Theirs.read(lines: lines))
    let trees = Ours.trees(lines)
    let objects = Theirs.objects(lines)
    table.measure("write NDJSON", bytes: lines.count, Ours.write(trees), Theirs.write(objects))
    table.measure(
      "read a Bundle, \(bundleMegabytes) MB", bytes: bundle.count, Ours.read(bundle), Theirs.read(bundle))
    let tree = Ours.tree(bundle)
    let object = Theirs.object(bundle)
    table.measure("write the Bundle", bytes: bundle.count, Ours.write([tree]), Theirs.write([object]))
    let xml = Ours.xml(tree)
    table.measure(
      "read the Bundle as XML, \(xml.count / 1_000_000) MB", bytes: xml.count, Ours.read(xml: xml), Bare.parse(xml),
      named: "libxml2's bare SAX")
    table.measure(
      "write the Bundle as XML", bytes: xml.count, Ours.writeXML(tree), Bare.parse(xml), named: "libxml2's bare SAX")
    print(table.text)
  }
}

struct Memory: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Peak memory of reading one Bundle, in a process of its own.")

  @Argument(help: "A folder of FHIR R4 examples as JSON.")
  var examples: String

  @Option(help: "The size of the Bundle, in MB.")
  var megabytes = 50

  @Flag(help: "Read with JSONSerialization instead.")
  var foundation = false

  func run() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("transfuse-bench-bundle.json")
    if ProcessInfo.processInfo.environment["TRANSFUSE_BENCH_CHILD"] == nil {
      // The peak is that of the process, so the input is made by another one.
      try Data(try Input(examples: examples).bundle(megabytes: megabytes)).write(to: file)
      defer { try? FileManager.default.removeItem(at: file) }
      let child = Process()
      child.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
      child.arguments = Array(CommandLine.arguments.dropFirst())
      child.environment = ProcessInfo.processInfo.environment.merging(["TRANSFUSE_BENCH_CHILD": "1"]) { $1 }
      try child.run()
      child.waitUntilExit()
      return
    }
    let before = Machine.peakMemory
    let bytes = Input.bytes(file)
    let size = Double(bytes.count)
    let count = foundation ? Theirs.count(consume bytes) : Ours.count(consume bytes)
    let peak = Double(Machine.peakMemory - before)
    let ratio = (peak / size * 100).rounded() / 100
    print(
      "\(foundation ? "JSONSerialization" : "Transfuse"): \(Int(size / 1e6)) MB Bundle, \(count) "
        + "\(foundation ? "objects at the top" : "elements"), peak \(Int(peak / 1e6)) MB above start: \(ratio) times its size"
    )
  }
}

struct Once: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Reads NDJSON once, or a Bundle as XML a few times, and nothing else: for a profiler.")

  @Argument(help: "A folder of FHIR R4 examples as JSON.")
  var examples: String

  @Option(help: "The size of the input, in MB.")
  var megabytes = 2

  @Option(help: "Read a Bundle as XML so many times instead.")
  var xml = 0

  func run() throws {
    if xml > 0 {
      let text = Ours.xml(Ours.tree(try Input(examples: examples).bundle(megabytes: megabytes)))
      let read = Ours.read(xml: text)
      return print("\((0..<xml).reduce(0) { count, _ in count + read() }) elements in \(text.count) bytes each")
    }
    let lines = try Input(examples: examples).ndjson(megabytes: megabytes)
    print("\(Ours.read(lines: lines)()) elements in \(lines.count) bytes")
  }
}

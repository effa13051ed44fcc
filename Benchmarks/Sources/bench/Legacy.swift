// A legacy document to FHIR JSON and back by its mapping, beside libxml2's bare SAX parse of the same bytes.

import ArgumentParser
import FHIRJSON
import Foundation
import Mapping
import SourceTree

struct Legacy: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "MB/s and results/s of converting a laboratory's export to FHIR JSON and back.",
    discussion: "The document is made by repeating what is below the root of a sample.")

  @Argument(help: "A mapping.")
  var mapping: String

  @Argument(help: "A sample of its dialect, in UTF-8.")
  var sample: String

  @Option(help: "How often the content is repeated.")
  var times = 1_000

  @Option(help: "Measured runs of each.")
  var runs = 5

  func run() throws {
    let map = try Mapping(Input.bytes(URL(fileURLWithPath: mapping)), file: mapping)
    let text = try repeated(SourceTree.read(xml: Input.bytes(URL(fileURLWithPath: sample))))
    let bundle = try map.read(SourceTree.read(xml: text)).bundle
    let results = bundle.root.children("entry").count { $0.child("resource")?.child("code") != nil }
    print("machine: \(Machine.description)")
    print("input: \(sample), \(times) times: \(text.count) bytes, \(results) results and reports")
    var table = Table(runs: runs)
    let forth: Work = {
      do {
        let reading = try map.read(SourceTree.read(xml: text))
        var output: [UInt8] = []
        JSONWriter().write(reading.bundle.root, to: &output)
        return output.count
      } catch { fatalError("the input is valid: \(error)") }
    }
    let back: Work = {
      do {
        let writing = try map.write(bundle)
        return try writing.document.xml().count
      } catch { fatalError("the input is valid: \(error)") }
    }
    table.measure("to FHIR JSON", bytes: text.count, forth, Bare.parse(text), named: "libxml2's bare SAX")
    table.measure("back to the export", bytes: text.count, back, Bare.parse(text), named: "libxml2's bare SAX")
    print(table.text)
    print("to FHIR JSON: \(Int(Double(results) / Table.seconds { _ = forth() })) results/s")
  }

  private func repeated(_ tree: SourceTree) throws -> [UInt8] {
    guard let root = tree.root else { fatalError("a sample has a root") }
    var builder = SourceTreeBuilder(encoding: "UTF-8")
    builder.start(root.name)
    for attribute in root.attributes { builder.attribute(attribute.name, attribute.value) }
    for _ in 0..<times {
      for element in root.elements { builder.copy(element) }
    }
    builder.end()
    return try builder.finish().xml()
  }
}

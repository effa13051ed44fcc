// Messages of HL7 v2 to FHIR JSON and back, in both syntaxes, beside what only looks for delimiters and tags.

import ArgumentParser
import FHIRJSON
import Foundation
import HL7v2
import Mapping
import SourceTree

struct Messages: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "MB/s and messages/s of converting messages of HL7 v2 to FHIR JSON and back.")

  @Argument(help: "A mapping of messages.")
  var mapping: String

  @Argument(help: "A message with delimiters.")
  var sample: String

  @Option(help: "How many messages are converted in a run.")
  var times = 50

  @Option(help: "Measured runs of each.")
  var runs = 5

  func run() throws {
    let map = try Mapping(Input.bytes(URL(fileURLWithPath: mapping)), file: mapping)
    let text = Input.bytes(URL(fileURLWithPath: sample))
    let xml = try SourceTree.read(hl7v2: text).messageXML().xml()
    let bundle = try map.read(SourceTree.read(hl7v2: text)).bundle
    print("machine: \(Machine.description)")
    print("input: \(sample), \(times) times: \(text.count) bytes with delimiters, \(xml.count) in XML")
    var table = Table(runs: runs)
    func work(_ one: @escaping () throws -> Int) -> Work {
      let times = times
      return {
        do {
          var count = 0
          for _ in 0..<times { count += try one() }
          return count
        } catch { fatalError("the input is valid: \(error)") }
      }
    }
    func json(_ tree: SourceTree) throws -> Int {
      var output: [UInt8] = []
      JSONWriter().write(try map.read(tree).bundle.root, to: &output)
      return output.count
    }
    let split = work {
      text.split(separator: 0x0D).reduce(0) { sum, segment in
        sum
          + segment.split(separator: UInt8(ascii: "|")).reduce(0) { $0 + $1.split(separator: UInt8(ascii: "^")).count }
      }
    }
    let bare = Bare.parse(xml)
    let forth = work { try json(SourceTree.read(hl7v2: text)) }
    table.measure(
      "delimiters to the tree", bytes: text.count * times, work { try SourceTree.read(hl7v2: text).count }, split,
      named: "split at the delimiters")
    table.measure("delimiters to FHIR JSON", bytes: text.count * times, forth, split, named: "split at the delimiters")
    table.measure(
      "FHIR to delimiters", bytes: text.count * times,
      work { try map.write(bundle, isIndented: false).document.hl7v2().count }, split, named: "split at the delimiters")
    table.measure(
      "XML to FHIR JSON", bytes: xml.count * times,
      work { try json(SourceTree.read(xml: xml).message() ?? SourceTree.read(xml: xml)) }, work { bare() },
      named: "libxml2's bare SAX")
    table.measure(
      "FHIR to XML", bytes: xml.count * times,
      work { try map.write(bundle, isIndented: false).document.messageXML().xml().count }, work { bare() },
      named: "libxml2's bare SAX")
    print(table.text)
    print("to FHIR JSON: \(Int(Double(times) / Table.seconds { _ = forth() })) messages/s")
  }
}

// The shipped dialects on their samples, both ways.

import FHIRCore
import SourceTree
import TestSupport
import Testing

@testable import Mapping

struct DialectTests {
  static let samples = Repository.files(below: "Mappings", ending: ".xml")

  @Test func everyDialectHasSamples() {
    #expect(Self.samples.count == 7)
  }

  @Test(arguments: samples) func everyLawHolds(sample: String) throws {
    let name = String(sample.split(separator: "/")[1])
    let file = "Mappings/\(name)/\(name).map"
    let mapping = try Mapping(Array(Repository.text(file).utf8), file: file)
    let trial = try MappingTrial(mapping, on: SourceTree.read(xml: Repository.bytes(sample), file: sample), every: 3)
    #expect(trial.isEqual && trial.isStable)
    #expect(trial.mutations.missed == [])
    #expect(trial.edits.silent == [])
    #expect(trial.leaves.unmapped == 0)
  }
}

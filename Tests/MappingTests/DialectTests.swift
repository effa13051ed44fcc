// The shipped dialects on their samples, both ways.

import FHIRCore
import Foundation
import SourceTree
import TestSupport
import Testing

@testable import Mapping

struct DialectTests {
  static let samples = Repository.files(below: "Mappings", ending: ".xml")

  /// One value in so many is changed; all of them with `ALL_MUTATIONS=1`, as `make thorough` does.
  static let stride = ProcessInfo.processInfo.environment["ALL_MUTATIONS"] == "1" ? 1 : 3

  @Test func everyDialectHasSamples() {
    #expect(Self.samples.count == 7)
  }

  @Test(arguments: samples) func everyLawHolds(sample: String) throws {
    let name = String(sample.split(separator: "/")[1])
    let file = "Mappings/\(name)/\(name).map"
    let mapping = try Mapping(Array(Repository.text(file).utf8), file: file)
    let trial = try MappingTrial(
      mapping, on: SourceTree.read(xml: Repository.bytes(sample), file: sample), every: Self.stride)
    #expect(trial.isEqual && trial.isStable)
    #expect(trial.mutations.missed == [])
    #expect(trial.edits.silent == [])
    #expect(trial.removals.silent == [])
    #expect(trial.leaves.unmapped == 0)
  }
}

// The proof of the ledger: change any one text of a case, and the bundle changes exactly if the ledger says mapped.

import FHIRCore
import FHIRModels
import Terminology
import Testing

@testable import CaseReports

@Suite struct MutationTests {
  /// The cases of `Examples`, and one more.
  static let names = Example.names + ["leftovers"]

  private static func example(_ name: String) throws -> Example {
    try name == "leftovers" ? leftovers.get() : Example.named(name)
  }

  /// What R4 has no place for stays unmapped, and the ledger says so.
  static let leftovers = Result {
    try Example(
      Array(
        """
        format: case/1
        case: leftovers
        timeline:
          - {id: T0, name: visit, is: visit}
        conditions:
          - {id: fever, kind: symptom, name: fever, from: T0, until: 2 days after T0, status: active}
        investigations:
          - {id: blood, kind: laboratory, name: Blood tests, at: T0, method: a method}
        treatments:
          - {id: water, kind: drug, name: water, at: T0}
          - {id: bath, kind: procedure, name: bath, at: T0, part-of: water}
        adverse-events:
          - {id: rash, name: rash, at: T0, certainty: suspected}
        """.utf8))
  }

  @Test(arguments: names, 0..<8)
  func theBundleChangesExactlyIfTheLedgerSaysMapped(name: String, part: Int) throws {
    let example = try Self.example(name)
    let mutation = try Mutation(example.report)
    let original = Self.bytes(example.report)
    for (index, row) in example.conversion.ledger.rows.enumerated() where index % 8 == part {
      let path = try #require(row.place.path)
      guard let mutated = mutation.mutated(path) else {
        Issue.record("there is no other text for \(path)")
        continue
      }
      let bytes = Self.bytes(mutated)
      // Only ids make UUIDs, so only where an id is changed must one look past them.
      let changesIDs = path == "case" || path.hasSuffix(".id")
      let differs = changesIDs ? Self.canonical(bytes) != Self.canonical(original) : bytes != original
      #expect(differs == (row.state == .mapped), "\(path) is \(row.state)")
    }
  }

  @Test func namesWhatHasNoPlace() throws {
    let conversion = try Self.leftovers.get().conversion
    #expect(
      conversion.ledger.rows.filter { $0.state == .unmapped }.compactMap(\.place.path) == [
        "conditions[0].until", "investigations[0].method", "treatments[1].part-of", "adverse-events[0].certainty",
      ])
    #expect(
      conversion.diagnostics.map(\.description) == [
        "case.yaml:6:62: error: expected a place in FHIR for 'until' [map.unmapped]\n  at conditions[0].until",
        "case.yaml:8:70: error: expected a place in FHIR for 'method' [map.unmapped]\n  at investigations[0].method",
        "case.yaml:11:62: error: expected a place in FHIR for 'part-of' [map.unmapped]\n  at treatments[1].part-of",
        "case.yaml:13:47: error: expected a place in FHIR for 'certainty' [map.unmapped]\n  at adverse-events[0].certainty",
      ])
  }

  private static func bytes(_ report: CaseReport) -> [UInt8] {
    let conversion = Conversion(report, vocabulary: .embedded, recordedAt: nil)
    conversion.run()
    return conversion.bundle().jsonBytes()
  }

  /// The bundle without what follows from ids alone: each UUID is replaced by its number in order.
  private static func canonical(_ bytes: [UInt8]) -> [UInt8] {
    var numbers: [ArraySlice<UInt8>: Int] = [:]
    var text: [UInt8] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let candidate = rest.prefix(36)
      if isUUID(candidate) {
        let number = numbers[candidate] ?? numbers.count
        numbers[candidate] = number
        text += Array("#\(number)".utf8)
        rest = rest.dropFirst(36)
      } else {
        text.append(rest.removeFirst())
      }
    }
    return text
  }

  private static func isUUID(_ bytes: ArraySlice<UInt8>) -> Bool {
    let start = bytes.startIndex
    guard bytes.count == 36, bytes[start + 8] == UInt8(ascii: "-"), bytes[start + 14] == UInt8(ascii: "5"),
      bytes[start + 13] == UInt8(ascii: "-"), bytes[start + 23] == UInt8(ascii: "-")
    else { return false }
    return true
  }
}

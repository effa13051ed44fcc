// What is wrong in our own output is told by the place of the source.

import FHIRCore
import FHIRJSON
import Testing

@testable import Interchange

struct OutputCheckTests {
  @Test func anErrorHasThePlaceOfTheLeafThatWentThere() throws {
    let text =
      #"{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","gender":"ZQX"}},{"resource":{"resourceType":"Basic"}}]}"#
    var reader = JSONReader()
    let tree = try reader.read(Array(text.utf8))
    var ledger = Ledger()
    ledger.append(
      Ledger.Row(
        .mapped, at: Place(file: "c", line: 1, column: 1, path: "subject.age"),
        targets: ["Bundle.entry[0].resource.birthDate"]))
    ledger.append(
      Ledger.Row(
        .mapped, at: Place(file: "c", line: 2, column: 8, path: "subject.sex"),
        targets: ["Bundle.entry[0].resource.gender"]))
    let errors = OutputCheck.errors(in: tree, ledger, file: "c")
    #expect(errors.map(\.rule.id) == ["fhir.binding.required", "fhir.cardinality.min"])
    #expect(errors.map(\.place) == [Place(file: "c", line: 2, column: 8, path: "subject.sex"), Place(file: "c")])
    #expect(errors.allSatisfy { !$0.description.contains("ZQX") })
  }
}

// Lists that are scattered, empty, nested, or stand where FHIR has none.

import FHIRCore
import FHIRDefinitions
import Testing

@testable import FHIRJSON

@Suite struct ListTests {
  @Test(arguments: [
    #"{"resourceType":"Observation","valueQuantity":[{"value":1.0},{"value":2}]}"#,
    #"{"resourceType":"Observation","valueQuantity":[{"value":1}],"valueString":["a","b"]}"#,
    #"{"resourceType":"Observation","valueString":["a",null],"_valueString":[null,{"id":"i"}],"status":"final"}"#,
    #"{"resourceType":"Patient","name":[],"contact":[{}],"photo":[[]],"link":[null,7,"x"]}"#,
    #"{"resourceType":"Patient","contained":[[{"resourceType":"Basic"}],{"resourceType":"Group"},null]}"#,
    #"{"resourceType":"Patient","unknown":[[],[[1],{}]],"x":{"y":[]}}"#,
  ])
  func comesBackToTheLetter(text: String) throws {
    #expect(try written(text) == text)
  }

  /// A key that stands there twice makes one list, for a list cannot be written in pieces.
  @Test(arguments: [
    (
      #"{"given":["A"],"family":"F","given":["B",null],"text":"t","_given":[null,null,{"id":"i"}]}"#,
      #"{"given":["A","B",null],"_given":[null,null,{"id":"i"}],"family":"F","text":"t"}"#
    ),
    (#"{"x":[1],"y":[2],"x":[3],"y":[4],"x":5}"#, #"{"x":[1,3],"y":[2,4],"x":5}"#),
    (
      #"{"extension":[{"url":"a"}],"given":["A"],"extension":[{"url":"b"}]}"#,
      #"{"extension":[{"url":"a"},{"url":"b"}],"given":["A"]}"#
    ),
  ])
  func gathersWhatIsScattered(text: String, expected: String) throws {
    var reader = JSONReader()
    let tree = try reader.read(Array(text.utf8), as: Definitions.r4.type("HumanName"))
    #expect(reader.diagnostics.contains { $0.rule == JSONRule.duplicateKey })
    #expect(String(decoding: JSONWriter().write(tree.root), as: UTF8.self) == expected)
  }

  @Test func keepsTheTypesOfAChoiceApartWhenItGathers() throws {
    let text = #"{"resourceType":"Observation","valueString":["a"],"valueInteger":[1],"valueString":["b"]}"#
    #expect(
      try written(text) == #"{"resourceType":"Observation","valueString":["a","b"],"valueInteger":[1]}"#)
  }

  @Test(.timeLimit(.minutes(1))) func gathersManyListsInLinearTime() throws {
    // The first key twice, then as many lists of two: each of them was looked for among all that follow.
    let lists = (0..<60_000).map { "\"list\($0)\":[1,2]" }.joined(separator: ",")
    let tree = try readUntyped(#"{"a":1,"a":2,"# + lists + "}")
    #expect(JSONWriter(definitions: nil).write(tree.root).count > 900_000)
  }

  private func written(_ text: String) throws -> String {
    String(decoding: try JSONWriter().write(readResource(text).tree.root), as: UTF8.self)
  }
}

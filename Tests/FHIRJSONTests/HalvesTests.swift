// Primitives in two halves, `x` and `_x`: in either order, as lists of other lengths, alone, and where they do not fit.

import FHIRCore
import FHIRDefinitions
import Testing

@testable import FHIRJSON

@Suite struct HalvesTests {
  /// Texts of HumanName; what is written is what was read, to the letter.
  @Test(arguments: [
    #"{"family":"F","_family":{"id":"f"}}"#,
    #"{"_family":{"id":"f"}}"#,
    #"{"given":["A","B"],"_given":[{"id":"a"},null]}"#,
    #"{"given":["A",null],"_given":[null,{"id":"b"}]}"#,
    #"{"_given":[{"id":"a"},null,{"id":"c"}]}"#,
    #"{"given":[null]}"#,
    #"{"given":["A",null,"C"]}"#,
    // Halves without content.
    #"{"family":"F","_family":{}}"#,
    #"{"_family":{}}"#,
    #"{"given":["A"],"_given":[{}]}"#,
    #"{"given":["A"],"_given":[]}"#,
    #"{"_given":[]}"#,
    #"{"given":[]}"#,
    #"{"family":[]}"#,
    #"{"family":"F","_family":[]}"#,
    // Halves of another shape.
    #"{"family":{"id":"f"}}"#,
    #"{"family":{}}"#,
    #"{"_family":{"id":"f"},"family":{"id":"g"}}"#,
    #"{"family":"F","_family":"x"}"#,
    #"{"family":"F","_family":null}"#,
    #"{"family":"F","_family":[{"id":"f"},null,7]}"#,
    #"{"family":["F"],"_family":{"id":"f"}}"#,
    #"{"_family":{"id":"f"},"family":["F","G"]}"#,
    #"{"given":"A","_given":[null,{"id":"b"}]}"#,
    #"{"given":["A"],"_given":{"id":"a"}}"#,
    #"{"_given":{"id":"a"},"given":["A","B"]}"#,
    #"{"_given":[{"id":"a"}],"given":"A"}"#,
    #"{"given":["A"],"_given":"x"}"#,
    #"{"given":["A",{"id":"x"}],"_given":[{"id":"a"},null]}"#,
    #"{"given":[["A"],"B",[]]}"#,
    #"{"given":["B",["A"]],"_given":[{"id":"b"},null]}"#,
    // Twice.
    #"{"family":"F","_family":{"id":"f"},"family":"G","_family":{"id":"g"}}"#,
  ])
  func comesBackToTheLetter(text: String) throws {
    #expect(try written(text) == text)
  }

  /// What is equal in FHIR has one way to be written.
  @Test(arguments: [
    (#"{"_family":{"id":"f"},"family":"F"}"#, #"{"family":"F","_family":{"id":"f"}}"#),
    (#"{"_family":{"id":"f"},"text":"t","family":"F"}"#, #"{"family":"F","_family":{"id":"f"},"text":"t"}"#),
    (#"{"given":["A"],"_given":[null,{"id":"b"}]}"#, #"{"given":["A",null],"_given":[null,{"id":"b"}]}"#),
    (#"{"given":["A","B"],"_given":[{"id":"a"}]}"#, #"{"given":["A","B"],"_given":[{"id":"a"},null]}"#),
    (#"{"_given":[{"id":"a"}],"given":["A","B"]}"#, #"{"given":["A","B"],"_given":[{"id":"a"},null]}"#),
    (
      #"{"_given":[{"id":"a"}],"family":"F","given":["A","B"]}"#,
      #"{"given":["A","B"],"_given":[{"id":"a"},null],"family":"F"}"#
    ),
    (#"{"given":["A"],"_given":[null]}"#, #"{"given":["A"]}"#),
  ])
  func isWrittenInOneWay(text: String, expected: String) throws {
    #expect(try written(text) == expected)
    #expect(try written(expected) == expected)
  }

  @Test func halvesAreOneElement() throws {
    let name = try read(#"{"_given":[null,{"id":"b"}],"family":"F","given":["A","B","C"],"_family":{"id":"f"}}"#).root
    #expect(name.children("given").map(\.string) == ["A", "B", "C"])
    #expect(name.children("given").map { $0.child("id")?.string } == [nil, "b", nil])
    #expect(name.children("given").map(\.path) == (0...2).map { "HumanName.given[\($0)]" })
    #expect(name.child("family")?.child("id")?.string == "f")
    #expect(name.children("family").count == 1)
  }

  @Test func halvesOfAChoiceAreOneElement() throws {
    let text = #"{"url":"u","_valueCode":{"id":"c"},"valueCode":"x"}"#
    let value = try #require(try read(text, as: "Extension").root.child("value"))
    #expect(value.string == "x")
    #expect(value.child("id")?.string == "c")
    #expect(Definitions.r4.typeName(value.type) == "code")
  }

  @Test func halvesOfDifferentTypesOfAChoiceAreTwoElements() throws {
    var reader = JSONReader()
    let text = #"{"url":"u","_valueCode":{"id":"c"},"valueString":"x"}"#
    let tree = try reader.read(Array(text.utf8), as: Definitions.r4.type("Extension"))
    #expect(tree.root.children("value").map(\.string) == [nil, "x"])
    #expect(reader.diagnostics.map(\.rule) == [JSONRule.secondChoice])
    #expect(String(decoding: JSONWriter().write(tree.root), as: UTF8.self) == text)
  }

  private func read(_ text: String, as type: String = "HumanName") throws -> ElementTree {
    var reader = JSONReader()
    return try reader.read(Array(text.utf8), as: Definitions.r4.type(type))
  }

  private func written(_ text: String) throws -> String {
    String(decoding: try JSONWriter().write(read(text).root), as: UTF8.self)
  }
}

// FHIR's way of writing JSON: primitives in two halves, choices, resources in resources, and what contradicts R4.

import FHIRCore
import FHIRDefinitions
import Testing

@testable import FHIRJSON

@Suite struct FHIRJSONTests {
  /// Strings with escapes lie side by side when they are decoded, and nothing ends one but its length.
  @Test(.timeLimit(.minutes(1))) func writesManyDecodedStringsInTimeInProportion() throws {
    let given = repeatElement(#""twenty letters in \u0061 row""#, count: 40_000).joined(separator: ",")
    let tree = try readResource(#"{"resourceType":"Patient","name":[{"given":["# + given + "]}]}").tree
    #expect(JSONWriter().write(tree.root).count > 40_000 * 20)
  }

  @Test func namesElementsAsTheModelDoes() throws {
    let tree = try readResource(Sample.patient).tree
    let root = tree.root
    #expect(root.nameString == "Patient")
    #expect(root.children.map(\.nameString) == ["id", "birthDate", "name", "multipleBirth", "active", "contained"])
    #expect(root.child("birthDate")?.string == "1970-01")
    #expect(root.child("birthDate")?.child("extension")?.child("url")?.string == "urn:x")
    let multiple = try #require(root.child("multipleBirth"))
    #expect(Definitions.r4.typeName(multiple.type) == "integer")
    #expect(multiple.flags.contains(.choice))
    let contained = try #require(root.child("contained"))
    #expect(Definitions.r4.typeName(contained.type) == "Observation")
    #expect(contained.child("value")?.child("value")?.string == "1.00")
    #expect(contained.path == "Patient.contained[0]")
  }

  @Test(arguments: [
    Sample.patient,
    #"{"resourceType":"Patient","name":[{"given":["A","B"],"_given":[null,{"id":"x"}]}]}"#,
    #"{"resourceType":"Patient","name":[{"_given":[{"id":"x"},{"id":"y"}],"family":"F"}]}"#,
    #"{"resourceType":"Patient","_gender":{"extension":[{"url":"urn:a","valueCode":"x"}]}}"#,
    #"{"resourceType":"Observation","status":"final","valueQuantity":{"value":7.0,"unit":"ng/mL"}}"#,
    #"{"resourceType":"Bundle","entry":[{"fullUrl":"urn:a","resource":{"resourceType":"Patient","id":"a"}},{}]}"#,
    #"{"resourceType":"Parameters","parameter":[{"name":"n","resource":{"resourceType":"Basic"}},{"name":"m","valueDecimal":0.10}]}"#,
    #"{"resourceType":"Patient","unknown":{"a":[1,{"_b":null}],"_c":2},"id":"x"}"#,
    #"{"resourceType":"Nonsense","id":"x","_id":{"a":1}}"#,
    #"{"id":"x","name":[{"family":"F"}]}"#,
    #"{"resourceType":"Patient","name":{"family":"F"}}"#,
    #"{"resourceType":"Patient","gender":["male"]}"#,
    #"{"resourceType":"Patient","active":"true","birthDate":1970}"#,
    #"{"resourceType":"Patient","name":[],"contact":[{}],"extension":[{"url":"u","valueString":""}]}"#,
    #"{"resourceType":"Patient","name":[[{"family":"F"}],null],"gender":null}"#,
    #"{"resourceType":"Patient","name":"F","_birthDate":"x"}"#,
  ])
  func comesBackAsItWas(text: String) throws {
    let tree = try readResource(text).tree
    let compact = JSONWriter().write(tree.root)
    #expect(try members(compact) == members(Array(text.utf8)))
    let pretty = JSONWriter(style: .pretty).write(tree.root)
    #expect(try members(pretty) == members(Array(text.utf8)))
  }

  @Test func writesContainedResourcesOfDifferentTypesAsOneList() throws {
    let text = #"{"resourceType":"Basic","contained":[{"resourceType":"Patient"},{"resourceType":"Group"}]}"#
    #expect(String(decoding: JSONWriter().write(try readResource(text).tree.root), as: UTF8.self) == text)
  }

  /// A text with the members of each object sorted by key.
  private func members(_ text: [UInt8]) throws -> String {
    func show(_ node: Node) -> String {
      if let value = node.string { return "\(node.kind):\(value)" }
      let groups = Dictionary(grouping: node.children, by: \.nameString)
      let shown = groups.sorted { $0.key < $1.key }.map { name, items in
        name + (items[0].flags.contains(.repeats) ? "[" : "=") + items.map(show).joined(separator: ",")
      }
      return (node.flags.contains(.list) ? "[]" : "{}") + shown.joined(separator: ";") + "/"
    }
    return try show(readUntyped(String(decoding: text, as: UTF8.self)).root)
  }

  @Test(arguments: [
    (
      #"{"resourceType":"Observation","statos":"final"}"#,
      [
        "-:1:31: error: expected an element of Observation [fhir.unknown-element]\n  at Observation.statos · hint: did you mean 'status'?"
      ]
    ),
    (
      #"{"resourceType":"Patient","contact":[{},{"nmae":{"x":{"y":1}}}]}"#,
      [
        "-:1:38: error: expected content, found an empty object [json.empty]\n  at Patient.contact[0]",
        "-:1:42: error: expected an element of Patient.contact [fhir.unknown-element]\n  at Patient.contact[1].nmae · hint: did you mean 'name'?",
      ]
    ),
    (
      #"{"resourceType":"Observaton","x":1}"#,
      [
        "-:1:17: error: expected a resource type of R4 [fhir.resource-type.unknown]\n  hint: did you mean 'Observation'?"
      ]
    ),
    (
      #"{"id":"x"}"#,
      [
        "-:1:1: error: expected `resourceType` [fhir.resource-type.missing]\n  hint: an object that is a resource names its type"
      ]
    ),
    (
      #"{"resourceType":"Patient","active":"true"}"#,
      ["-:1:36: error: expected `true` or `false`, found a string [json.value-type]\n  at Patient.active"]
    ),
    (
      #"{"resourceType":"Patient","name":{"family":7}}"#,
      [
        "-:1:34: error: expected a list, found one value [json.expected-array]\n  at Patient.name",
        "-:1:44: error: expected a string, found a number [json.value-type]\n  at Patient.name.family",
      ]
    ),
    (
      #"{"resourceType":"Patient","gender":["male"]}"#,
      ["-:1:36: error: expected one value, found a list [json.unexpected-array]\n  at Patient.gender"]
    ),
    (
      #"{"resourceType":"Patient","gender":null,"name":[null],"photo":[]}"#,
      [
        "-:1:36: error: expected a value, found `null` [json.null]\n  at Patient.gender · hint: leave the key out",
        "-:1:49: error: expected a value, found `null` [json.null]\n  at Patient.name[0] · hint: leave the key out",
        "-:1:63: error: expected content, found an empty list [json.empty]\n  at Patient.photo",
      ]
    ),
    (
      #"{"resourceType":"Patient","_birthDate":"x","birthDate":{"id":"y"}}"#,
      [
        "-:1:40: error: expected an object, found a string [json.value-type]\n  at Patient.birthDate",
        "-:1:56: error: expected a value, found an object [json.value-type]\n  at Patient.birthDate",
      ]
    ),
    (
      #"{"resourceType":"Patient","resourceType":"Patient","id":"a","id":"b"}"#,
      [
        "-:1:27: error: expected each key once in an object [json.duplicate-key]\n  at Patient",
        "-:1:61: error: expected each key once in an object [json.duplicate-key]\n  at Patient",
      ]
    ),
    (
      #"{"resourceType":"Observation","valueString":"a","valueInteger":1,"valueString":"b"}"#,
      [
        "-:1:49: error: expected one of the types of `value[x]`, found a second one [json.second-choice]\n  at Observation.value",
        "-:1:66: error: expected each key once in an object [json.duplicate-key]\n  at Observation",
      ]
    ),
  ])
  func reports(text: String, findings: [String]) throws {
    #expect(try readResource(text).findings == findings)
  }

  @Test func repeatsNoKeyThatIsNoName() throws {
    let text = #"{"resourceType":"Patient","Erika Muster geb. 1.1.70":{"a":1},"name":[{"Erika M":1}]}"#
    let findings = try readResource(text).findings
    #expect(findings.count == 2)
    #expect(findings.allSatisfy { !$0.contains("Erika") && $0.contains("(no name)") })
  }

  @Test func readsDataTypesOnTheirOwn() throws {
    var reader = JSONReader()
    let tree = try reader.read(Array(#"{"value":7.0,"unit":"g"}"#.utf8), as: Definitions.r4.type("Quantity"))
    #expect(tree.root.nameString == "Quantity")
    #expect(tree.root.child("value")?.string == "7.0")
    #expect(String(decoding: JSONWriter().write(tree.root), as: UTF8.self) == #"{"value":7.0,"unit":"g"}"#)
  }

  @Test func laysOutPrettyTextWithTwoBlanks() throws {
    let tree = try readResource(#"{"resourceType":"Patient","name":[{"given":["A","B"]}],"contact":[{}]}"#).tree
    let expected = """
      {
        "resourceType": "Patient",
        "name": [
          {
            "given": [
              "A",
              "B"
            ]
          }
        ],
        "contact": [
          {}
        ]
      }

      """
    #expect(String(decoding: JSONWriter(style: .pretty).write(tree.root), as: UTF8.self) == expected)
  }

  /// A name with half a surrogate pair (a failure that other tools had: the half became U+FFFD or three odd bytes).
  @Test func refusesHalfASurrogatePairInAName() throws {
    let bad =
      "{\n  \"resourceType\": \"Patient\",\n  \"name\": [\n    {\n      \"given\": [ \"K\\ud83dai\" ]\n    }\n  ]\n}\n"
    let fault = #expect(throws: Diagnostic.self) { try readResource(bad) }
    #expect(fault?.place.line == 5)
    #expect(fault?.rule == JSONRule.loneSurrogate)
    let good = "{\"resourceType\":\"Patient\",\"name\":[{\"given\":[\"K\\ud83d\\ude00ai\",\"\\u00e5\\u0301\"]}]}"
    let name = try #require(readResource(good).tree.root.child("name"))
    #expect(name.children("given").map(\.string) == ["K😀ai", "å\u{301}"])
  }
}

// `resourceType`: first, last, twice, escaped, absent, in resources within resources, and where it would hide a fault.

import FHIRCore
import FHIRDefinitions
import Testing

@testable import FHIRJSON

@Suite struct ResourceTypeTests {
  @Test(arguments: [
    #"{"resourceType":"Patient","id":"x"}"#,
    #"{"id":"x","resourceType":"Patient"}"#,
    #"{"id":"x","name":[{"resourceType":"Basic","x":"]}"}],"resourceType" : "Patient" }"#,
    #"{ "id" : "\"}" , "resourceType" : "Patient" }"#,
    #"{"\u0072esourceType":"Patient","id":"x"}"#,
    #"{"id":"x","resource\u0054ype":"Pati\u0065nt"}"#,
    #"{"resourceType":"Pati\u0065nt"}"#,
  ])
  func isFoundWhereverItStands(text: String) throws {
    let tree = try readResource(text).tree
    #expect(Definitions.r4.typeName(tree.root.type) == "Patient")
    #expect(tree.root.child("resourceType") == nil)
    #expect(tree.root.nameString == "Patient")
  }

  @Test(arguments: [
    (#"{"id":"x","resourceType":7}"#, "missing"), (#"{"id":"x","resourceType":7,"resourceType":"Patient"}"#, "missing"),
    (#"{"resourceType":null}"#, "missing"), (#"{"name":[{"resourceType":"Patient"}]}"#, "missing"),
    (#"{"x":"resourceType"}"#, "missing"), (#"{"x":["resourceType",":","Patient"]}"#, "missing"),
    (#"{"resourceType":"Quantity"}"#, "unknown"), (#"{"resourceType":"DomainResource"}"#, "unknown"),
    (#"{"resourceType":"Resource"}"#, "unknown"), (#"{"resourceType":""}"#, "unknown"),
    (#"{"resourceType":"patient"}"#, "unknown"), (#"{"x":1,"resourceType":"P\u0061t"}"#, "unknown"),
  ])
  func saysWhatIsWrongAndKeepsEverything(text: String, problem: String) throws {
    var reader = JSONReader()
    let tree = try reader.read(Array(text.utf8))
    #expect(reader.diagnostics.map(\.rule.id).contains("fhir.resource-type.\(problem)"))
    #expect(tree.root.type == .unknown)
    let plain = text.replacing(#"\u0061"#, with: "a")
    #expect(String(decoding: JSONWriter().write(tree.root), as: UTF8.self) == plain)
  }

  @Test func isFoundInResourcesWithinResources() throws {
    let text =
      #"{"contained":[{"id":"1","resourceType":"Group"},{"contained":[{"id":"2","resourceType":"Basic"}],"id":"3","#
      + #""resourceType":"Patient"},{"id":"4"}],"resourceType":"Bundle","entry":[{"resource":{"id":"5","#
      + #""resourceType":"Account"}},{"resource":{"resourceType":"Flag"}}]}"#
    let (tree, findings) = try readResource(text)
    let root = tree.root
    #expect(Definitions.r4.typeName(root.type) == "Bundle")
    // A Bundle has no `contained`; what stands there is kept untyped.
    #expect(findings.count == 1)
    #expect(
      root.children("entry").map { $0.child("resource").map { Definitions.r4.typeName($0.type) } } == [
        "Account", "Flag",
      ])
    let patient = try readResource(text.replacing("Bundle", with: "Patient")).tree.root
    let contained = patient.children("contained")
    #expect(contained.map { Definitions.r4.typeName($0.type) } == ["Group", "Patient", ""])
    #expect(contained[1].children("contained").map { Definitions.r4.typeName($0.type) } == ["Basic"])
  }

  /// What stands before `resourceType` is read, too, although it is looked past first.
  @Test(arguments: [
    #"{5"resourceType":"Patient"}"#, #"{[1]"resourceType":"Patient","id":"x"}"#, #"{:"resourceType":"Patient"}"#,
    #"{{}"resourceType":"Patient"}"#, #"{x "resourceType":"Patient"}"#, #"{,"resourceType":"Patient"}"#,
    #"{"id":[1},"resourceType":"Patient"}"#, #"{"id" "resourceType":"Patient"}"#, #"{"resourceType":"Patient" 5}"#,
    #"{"id":01,"resourceType":"Patient"}"#, #"{"id":"\x","resourceType":"Patient"}"#,
    #"{"id":1,"resourceType":"Pat\x"}"#, #"{"id":1,"resourceType""Patient"}"#,
  ])
  func hidesNoFault(text: String) {
    #expect(throws: Diagnostic.self) { try readResource(text) }
  }

  @Test(.timeLimit(.minutes(1))) func isLookedForInLinearTime() throws {
    // Each level has its type at its end, behind all levels inside: all of the text was looked through again for each.
    let depth = 250
    let filler = String(repeating: #"{"text":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"},"#, count: 80_000)
    let text =
      String(repeating: #"{"contained":["#, count: depth) + #"{"name":["# + filler + #"{}],"resourceType":"Patient"}"#
      + String(repeating: #"],"resourceType":"Patient"}"#, count: depth)
    var reader = JSONReader()
    let tree = try reader.read(Array(text.utf8))
    #expect(tree.count == depth + 2 + 2 * 80_000)
    #expect(reader.diagnostics.map(\.rule) == [JSONRule.empty])
  }
}

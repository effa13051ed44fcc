// Concept maps are read whole or not at all.

import FHIRCore
import Terminology
import Testing

struct ConceptMapTests {
  @Test func givesTheTargetsOfAllGroupsInOrder() throws {
    let map = try TestMap.text(
      """
      {"resourceType": "ConceptMap", "url": "urn:a", "title": "A", "status": "draft", "group": [
        {"target": "urn:x", "element": [
          {"code": "fever", "target": [
            {"code": "1", "equivalence": "equal"}, {"code": "2", "display": "Two", "equivalence": "wider", "comment": "why"}]},
          {"code": "cough", "target": [{"code": "9", "equivalence": "disjoint"}, {"equivalence": "unmatched"}]}]},
        {"target": "urn:y", "element": [{"code": "fever", "target": [{"code": "3", "equivalence": "equivalent"}]}]}]}
      """)
    #expect(map.url == "urn:a")
    #expect(map.title == "A")
    #expect(map.sources == ["fever", "cough"])
    #expect(
      map.translate("fever") == [
        Translation(system: "urn:x", code: "1"),
        Translation(system: "urn:x", code: "2", display: "Two", equivalence: .wider, comment: "why"),
        Translation(system: "urn:y", code: "3", equivalence: .equivalent),
      ])
    #expect(map.translate("cough").isEmpty)
    #expect(map.lists("fever") && !map.lists("Fever"))
    #expect(map.lists("cough"))
  }

  @Test func takesCanonicallyEquivalentNamesForOne() throws {
    let map = try TestMap.text(
      #"{"resourceType": "ConceptMap", "status": "draft", "group": [{"target": "urn:x", "element": [{"code": "caf\u00E9", "target": [{"code": "1", "equivalence": "equal"}]}]}]}"#
    )
    #expect(map.translate("cafe\u{301}").count == 1)
    #expect(map.translate("cafe").isEmpty)
  }

  @Test func aConditionMustBeMet() throws {
    let map = try TestMap.text(
      """
      {"resourceType": "ConceptMap", "status": "draft", "group": [{"target": "urn:x", "element": [{"code": "a", "target": [
        {"code": "1", "equivalence": "equal", "dependsOn": [{"property": "urn:p", "value": "v"}, {"property": "urn:q", "value": "w"}]},
        {"code": "2", "equivalence": "equal"}]}]}]}
      """)
    let p = ConceptMap.Condition(property: "urn:p", value: "v")
    let q = ConceptMap.Condition(property: "urn:q", value: "w")
    #expect(map.translate("a").map(\.code) == ["2"])
    #expect(map.translate("a", where: [p]).map(\.code) == ["2"])
    #expect(map.translate("a", where: [p, q]).map(\.code) == ["1", "2"])
  }

  struct Broken: Sendable, CustomTestStringConvertible {
    let json: String
    let rule: Rule
    let testDescription: String

    init(_ description: String, _ json: String, _ rule: Rule) {
      testDescription = description
      self.json = json
      self.rule = rule
    }
  }

  @Test(arguments: [
    Broken("another resource", #"{"resourceType": "ValueSet", "status": "draft"}"#, TerminologyRule.notAConceptMap),
    Broken(
      "a group without target",
      #"{"resourceType": "ConceptMap", "status": "draft", "group": [{"element": [{"code": "a"}]}]}"#,
      TerminologyRule.incompleteMap),
    Broken(
      "an element without code",
      #"{"resourceType": "ConceptMap", "status": "draft", "group": [{"target": "urn:x", "element": [{"display": "a"}]}]}"#,
      TerminologyRule.incompleteMap),
    Broken(
      "a target without code",
      #"{"resourceType": "ConceptMap", "status": "draft", "group": [{"target": "urn:x", "element": [{"code": "a", "target": [{"equivalence": "equal"}]}]}]}"#,
      TerminologyRule.incompleteMap),
    Broken(
      "a target without equivalence",
      #"{"resourceType": "ConceptMap", "status": "draft", "group": [{"target": "urn:x", "element": [{"code": "a", "target": [{"code": "1"}]}]}]}"#,
      TerminologyRule.incompleteMap),
    Broken(
      "a misspelt equivalence",
      #"{"resourceType": "ConceptMap", "status": "draft", "group": [{"target": "urn:x", "element": [{"code": "a", "target": [{"code": "1", "equivalence": "equall"}]}]}]}"#,
      TerminologyRule.unknownEquivalence),
    Broken(
      "a condition without value",
      #"{"resourceType": "ConceptMap", "status": "draft", "group": [{"target": "urn:x", "element": [{"code": "a", "target": [{"code": "1", "equivalence": "equal", "dependsOn": [{"property": "urn:p"}]}]}]}]}"#,
      TerminologyRule.incompleteMap),
  ])
  func refusesHalfAMap(_ broken: Broken) throws {
    let finding = try #require(throws: Diagnostic.self) { try TestMap.text(broken.json) }
    #expect(finding.rule == broken.rule)
    #expect(finding.place.file == "map.json" && finding.place.line == 1 && finding.place.path != nil)
  }

  @Test func suggestsTheEquivalenceThatWasMeant() throws {
    let finding = try #require(throws: Diagnostic.self) {
      try TestMap.text(
        #"{"resourceType": "ConceptMap", "status": "draft", "group": [{"target": "urn:x", "element": [{"code": "a", "target": [{"code": "1", "equivalence": "narower"}]}]}]}"#
      )
    }
    #expect(finding.hint == "did you mean 'narrower'?")
  }
}

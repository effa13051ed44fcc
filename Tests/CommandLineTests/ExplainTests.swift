// `transfuse explain`: rules, URLs, and the list of both.

import Testing

struct ExplainTests {
  @Test func explainsARule() throws {
    let outcome = try Program.run(["explain", "map.unmapped"], in: TemporaryFolder())
    #expect(
      outcome
        == Outcome(
          code: 0,
          output: """
            map.unmapped: error, dropped
            Every text of the source has a place in the output, or a rule that leaves it out.
            If not: what breaks it is not in the output.

            """, messages: ""))
  }

  @Test func saysWhyAndShowsWrongAndRight() throws {
    let outcome = try Program.run(["explain", "fhir.primitive"], in: TemporaryFolder())
    #expect(
      outcome.output == """
        fhir.primitive: error, kept
        A value has not the form of its primitive type.
        If not: what breaks it is carried unchanged.
        Why: A date that does not exist, or a number with a comma, is refused or guessed
        at (FHIR R4, 2.24.0.1).
        Wrong:
          {"resourceType":"Patient","birthDate":"2021-02-29"}
        Right:
          {"resourceType":"Patient","birthDate":"2021-02-28"}

        """)
  }

  @Test(arguments: [
    ("urn:transfuse:extension:case-source", #""resourceType": "StructureDefinition""#),
    ("urn:transfuse:code-system:case-trend", #""resourceType": "CodeSystem""#),
    ("urn:transfuse:cases", #""resourceType": "NamingSystem""#),
    ("urn:transfuse:case:minagawa-2021", #""value": "urn:transfuse:case:""#),
  ]) func printsADefinition(url: String, part: String) throws {
    let outcome = try Program.run(["explain", url], in: TemporaryFolder())
    #expect(outcome.code == 0)
    #expect(outcome.output.contains(part))
    #expect(outcome.messages == "")
  }

  @Test func listsAllWithoutAName() throws {
    let outcome = try Program.run(["explain"], in: TemporaryFolder())
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("json.") })
    #expect(lines.contains { $0.hasPrefix("case.anchor.unknown\terror\trefused\t") })
    #expect(lines.contains("urn:transfuse:extension:case-grade"))
  }

  @Test func anUnknownNameIsWrongUsage() throws {
    let outcome = try Program.run(["explain", "map.unmaped"], in: TemporaryFolder())
    #expect(
      outcome.messages.hasPrefix(
        "Error: There is no rule or URL of ours with this name. Did you mean 'map.unmapped'? 'transfuse explain' lists them.\n"
      ))
    #expect(outcome.code == 64)
  }
}

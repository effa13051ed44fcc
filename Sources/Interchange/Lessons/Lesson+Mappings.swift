// Lessons about mappings, and about documents that go through them.

internal import Mapping

extension Lesson {
  static let mappings = [
    Lesson(
      MappingRule.ambiguousResource,
      why: "On the way back the first of two lines for one thing takes all, and the elements of the second are gone.",
      wrong: mapping("  lab\n    adult* = new Patient\n    child* = new Patient"),
      right: mapping("  lab\n    adult* = new Patient where active = \"true\"\n    child* = new Patient")),
    Lesson(
      MappingRule.ambiguousWayBack,
      why:
        "A value that two lines can print stands in one place of the document or the other, and nobody said in which.",
      wrong: patient("@name = name.text", "@alias = name.text"),
      right: patient("@name = name[0].text", "@alias = name[1].text")),
    Lesson(
      MappingRule.defaultPrinted,
      why: "What a default gives FHIR would be printed back, so each document without it has to be noted to have none.",
      wrong: patient("@name = name.text", "> name.text = \"unknown\""), right: patient("@name = name.text")),
    Lesson(
      MappingRule.duplicate, why: "Of two meanings of one name a reader of the mapping knows one.",
      wrong: "mapping my-lab 1\nsystem lab = urn:oid:2.999.1\nsystem lab = urn:oid:2.999.2\nmap\n  lab = new Patient\n",
      right: "mapping my-lab 1\nsystem lab = urn:oid:2.999.1\nsystem pid = urn:oid:2.999.2\nmap\n  lab = new Patient\n"),
    Lesson(
      MappingRule.indentation, why: "Indentation says what belongs to what; where it wavers, nobody knows.",
      wrong: mapping("  lab = new Patient\n    @name = name.text\n   @sex = gender"),
      right: mapping("  lab = new Patient\n    @name = name.text\n    @sex = gender")),
    Lesson(
      MappingRule.joinSeparator,
      why: "Leaves that are joined are taken apart again on the way back, by the text between them.",
      wrong: patient("@family \"\" @given = name.text"), right: patient("@family \", \" @given = name.text")),
    Lesson(
      MappingRule.notAList, why: "Brackets choose one of many, and here there is one.",
      wrong: patient("@sex = gender[0]"), right: patient("@sex = gender")),
    Lesson(
      MappingRule.notReversible,
      why: "FHIR has one code for both, so the first is written for both; the other is carried only where it was read.",
      wrong:
        "mapping my-lab 1\ntable sex\n  F  female\n  W  female\nmap\n  lab = new Patient\n    @sex = gender : table sex\n",
      right: "mapping my-lab 1\ntable sex\n  F  female\nmap\n  lab = new Patient\n    @sex = gender : table sex\n"),
    Lesson(
      MappingRule.orderDependency,
      why: "A unit makes a Quantity, and then a result in words has no place any more; the value decides first.",
      wrong: observation("unit = valueQuantity.unit", "value = value : number | text"),
      right: observation("value = value : number | text", "unit = valueQuantity.unit")),
    Lesson(
      MappingRule.path, why: "A place that R4 does not have would be found by no receiver.",
      wrong: patient("@born = birthdate"), right: patient("@born = birthDate : iso")),
    Lesson(
      MappingRule.repeats, why: "Of many nodes and one place only the first would have one.",
      wrong: patient("alias* = gender"), right: patient("alias* = at name[]", "  text() = text")),
    Lesson(
      MappingRule.requiredMissing,
      why: "R4 demands the element, and the Bundle would be refused by whoever validates it.",
      wrong: mapping("  lab = new Observation\n    > status = \"unknown\""),
      right: mapping("  lab = new Observation\n    > status = \"unknown\"\n    @test = code.text")),
    Lesson(
      MappingRule.syntax, why: "A line that is not written as the language has it means nothing.",
      wrong: patient("@sex = gender :"), right: patient("@sex = gender")),
    Lesson(
      MappingRule.typeMismatch, why: "What the codec reads could never be put there, and all of it would be carried.",
      wrong: patient("@born = birthDate : number"), right: patient("@born = birthDate : iso")),
    Lesson(
      MappingRule.undeclared, why: "A name that nothing declares is mostly one that is misspelt.",
      wrong: patient("@sex = gender : table sex"),
      right: "mapping my-lab 1\ntable sex\n  F  female\nmap\n  lab = new Patient\n    @sex = gender : table sex\n"),
    Lesson(
      MappingRule.unreachable, why: "What is behind something that takes all is never asked, and looks as if it were.",
      wrong: patient("@born = birthDate : text | iso"), right: patient("@born = birthDate : iso | text")),
    Lesson(MappingRule.carried, why: "What no line takes is in no element that a receiver of FHIR looks at."),
    Lesson(
      MappingRule.clock,
      why: "When the clock is put forward an hour is not there, and when it is put back it is there twice."),
    Lesson(
      MappingRule.contradiction,
      why: "One number with two names is a mistake in one of two places, and a merge would hide it."),
    Lesson(MappingRule.noPlace, why: "What the dialect cannot say is gone for whoever reads the document alone."),
    Lesson(MappingRule.notEqual, why: "A document that does not come back has lost something on its way."),
    Lesson(MappingRule.nothing, why: "A document of which nothing came would be empty, and look like a result."),
    Lesson(MappingRule.root, why: "A mapping says how documents of its dialect begin, and means no others."),
    Lesson(
      MappingRule.stale, why: "A comment behind a result that is gone says something about nothing, or about another."),
    Lesson(
      MappingRule.superseded, why: "The printed text says what the value was before somebody edited it."),
  ]

  private static func mapping(_ lines: String) -> String { "mapping my-lab 1\nmap\n\(lines)\n" }

  private static func patient(_ lines: String...) -> String {
    mapping("  lab = new Patient\n" + lines.map { "    \($0)" }.joined(separator: "\n"))
  }

  private static func observation(_ lines: String...) -> String {
    let defaults = ["> status = \"unknown\"", "> code.text = \"test\""]
    return mapping("  lab = new Observation\n" + (defaults + lines).map { "    \($0)" }.joined(separator: "\n"))
  }
}

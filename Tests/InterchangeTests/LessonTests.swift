// Every lesson is true: what it calls wrong breaks its rule and no other, and what it calls right breaks none.

import FHIRCore
import FHIRDefinitions
import FHIRJSON
import FHIRValidation
import Testing

@testable import Interchange

struct LessonTests {
  private static let shown = Lesson.all.filter { !$0.wrong.isEmpty }

  @Test(arguments: shown.map(\.rule.id)) func isTrue(id: String) throws {
    let lesson = try #require(Self.shown.first { $0.rule.id == id })
    var validator = FileValidator()
    validator.source = lesson.wrong.contains("<Patient ") ? .fhirXML : .fhirJSON
    #expect(Set(validator.validate(Array(lesson.wrong.utf8), file: "wrong").findings.map(\.rule.id)) == [id])
    #expect(validator.validate(Array(lesson.right.utf8), file: "right").findings.map(\.rule.id) == [])
    #expect(lesson.why.hasSuffix("."))
  }

  /// Those of these chapters are not explained by their summary alone.
  @Test func everyRuleOfAChapterHasOne() {
    for rule in ValidationRule.all + StructureRule.all + JSONRule.all {
      guard rule != JSONRule.encoding else { continue }
      #expect(Lesson.of(rule) != nil, "\(rule.id)")
    }
    #expect(Set(Lesson.all.map(\.rule)).count == Lesson.all.count)
  }

  /// Without a file that shows it: what a reader says first, and bytes that are no text.
  @Test func onlyTheseCannotBeShown() {
    let hidden = Lesson.all.filter { $0.wrong.isEmpty }.map(\.rule.id)
    #expect(hidden == ["fhir.cardinality.max", "xml.encoding"])
  }
}

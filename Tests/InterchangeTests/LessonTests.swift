// Every lesson is true: what it calls wrong breaks its rule and no other, and what it calls right breaks none.

import FHIRCore
import FHIRDefinitions
import FHIRJSON
import FHIRValidation
import FHIRXML
import Mapping
import Testing
import XMLSAX

@testable import Interchange

struct LessonTests {
  private static let shown = Lesson.all.filter { !$0.wrong.isEmpty }

  @Test(arguments: shown.map(\.rule.id)) func isTrue(id: String) throws {
    let lesson = try #require(Self.shown.first { $0.rule.id == id })
    #expect(lesson.why.hasSuffix("."))
    guard !id.hasPrefix("mapping.") else {
      #expect(Set(findings(ofMapping: lesson.wrong)) == [id])
      return #expect(findings(ofMapping: lesson.right) == [])
    }
    var validator = FileValidator()
    validator.source = lesson.right.contains("<Patient ") ? .fhirXML : .fhirJSON
    #expect(Set(validator.validate(Array(lesson.wrong.utf8), file: "wrong").findings.map(\.rule.id)) == [id])
    #expect(validator.validate(Array(lesson.right.utf8), file: "right").findings.map(\.rule.id) == [])
  }

  /// The rules that a mapping breaks.
  private func findings(ofMapping text: String) -> [String] {
    do throws(Diagnostic) {
      return try MappingFile.read(Array(text.utf8), file: "m").check(file: "m").map(\.rule.id)
    } catch { return [error.rule.id] }
  }

  /// Those of these chapters are not explained by their summary alone.
  @Test func everyRuleOfAChapterHasOne() {
    for rule in ValidationRule.all + StructureRule.all + JSONRule.all + FHIRXMLRule.all + XMLRule.all + MappingRule.all
    {
      guard rule != JSONRule.encoding else { continue }
      #expect(Lesson.of(rule) != nil, "\(rule.id)")
    }
    #expect(Set(Lesson.all.map(\.rule)).count == Lesson.all.count)
  }

  /// Without a file that shows it: what a reader says first, bytes that are no text, what an option asks for, and what is too
  /// large for a lesson or is found on writing.
  @Test func onlyTheseCannotBeShown() {
    let hidden = Lesson.all.map(\.rule.id).filter { id in
      // A document is nothing without its mapping.
      !id.hasPrefix("map.") && !Self.shown.contains { $0.rule.id == id }
    }
    #expect(
      hidden == [
        "fhir.cardinality.max", "xml.encoding", "xml.encoding.overridden", "xml.encoding.suspect", "xml.limit",
        "xml.narrative", "xml.unwritable",
      ])
  }
}

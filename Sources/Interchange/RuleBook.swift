// Every rule that a file can break, in one list: for the documentation, and for whoever asks what a finding means.

internal import CaseReports
public import FHIRCore
internal import FHIRDefinitions
internal import FHIRJSON
internal import FHIRModels
internal import FHIRValidation
internal import FHIRXML
internal import HL7v2
internal import Mapping
internal import SourceTree
internal import Terminology
internal import TimeZones
internal import XMLSAX

/// All rules that a finding can name.
public enum RuleBook {
  /// The rules of one subject.
  struct Chapter: Sendable {
    let title: String
    /// In the order of their declaration.
    let rules: [Rule]
  }

  /// All rules, sorted by their ids.
  public static let all: [Rule] = chapters.flatMap(\.rules).sorted { $0.id < $1.id }

  /// The rule with an id.
  public static func rule(_ id: String) -> Rule? { all.first { $0.id == id } }

  /// Whether an error of this rule is one of reading, which ends a conversion of FHIR.
  public static func isOfReading(_ rule: Rule) -> Bool {
    rule.severity == .error && (JSONRule.all + XMLRule.all + FHIRXMLRule.all + StructureRule.all).contains(rule)
  }

  /// The rules by subject, from files to what stands in them.
  static let chapters = [
    Chapter(title: "Files", rules: FileRule.all),
    Chapter(title: "Formats", rules: FormatRule.all),
    Chapter(title: "What a tree can hold", rules: TreeRule.all),
    Chapter(title: "JSON, and FHIR's way of writing it", rules: JSONRule.all),
    Chapter(title: "XML", rules: XMLRule.all + SourceTreeRule.all),
    Chapter(title: "Messages of HL7 v2", rules: HL7v2Rule.all),
    Chapter(title: "FHIR's way of writing XML", rules: FHIRXMLRule.all),
    Chapter(title: "Names of resources and elements", rules: StructureRule.all),
    Chapter(title: "What the definitions of FHIR decide", rules: ValidationRule.all),
    Chapter(title: "Typed views of FHIR", rules: ModelRule.all),
    Chapter(title: "Concept maps", rules: TerminologyRule.all),
    Chapter(title: "Mappings", rules: MappingRule.all),
    Chapter(title: "Time zones", rules: ZoneRule.all),
    Chapter(title: "Case files", rules: CaseRule.all),
    Chapter(title: "From a case to FHIR", rules: CaseMapRule.all),
    Chapter(title: "From FHIR back to a case", rules: CaseBackRule.all),
  ]

  /// The page of documentation that lists them, in Markdown.
  static var page: String {
    var page = """
      # Rules

      Every finding names the rule that it is an instance of, in brackets at the end of its first line. An id never changes its meaning.
      A warning alone leaves the exit code 0, an error does not. What happened to the data that broke the rule: *kept* as they are,
      *repaired* to what they can only have meant, *dropped* from the output, or the whole input was *refused*. What a reader keeps though
      it is an error stays in the tree for `validate` to judge; `convert` writes nothing.

      This page is made from the rules as they are declared; a test compares it.

      """
    for chapter in chapters {
      page += "\n## \(chapter.title)\n\n| rule | severity | data | |\n|---|---|---|---|\n"
      for rule in chapter.rules {
        page += "| `\(rule.id)` | \(rule.severity.rawValue) | \(rule.effect.rawValue) | \(rule.summary) |\n"
      }
      for lesson in chapter.rules.compactMap(Lesson.of) {
        page += "\n**`\(lesson.rule.id)`** \(lesson.why)\n"
        guard !lesson.wrong.isEmpty else { continue }
        page += "\n```text\nwrong: \(printable(lesson.wrong))\nright: \(printable(lesson.right))\n```\n"
      }
    }
    return page
  }
}

// What a mapping cannot mean is found before any document is read.

import FHIRCore
import Foundation
import TestSupport
import Testing

@testable import Mapping

struct MappingCheckTests {
  private static func mapping(_ lines: String) -> String {
    """
    mapping a 1
    system lab = urn:oid:2.999.1
    table sex
      M male
    type CWE for CodeableConcept
      CWE.1 = coding[0].code
    rules Value
      @v = value : CWE | number
      Value = include Value
    map
      R = new DiagnosticReport as report
        @code = code.coding[lab].code & code.text
        P = new Patient as patient in $report.subject key identifier[lab].value
          @s = gender : table sex
          @n = split "{name.family}, {name.given[]}"
        O* = new Observation in $report.result with subject $patient where status = "final"
          include Value
          @u = valueQuantity.unit
          > valueQuantity.code = ucum(valueQuantity.unit)
          D = at referenceRange[0]
            @t = text
    \(lines)
    """
  }

  @Test func findsNothingWhereNothingIs() throws {
    let mapping = try MappingFile.read(
      Array(Self.mapping("    > status = \"unknown\"").utf8), file: "m")
    #expect(mapping.check(file: "m").filter { $0.rule.severity == .error }.map(\.description) == [])
  }

  @Test func theDocumentationShowsAMappingThatCanBeUsed() throws {
    let page = try Repository.text("Docs/Mapping.md")
    let parts = page.components(separatedBy: "```")
    let text = try #require(parts.first { $0.hasPrefix("\nmapping") }).drop { $0 == "\n" }
    #expect(try MappingFile.read(Array(text.utf8), file: "m").check(file: "m").map(\.description) == [])
    _ = try Mapping(Array(text.utf8), file: "m")
  }

  static let wrong: [(line: String, finding: String)] = [
    (
      "    x* = code.text",
      "m:22:5: error: expected a place for each of these: a resource, or a list with '[]' at its end [mapping.repeats]\n  hint: without '*' one of them is taken"
    ),
    (
      "    x* = identifier[].value",
      "m:22:5: error: expected '[]' at the end of a place alone [mapping.repeats]\n  hint: 'at' the list, and a line below it for what is in an item"
    ),
    (
      "    @x = cod",
      "m:22:5: error: expected an element of DiagnosticReport, found 'cod' [mapping.path]\n  hint: did you mean 'code'?"
    ),
    (
      "    @x = code.coding[lob].code",
      "m:22:5: error: expected a system that is declared, found 'lob' [mapping.undeclared]\n  hint: did you mean 'lab'?"
    ),
    ("    @x = status[0]", "m:22:5: error: expected 'status' without brackets, for it is no list [mapping.not-a-list]"),
    (
      "    @x = status : tabel sex",
      "m:22:19: error: expected a codec, or a type that is declared, found 'tabel' [mapping.undeclared]\n  hint: did you mean 'table'?"
    ),
    ("    @x = status : table s", "m:22:19: error: expected a table that is declared, found 's' [mapping.undeclared]"),
    (
      "    X = include Valeu",
      "m:22:5: error: expected a group that is declared, found 'Valeu' [mapping.undeclared]\n  hint: did you mean 'Value'?"
    ),
    (
      "    X = new Pateint",
      "m:22:5: error: expected a type of resource [mapping.path]\n  hint: did you mean 'Patient'?"
    ),
    (
      "    X = new Observation with subject $patent",
      "m:22:5: error: expected a resource that some line calls so, found 'patent' [mapping.undeclared]\n  hint: did you mean 'patient'?"
    ),
    (
      "    X = new Observation with subjekt $patient",
      "m:22:5: error: expected an element of Observation, found 'subjekt' [mapping.path]\n  hint: did you mean 'subject'?"
    ),
    (
      "    X = at conclusionCode[0]\n      @x = txt",
      "m:23:7: error: expected an element of CodeableConcept, found 'txt' [mapping.path]\n  hint: did you mean 'text'?"
    ),
    (
      "    @x = $patient.birthdate",
      "m:22:5: error: expected an element of Patient, found 'birthdate' [mapping.path]\n  hint: did you mean 'birthDate'?"
    ),
  ]

  @Test(arguments: wrong) func saysWhatIsNotThere(line: String, finding: String) throws {
    let mapping = try MappingFile.read(Array(Self.mapping(line).utf8), file: "m")
    // What R4 demands and no line gives is a warning, and not what is looked for here.
    let errors = mapping.check(file: "m").filter { $0.rule.severity == .error }
    #expect(errors.map(\.description) == [finding])
  }
}

// What a mapping says that its lines cannot do together: each finding with a mapping that provokes it.

import FHIRCore
import Testing

@testable import Mapping

struct MappingMeaningTests {
  private static let head = """
    mapping a 1
    system lab = urn:oid:2.999.1
    table sex
      M  male
      F  female
    table state
      F  final
      f  final
    table mark local lab to lab
      H  high
      h  high
    type CWE for CodeableConcept
      CWE.1 = coding[0].code
    rules Value
      @v = value : number
    map

    """

  private static let report = """
      R = new DiagnosticReport as report
        > status = "unknown"
        > code.text = "report"

    """

  static let found: [(lines: String, findings: [String])] = [
    // Two lines print one value.
    (
      report + "    @a = conclusion\n    @b = conclusion\n",
      [
        "m:21:5: error: expected a place that no other line prints; line 20 does [mapping.ambiguous-way-back]\n  hint: alternatives of one node are cases of 'choose'"
      ]
    ),
    (
      report + "    e* = at extension[]\n      @u = url\n    @s = extension[lab].url\n",
      [
        "m:22:5: error: expected a place that no other line prints; line 21 does [mapping.ambiguous-way-back]\n  hint: alternatives of one node are cases of 'choose'"
      ]
    ),
    (
      report + "    c = choose @t\n      a = conclusion\n      else = conclusion\n", []
    ),
    (report + "    a/@b = conclusion\n    @c = category[0].text & conclusion\n", []),
    // A node that is taken already, a label twice, a codec that is never asked.
    (
      report + "    n* = keep \"notes\"\n    n = conclusion\n",
      [
        "m:21:5: error: expected a node that no line before this one takes already [mapping.unreachable]\n  hint: the more specific line stands first"
      ]
    ),
    (
      report + "    @n = conclusion\n    @n = code.coding[lab].code\n",
      [
        "m:21:5: error: expected a node that no line before this one takes already [mapping.unreachable]\n  hint: the more specific line stands first"
      ]
    ),
    (report + "    @n = issued : iso\n    @n = conclusion\n", []),
    (report + "    n[@a=b]* = keep \"b\"\n    n = conclusion\n", []),
    (
      report + "    c = choose @t\n      a | b = conclusion\n      b = keep \"b\"\n",
      ["m:22:7: error: expected a label that no case before this one has [mapping.unreachable]"]
    ),
    (
      report + "    @d = effective : text | iso\n",
      ["m:20:29: error: expected no codec behind 'text', which reads everything [mapping.unreachable]"]
    ),
    // A codec that gives what the place cannot hold.
    (
      report + "    @d = identifier[0].use : number\n",
      ["m:20:30: error: expected a codec that gives a code [mapping.type-mismatch]"]
    ),
    (
      report + "    @d = subject\n",
      [
        "m:20:5: error: expected a codec that gives a Reference [mapping.type-mismatch]\n  hint: without one it is 'text'"
      ]
    ),
    (
      report + "    @d = effectivePeriod : iso | text\n",
      ["m:20:28: error: expected a codec that gives a Period [mapping.type-mismatch]"]
    ),
    (report + "    d = code : CWE\n    @e = effective : local dd.MM.yyyy | iso\n", []),
    (
      report + "    @r = conclusion\n    > category[0] = range(conclusion)\n",
      ["m:21:5: error: expected the place of a reference range, which 'range' gives its bounds [mapping.type-mismatch]"]
    ),
    // A part of a choice before its type is known.
    (
      "  R = new Observation\n    > status = \"unknown\"\n    > code.text = \"x\"\n    @u = valueQuantity.unit\n    include Value\n",
      [
        "m:20:5: error: expected this behind the line that decides the type, which is line 15 [mapping.order-dependency]"
      ]
    ),
    // A default that is printed.
    (
      report + "    @s = category[0].text\n    > category[0].text = \"laboratory\"\n",
      [
        "m:21:5: warning: expected a default that line 20 does not print; documents without it are noted to have none [mapping.default-printed]"
      ]
    ),
    (
      report + "    P = new Patient in $report.subject\n      > gender = \"unknown\"\n      @s = gender : table sex\n",
      []
    ),
    // What R4 demands.
    (
      "  R = new DiagnosticReport\n    > status = \"unknown\"\n    @a = conclusion\n",
      [
        "m:17:3: warning: expected a line for 'code', which R4 demands of DiagnosticReport [mapping.required-missing]\n  hint: > code = \"…\" is a default"
      ]
    ),
    // Resources that two lines take.
    (
      report
        + "    a* = new Patient in $report.subject\n      @n = id\n    b* = new Patient in $report.subject\n      @n = id\n",
      [
        "m:22:5: warning: expected resources that line 20 does not take on the way back [mapping.ambiguous-resource]\n  hint: 'where' tells them apart, and the more specific line stands first"
      ]
    ),
    (
      report
        + "    a* = new Patient in $report.subject where gender = \"male\"\n      @n = id\n    b* = new Patient in $report.subject\n      @n = id\n",
      []
    ),
    // Leaves that cannot be told apart again.
    (
      report + "    @d \"\" @t = effective : local \"dd.MM.yyyy H:mm\"\n",
      ["m:20:5: error: expected a text between two leaves that are joined [mapping.join-separator]"]
    ),
    (
      report + "    @d \"/\" @t = effective : local \"dd.MM.yyyy H:mm\"\n",
      ["m:20:5: error: expected the text between the leaves in the pattern [mapping.join-separator]"]
    ),
    // Several codes with one target; where the code of the source is kept, all come back.
    (
      "  R = new DiagnosticReport\n    > code.text = \"x\"\n    @s = status : table state\n",
      [
        "m:8:3: warning: expected a target that no code above has; where this code is read, it is carried [mapping.not-reversible]"
      ]
    ),
    (report + "    @s = category[0] : coded mark\n", []),
  ]

  @Test(arguments: found) func saysWhatLinesDoToEachOther(lines: String, findings: [String]) throws {
    let mapping = try MappingFile.read(Array((Self.head + lines).utf8), file: "m")
    #expect(mapping.check(file: "m").map(\.description) == findings)
  }

  @Test func aGroupThatIncludesItselfNeedsAnElementBetween() throws {
    let text = "mapping a 1\nrules G\n\n  include G\nmap\n  R = new Patient\n    include G\n"
    do throws(Diagnostic) {
      _ = try Mapping(Array(text.utf8), file: "m")
      Issue.record("expected a refusal")
    } catch {
      #expect(error.description == "m:4:3: error: expected an element between a group and itself [mapping.repeats]")
    }
  }

  @Test func groupsThatGrowWithoutEndAreRefused() throws {
    let groups = (0..<40).map { "rules G\($0)\n  include G\($0 + 1)\n  include G\($0 + 1)\n" }.joined()
    let text = "mapping a 1\n\(groups)rules G40\n  @a = id\nmap\n  R = new Patient\n    include G0\n"
    let findings = try MappingFile.read(Array(text.utf8), file: "m").check(file: "m")
    #expect(findings.count == 1 && findings[0].description.contains("at most 65536 lines"))
  }
}

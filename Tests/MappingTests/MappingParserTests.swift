// The language of mappings: what it says, and what it says of a line that is none of it.

import FHIRCore

import Testing

@testable import Mapping

struct MappingParserTests {
  static let flat = #"""
    # A small laboratory.
    mapping   eu-flat 1
    locale    decimal=, thousands=. pivot=2025
    system    lab  = urn:example:eu-flat:test          # names for URIs
    system    mark = urn:example:eu-flat:mark

    table sex
      M  male
      W  female
    table mark local mark to lab
      "+"   H
      "#"   "a ""b"""
    type CWE for CodeableConcept, names T = CWE | CE
      T.1 = coding[0].code

    rules Value
      @Erg              = value : number | comparison | local "dd.MM.yyyy H:mm" | text
    map
      Befund = new DiagnosticReport as report
        > new Organization as lab in performer
        > status = "unknown"
        > valueQuantity.code = ucum(valueQuantity.unit)
        @Datum " " @Zeit    = issued : local "dd.MM.yyyy H:mm"
        Patient             = new Patient as patient in $report.subject with a $report, b $lab where x = "c" key identifier[lab].value
          @Name!            = split "{name.family}, {name.given}"
        Wert*               = new Observation in $report.result
          include Value
          a[b/@c=d e]/text() | f.1 = extension[0].x[1+].y[] & code.text
          SN.1              = choose ../OBX.2
            none            = at valueQuantity
              @Alt          = keep "no element"
            "low high" | CE = value : CWE
            else            = ignore "why"
          OBX.2             = chooses SN.1
          @k                = const OBS

    """#

  @Test func readsTheLanguage() throws {
    let mapping = try MappingFile.read(Array(Self.flat.utf8), file: "m")
    #expect(mapping.name == "eu-flat" && mapping.version == "1")
    #expect(mapping.locale == ["decimal": ",", "thousands": ".", "pivot": "2025"])
    #expect(mapping.systems.map(\.name) == ["lab", "mark"])
    #expect(mapping.systems[0].content == "urn:example:eu-flat:test")
    #expect(mapping.tables[1].content.local == "mark" && mapping.tables[1].content.standard == "lab")
    #expect(mapping.tables[1].content.rows.map(\.source) == ["+", "#"])
    #expect(mapping.tables[1].content.rows[1].target == "a \"b\"")
    #expect(mapping.types[0].content.names == ["T": ["CWE", "CE"]])
    let report = try #require(mapping.lines.first)
    #expect(report.position == MappingPosition(line: 19, column: 3))
    #expect(report.source == .node([SourcePath(steps: [.element("Befund", nil)])], repeats: false, isRequired: false))
    let lines = report.children
    #expect(lines.map(\.children.count) == [0, 0, 0, 0, 1, 5])
    guard case .resource(let organization) = lines[0].target else { return #expect(Bool(false)) }
    #expect(organization.type == "Organization" && organization.name == "lab")
    #expect(lines[1].target == .assign(place("status"), .literal("unknown")))
    #expect(lines[3].source == .joined([attribute("Datum"), attribute("Zeit")], separators: [" "]))
    guard case .resource(let patient) = lines[4].target else { return #expect(Bool(false)) }
    #expect(patient.references.map(\.element) == ["a", "b"] && patient.condition?.value == "c")
    #expect(patient.key?.steps.map(\.name) == ["identifier", "value"])
    #expect(patient.key?.steps[0].selector == .named("lab"))
    let wert = lines[5]
    #expect(wert.children[0].target == .include("Value"))
    guard case .leaf(let places, codecs: _) = wert.children[1].target else { return #expect(Bool(false)) }
    #expect(places.count == 2 && places[0].steps.map(\.selector) == [.index(0), .from(1), .each])
    let choice = wert.children[2]
    #expect(choice.children.map(\.source) == [.label(["none"]), .label(["low high", "CE"]), .label(["else"])])
    guard case .leaf(_, let codecs) = mapping.groups[0].content[0].target else { return #expect(Bool(false)) }
    #expect(codecs.map(\.name) == ["number", "comparison", "local", "text"])
    #expect(codecs[2].argument == "\"dd.MM.yyyy H:mm\"")
  }

  private func place(_ name: String) -> TargetPath {
    TargetPath(root: nil, steps: [TargetPath.Step(name: name, selector: nil)])
  }

  private func attribute(_ name: String) -> SourcePath { SourcePath(steps: [.attribute(name)]) }

  static let wrong: [(text: String, finding: String)] = [
    ("", "m: error: expected a mapping [mapping.syntax]"),
    ("system a = b", "m:1:1: error: expected 'mapping', a name and a version first [mapping.syntax]"),
    (
      "mapping a 1\nsytem a = b",
      "m:2:1: error: expected locale, system, aside, table, type, rules, map [mapping.syntax]"
    ),
    ("mapping a 1\nsystem a b", "m:2:10: error: expected '=' and a URI [mapping.syntax]"),
    ("mapping a 1\nsystem a = b\nsystem a = c", "m:3:1: error: expected a name that line 2"),
    ("mapping a 1\nlocale decimel=,", "m:2:8: error: expected decimal, thousands, pivot [mapping.syntax]"),
    ("mapping a 1\n  locale decimal=,", "m:2:3: error: expected nothing below this statement [mapping.syntax]"),
    ("mapping a 1\nmap\n\tA", "m:3:1: error: expected blanks before the line, found a tab [mapping.indentation]"),
    ("mapping a 1\nmap\n    A\n  B", "m:4:3: error: expected the indentation of a line above [mapping.indentation]"),
    (" mapping a 1", "m:1:2: error: expected no blanks before the line [mapping.indentation]"),
    ("mapping a 1\ntable t\n  a b\n  a c", "m:4:3: error: expected each code once [mapping.duplicate]"),
    ("mapping a 1\ntable t\n  a", "m:3:4: error: expected what the code becomes [mapping.syntax]"),
    (
      "mapping a 1\nmap\n  @a = split \"{b}\"", "m:3:14: error: expected two places in braces at least [mapping.syntax]"
    ),
    ("mapping a 1\nmap\n  @a = split \"{b}{c}\"", "m:3:14: error: expected a text between two places [mapping.syntax]"),
    ("mapping a 1\nmap\n  @a = keep", "m:3:12: error: expected a text in quotes [mapping.syntax]"),
    ("mapping a 1\nmap\n  @a = keep \"x", "m:3:15: error: expected a quote behind the text [mapping.syntax]"),
    ("mapping a 1\nmap\n  @a/b = c", "m:3:7: error: expected an attribute or text only at the end"),
    ("mapping a 1\nmap\n  @a = b[1", "m:3:11: error: expected ']' [mapping.syntax]"),
    ("mapping a 1\nmap\n  @a = b c", "m:3:10: error: expected the end of the line [mapping.syntax]"),
    ("mapping a 1\nmap\n  @a = b\n    @c = d", "m:4:5: error: expected nothing below this line [mapping.syntax]"),
    ("mapping a 1\nmap\n  A = new", "m:3:10: error: expected a type of resource [mapping.syntax]"),
    ("mapping a 1\nmap\n  > a b", "m:3:7: error: expected '=' and a value [mapping.syntax]"),
  ]

  @Test(arguments: wrong) func saysWhatIsWrongAndWhere(text: String, finding: String) {
    let fault = #expect(throws: Diagnostic.self) { try MappingFile.read(Array(text.utf8), file: "m") }
    #expect(fault?.description.hasPrefix(finding) == true, "\(fault?.description ?? "")")
  }

  @Test func takesWhateverComes() {
    let bytes = Array(Self.flat.utf8)
    for count in bytes.indices { _ = try? MappingFile.read(Array(bytes[..<count]), file: "m") }
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] = UInt8(truncatingIfNeeded: index &* 31)
      _ = try? MappingFile.read(damaged, file: "m")
    }
    let deep = "mapping a 1\nmap\n" + (1...200).map { String(repeating: " ", count: $0) + "A\n" }.joined()
    #expect(throws: Diagnostic.self) { try MappingFile.read(Array(deep.utf8), file: "m") }
    let tests = "mapping a 1\nmap\n  " + String(repeating: "a[", count: 100_000)
    #expect(throws: Diagnostic.self) { try MappingFile.read(Array(tests.utf8), file: "m") }
  }
}

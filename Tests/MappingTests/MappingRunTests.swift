// What mappings do with documents that were not thought of.

import FHIRCore
import FHIRDefinitions
import SourceTree
import Testing

@testable import Mapping

struct MappingRunTests {
  private func mapping(_ lines: String, _ declarations: String = "") throws -> Mapping {
    try Mapping(Array("mapping m 1\n\(declarations)\nmap\n\(lines)".utf8), file: "m.map")
  }

  private static let report = """
      r = new DiagnosticReport as report
        > status = "unknown"
        > code.text = "r"
        @state = status : table state
        @date = effective : local "dd.MM.yyyy" | iso
        p = new Patient as patient in $report.subject key identifier[pid].value
          @id = identifier[pid].value
          g* = name.given[]
        colour* = ignore "of the screen"
        o* = new Observation in $report.result with subject $patient
          > status = "unknown"
          @c = code.text
          v = value : number | comparison | titer | text
          u = valueQuantity.unit
          n* = at note[]
            text() = text
          o* = new Observation in hasMember with subject $patient
            > status = "unknown"
            @c = code.text

    """

  private static let declarations = """
    system pid = urn:oid:2.999.1
    table state
      F final
      P preliminary
    """

  private func tree(_ xml: String) throws -> SourceTree { try SourceTree.read(xml: Array(xml.utf8), file: "r.xml") }

  static let documents = [
    "<r/>", "<r state='F'/>", "<r state='unknown'/>", "<r state=''/>", "<r state='P' date='01.02.2024'/>",
    "<r date='2024-02'/>", "<r date='2024-02-01T10:00'/>", "<r date='31.02.2024'/>", "<r date=' 01.02.2024'/>",
    "<r><o c='A'><v>1.00</v><u>mg</u></o><o c='B'><v>&lt;5</v></o><o c='C'><v>1:640</v></o><o c='D'/></r>",
    "<r><o c='A'><u>mg</u><v>1.00</v></o></r>", "<r><o c='A'><v>text</v><u>mg</u></o></r>", "<r><o><u>mg</u></o></r>",
    "<r><o c='A'><v/></o></r>", "<r><o c='A'><v> </v></o></r>", "<r><o c='A'><v x='1'>2</v></o></r>",
    "<r><o c='A'><v>1</v><v>2</v></o></r>", "<r><o c='A'><v>1<b/>2</v></o></r>",
    "<r><o c='A'><n>one</n><n>two</n><n/></o></r>", "<r><o c='A'><n>one<x>2</x>three</n></o></r>",
    "<r><o c='A'><o c='B'/><o c='C'><o c='D'/></o></o></r>", "<r><o c='A'/><p id='1'/></r>",
    "<r><p id='1'/><p id='2'/></r>", "<r><p id='1'/><o c='A'/>text<o c='B'/> <z/> more</r>",
    "<r xmlns:q='urn:q' q:a='1'><q:z q:b='2'>3<q:y/></q:z><o c='A' q:c='4'/></r>",
    "<r xmlns='urn:d'><o c='A'/><z/></r>",
    "<r><?print now?><o c='A'/><?print later?></r>", "<r><!-- c --><o c='A'><![CDATA[<b>]]></o></r>",
    "<r><p id='1'><g>A</g><g>B</g><g/><g x='1'>C</g></p></r>",
    "<r><colour>red</colour><o c='A'><v>1</v></o><colour/></r>",
    "<r><o c='A'><v>\n 1.0 </v><u> mg </u></o></r>",
    "<r><o c='A'><n x='1'>one</n><n>two</n><n x='3'>three<y/></n></o></r>",
    "<r><x/><o c='A'/><x/><x a='1'/><o c='B'/><x/></r>", "<r><o c='A'><v>a</v><v x='1'>2</v></o></r>",
    "<r><o c='A'><v><b/></v><v x='1'>2</v><u/></o></r>",
    "<r><o c='&#9;a&#10;b'><v>&amp;lt; &#13;</v></o></r>",
  ]

  @Test(arguments: documents) func everyLawHolds(xml: String) throws {
    let mapping = try mapping(Self.report, Self.declarations)
    let trial = try MappingTrial(mapping, on: tree(xml))
    #expect(trial.isEqual && trial.isStable)
    #expect(trial.mutations.missed == [])
    #expect(trial.edits.silent == [])
    #expect(trial.removals.silent == [])
  }

  @Test func whatNoLineTakesIsReportedOncePerPath() throws {
    let reading = try mapping(Self.report, Self.declarations)
      .read(tree("<r><o c='A' x='ZQX'/><o c='B' x='ZQX'/><z/></r>"))
    #expect(reading.isEqual)
    #expect(
      reading.unmapped.map(\.description) == [
        "r.xml:1:4: error: expected a line for this; it is carried as it is, 2 times [map.carried]\n  at /r/o/@x",
        "r.xml:1:40: error: expected a line for this; it is carried as it is [map.carried]\n  at /r/z",
      ])
  }

  @Test func whyALineCouldNotTakeSomethingIsSaid() throws {
    let reading = try mapping(Self.report, Self.declarations)
      .read(tree("<r state='ZQX'><p id='1'/><p id='2'/></r>"))
    #expect(
      reading.unmapped.map(\.description) == [
        "r.xml:1:1: error: expected a line that can take this; it is carried as it is [map.carried]\n  at /r/@state · hint: line 10 cannot read it",
        "r.xml:1:27: error: expected a line that can take this; it is carried as it is [map.carried]\n  at /r/p/@id · hint: line 12 takes only one",
      ])
  }

  private enum Edit { case same, gone, value(String) }

  /// The Bundle of a document, changed and written.
  private func edited(_ xml: String, _ edit: (Node) -> Edit) throws -> Mapping.Writing {
    let mapping = try mapping(Self.report, Self.declarations)
    func copy(_ node: Node, to builder: inout TreeBuilder) throws {
      var value = node.string
      switch edit(node) {
      case .gone: return
      case .value(let text): value = text
      case .same: break
      }
      try builder.open(
        node.nameString, type: node.type, flags: node.flags.intersection([.repeats, .choice, .resource]))
      if let value { try builder.value(node.kind, value.utf8) }
      for child in node.children { try copy(child, to: &builder) }
      builder.close()
    }
    var builder = Definitions.r4.treeBuilder()
    try copy(mapping.read(tree(xml)).bundle.root, to: &builder)
    return try mapping.write(builder.finish())
  }

  @Test func anEditWinsOverThePrintedText() throws {
    let number = try edited("<r><o c='A'><v>&lt; 5</v></o></r>") { node in
      node.path.hasSuffix("resource.value.value") ? .value("7.50") : .same
    }
    #expect(number.document.canonical == "<r><o c=\"A\"><v>&lt;7.50</v></o></r>")
    #expect(number.losses.isEmpty && number.findings.map(\.rule) == [MappingRule.superseded])
    // The printed text says a time too, which the value does not, so that is a loss.
    let time = try edited("<r date='2024-02-01T10:00'/>") { node in
      node.path.hasSuffix("resource.effective") ? .value("2024-03-02") : .same
    }
    #expect(time.document.canonical == "<r date=\"02.03.2024\"></r>")
    #expect(time.losses.map(\.rule) == [MappingRule.noPlace, MappingRule.noPlace])
  }

  @Test func whatIsCarriedStandsBehindTheSameResult() throws {
    let xml = "<r><o c='A'/><x>on A</x><o c='B'/><x>on B</x><x>too</x></r>"
    func remove(_ name: String) throws -> Mapping.Writing {
      var url: String?
      _ = try edited(xml) { node in
        if node.nameString == "entry", node.child("resource")?.child("code")?.child("text")?.string == name {
          url = node.child("fullUrl")?.string
        }
        return .same
      }
      let gone = try #require(url)
      return try edited(xml) { node in
        let isGone =
          node.nameString == "entry" && node.child("fullUrl")?.string == gone
          || node.nameString == "result" && node.child("reference")?.string == gone
        return isGone ? .gone : .same
      }
    }
    let withoutA = try remove("A")
    #expect(
      withoutA.document.canonical == "<r><o c=\"B\"></o><x>on B</x><x>too</x><x>on A</x></r>")
    #expect(withoutA.losses.contains { $0.rule == MappingRule.stale })
    let withoutB = try remove("B")
    #expect(withoutB.document.canonical == "<r><o c=\"A\"></o><x>on A</x><x>on B</x><x>too</x></r>")
    #expect(withoutB.losses.count { $0.rule == MappingRule.stale } == 2)
  }

  @Test func anotherRootIsRefused() throws {
    let mapping = try mapping(Self.report, Self.declarations)
    let tree = try tree("<x/>")
    do throws(Diagnostic) {
      _ = try mapping.read(tree)
      Issue.record("expected a refusal")
    } catch { #expect(error.rule == MappingRule.root) }
  }

  @Test func aBundleWithoutItsResourceIsRefused() throws {
    let mapping = try mapping(Self.report, Self.declarations)
    var builder = Definitions.r4.treeBuilder()
    try builder.open("Bundle", type: #require(Definitions.r4.type("Bundle")), flags: .resource)
    builder.close()
    let bundle = builder.finish()
    do throws(Diagnostic) {
      _ = try mapping.write(bundle)
      Issue.record("expected a refusal")
    } catch { #expect(error.rule == MappingRule.nothing) }
  }

  @Test func aMappingThatDoesNotWriteTheDocumentAgainSaysSo() throws {
    let mapping = try mapping(
      "  r = new DiagnosticReport as report\n    a/b* = new Observation in $report.result\n      @c = code.text\n")
    let reading = try mapping.read(tree("<r><a><b c='1'/></a><a><b c='2'/></a></r>"))
    #expect(!reading.isEqual)
    #expect(
      reading.difference?.description.hasPrefix("r.xml:1:4: error: expected a mapping that writes this again as it is")
        == true)
    #expect(reading.difference?.rule == MappingRule.notEqual)
    // Nothing of it is lost all the same.
    #expect(
      try mapping.write(reading.bundle).document.canonical == "<r><a><b c=\"1\"></b><b c=\"2\"></b></a></r>")
  }
}

// What the language can say, each on documents of its own: alternatives, types, spellings, tests, groups that include themselves.

import FHIRCore
import FHIRDefinitions
import SourceTree
import Testing

@testable import Mapping

struct LanguageTests {
  /// A piece of HL7 v2 in XML, and one of CDA.
  static let languages: [String: String] = [
    "v2": """
    mapping v2 1
    system ids = urn:oid:2.999.1
    system sid = urn:oid:2.999.2
    table comparator
      >   >
      >=  >=
      <   <
    table status
      F  final
      C  corrected
    type CWE for CodeableConcept, names T = CWE | CE
      T.1 = coding[0].code
      T.2 = coding[0].display
      T.5 = text
    rules OBX
      > status = "unknown"
      OBX.1  = extension[sid].valueString
      OBX.2  = chooses OBX.5
      OBX.3  = code : CWE
      OBX.5  = choose ../OBX.2
        NM              = value : number
        SN              = choose SN.3
          none          = at valueQuantity
            SN.1        = comparator : table comparator
            SN.2        = value : number
          ":"           = at valueRatio
            SN.2        = numerator.value : number
            SN.3        = const ":"
            SN.4        = denominator.value : number
          "-"           = at valueRange
            SN.2        = low.value : number
            SN.3        = const "-"
            SN.4        = high.value : number
        CWE | CE        = value : CWE
        TS | DT         =
          TS.1 | text() = valueDateTime : iso
        ST | TX         = value : text
        else            = value : text
      OBX.6
        CE.1 | CWE.1 | text() = valueQuantity.unit
      OBX.8* = interpretation[] : CWE
      OBX.11 = status : table status
    map
      ORU = new DiagnosticReport as report
        > status = "unknown"
        > code.text = "report"
        PID = new Patient as patient in $report.subject
          PID.3* = at identifier[]
            CX.1 = value
        OBX* = new Observation in $report.result with subject $patient
          include OBX
    """,
    "cda": """
    mapping cda 1
    system loinc = http://loinc.org
    table above
      false  >
      true   >=
    table below
      false  <
      true   <=
    type PQ for Quantity
      @value = value : number
      @unit  = unit
    type CD for CodeableConcept
      @code        = coding[0].code
      @displayName = coding[0].display
      originalText = text
    rules Observation
      > status = "unknown"
      @classCode = const "OBS"
      code  = code : CD
      value = choose @type
        PQ      = value : PQ
        IVL_PQ  = choose children()
          "low high" = at valueRange
            low      = low : PQ
            high     = high : PQ
          high       = at valueQuantity
            > comparator = "<="
            high
              @value     = value : number
              @unit      = unit
              @inclusive = comparator : table below
          low        = at valueQuantity
            > comparator = ">="
            low
              @value     = value : number
              @unit      = unit
              @inclusive = comparator : table above
        CD | CE = value : CD
        ST | ED = value : text
      interpretation* = interpretation[] : CD
      component[observation/@classCode=OBS]* = new Observation in hasMember
        observation
          include Observation
    map
      document = new DiagnosticReport as report
        > status = "unknown"
        > code.text = "document"
        act[@code=note]* = new Observation in $report.result where code.text = "note"
          > status = "unknown"
          text! = note[0].text
        observation* = new Observation in $report.result
          include Observation
    """,
  ]

  static let lists = """
    mapping lims 1
    locale decimal=,
    system test = urn:oid:2.999.2
    table answer local test to test
      NEG  neg
    rules Finding
      > status = "unknown"
      Test = code.text
    map
      export = new DiagnosticReport as report
        > status = "unknown"
        > code.text = "export"
        id[@of=a] = identifier[test].value
        id[@of=b] = conclusion
        finding* = choose @kind
          num  = new Observation in $report.result
            include Finding
            Num = value : number | comparison
            Dim = valueQuantity.unit
          cod  = new Observation in $report.result
            include Finding
            Code = value : coded answer
          txt  = new Observation in $report.result
            include Finding
            Text = value : text
          else = new Observation in $report.result
            include Finding
        form* = choose @is
          url  = at presentedForm[]
            link = url : uri
          else = at presentedForm[]
            name = title
    """

  /// Items told apart by what they say, without others before them, and what only a system has as a whole.
  static let items = """
    mapping items 1
    aside @print "how it was printed"
    system gender = http://hl7.org/fhir/administrative-gender
    system own = urn:oid:2.999.3
    system absent = http://hl7.org/fhir/StructureDefinition/data-absent-reason
    system about = urn:oid:2.999.4
    map
      people = new DiagnosticReport as report
        > status = "unknown"
        > code.extension[absent].valueCode = "unknown"
        title = code.text
        made  = effective : ts
        person = new Patient as patient in $report.subject
          mr = at identifier[] where type.text = "record"
            text() = value
          ss = at identifier[] where type.text = "security"
            text() = value
          id* = at identifier[]
            text() = value
          first  = name[0].given[0]
          second = name[0].given[1]
          third  = name[0].given[2]
          sex  = gender : member gender
          sex  = extension[own].valueString
        aside* = new Observation in $report.result where extension[about].valueCode = "aside"
          > status = "unknown"
          name = code.text
          sum  = value : number wide
        result* = new Observation in $report.result where extension[about].valueCode = none
          > status = "unknown"
          > effectiveDateTime = same($report.effectiveDateTime)
          name = code.text
          sum  = value : number wide | text
          made = effective : ts
    """

  static let people: [String] = [
    "<title>T</title><person><mr>1</mr><ss>2</ss><id>3</id><id>4</id></person>",
    "<person><ss>2</ss><id>3</id><mr>1</mr></person>", "<person><id/><id>3</id><ss>2</ss></person>",
    "<person><ss print='x'>2</ss></person>",
    "<person><second>B</second></person>", "<person><third>C</third></person>",
    "<person><first>A</first><third>C</third></person>", "<person><sex>male</sex></person>",
    "<person print='a'><sex>M</sex></person>", "<made>20240102</made><result><name>A</name><sum>+05.10</sum></result>",
    "<made>20240102</made><result><name>A</name><made>20240102</made></result><result><name>B</name><made>2024</made></result>",
    "<aside><name>A</name><sum>.5</sum></aside><result><name>B</name><sum>x</sum></result>",
    "<result><name>B</name></result><aside><name>A</name></aside><result><name>C</name><sum>-0.020</sum></result>",
  ]

  static let listed: [String] = [
    "<finding kind='num'><Test>Na</Test><Num>1,50</Num><Dim>g</Dim></finding>",
    "<finding kind='num'><Test>Na</Test><Num>&lt;5</Num></finding><finding kind='txt'><Test>B</Test><Text>5</Text></finding>",
    "<finding kind='txt'><Test>B</Test><Text>many</Text></finding><finding kind='num'><Test>Na</Test><Num>2</Num></finding>",
    "<finding kind='cod'><Test>C</Test><Code>NEG</Code></finding><finding kind='cod'><Test>C</Test><Code>POS</Code></finding>",
    "<finding kind='num'><Test>Na</Test><Num>pending</Num></finding><finding kind='num'><Test>K</Test></finding>",
    "<finding><Test>Na</Test></finding><finding kind='odd'><Test>K</Test><Num>5</Num></finding><finding kind='txt'/>",
    "<form is='url'><link>http://a/b</link></form><form><name>A</name></form><form is='x'><name>B</name></form>",
    "<id of='b'>1</id><id of='a'>2</id><id of='c'>3</id><id>4</id>",
    "<id of='a' x='y'>1</id><id of='a'>2</id><id of='b'/>",
    "<form is='url'><link>no link</link></form><finding kind='cod'><Test>C</Test></finding><form/>",
  ]

  /// The mapping of a language.
  static func text(of language: String) -> String {
    languages[language] ?? (language == "items" ? items : lists)
  }

  static let documents: [(language: String, xml: String)] =
    listed.map { ("lims", "<export>\($0)</export>") } + people.map { ("items", "<people>\($0)</people>") }
    + [
      "<ORU/>", "<ORU><PID><PID.3><CX.1>1</CX.1></PID.3><PID.3><CX.1>2</CX.1></PID.3></PID></ORU>",
      "<OBX.2>NM</OBX.2><OBX.3><CWE.1>A</CWE.1></OBX.3><OBX.5>5.00</OBX.5><OBX.6><CWE.1>mg</CWE.1></OBX.6>",
      "<OBX.2>NM</OBX.2><OBX.5>ABN</OBX.5>", "<OBX.2>ST</OBX.2><OBX.5>5.0</OBX.5>",
      "<OBX.2>TX</OBX.2><OBX.5>text</OBX.5>",
      "<OBX.2/><OBX.5>text</OBX.5>", "<OBX.5>text</OBX.5>", "<OBX.2>XX</OBX.2><OBX.5>text</OBX.5>",
      "<OBX.2>NM</OBX.2>", "<OBX.2>NM</OBX.2><OBX.5/>", "<OBX.2>NM</OBX.2><OBX.5>1</OBX.5><OBX.5>2</OBX.5>",
      "<OBX.2>SN</OBX.2><OBX.5><SN.1>&gt;</SN.1><SN.2>5</SN.2></OBX.5><OBX.6><CE.1>mg</CE.1></OBX.6>",
      "<OBX.2>SN</OBX.2><OBX.5><SN.2>1</SN.2><SN.3>:</SN.3><SN.4>640</SN.4></OBX.5>",
      "<OBX.2>SN</OBX.2><OBX.5><SN.2>1</SN.2><SN.3>-</SN.3><SN.4>5.0</SN.4></OBX.5><OBX.6>g/l</OBX.6>",
      "<OBX.2>SN</OBX.2><OBX.5><SN.2>5</SN.2><SN.3>+</SN.3></OBX.5>",
      "<OBX.2>SN</OBX.2><OBX.5><SN.2>many</SN.2></OBX.5>",
      "<OBX.2>CE</OBX.2><OBX.5><CE.1>P</CE.1><CE.2>positive</CE.2></OBX.5>",
      "<OBX.2>CWE</OBX.2><OBX.5><CWE.1>P</CWE.1><CWE.5>pos.</CWE.5><CWE.9>x</CWE.9></OBX.5>",
      "<OBX.2>CWE</OBX.2><OBX.3><CE.1>A</CE.1><CE.2>B</CE.2></OBX.3><OBX.5><CE.1>P</CE.1><CWE.2>Q</CWE.2></OBX.5>",
      "<OBX.2>TS</OBX.2><OBX.5><TS.1>2024-02-01</TS.1></OBX.5>", "<OBX.2>DT</OBX.2><OBX.5>2024-02</OBX.5>",
      "<OBX.2>DT</OBX.2><OBX.5>today</OBX.5>",
      "<OBX.1>1</OBX.1><OBX.8><CWE.1>H</CWE.1></OBX.8><OBX.8><CE.1>L</CE.1></OBX.8><OBX.11>F</OBX.11>",
      "<OBX.11>C</OBX.11><OBX.2>NM</OBX.2><OBX.5>1</OBX.5>", "<OBX.5>1</OBX.5><OBX.2>NM</OBX.2>",
      "<OBX.2>NM</OBX.2><OBX.5>1<x/></OBX.5>", "<OBX.2>NM</OBX.2><OBX.5 a='1'>1</OBX.5>",
    ].map { ("v2", $0.hasPrefix("<ORU") ? $0 : "<ORU><OBX>\($0)</OBX></ORU>") }
    + [
      "", "<observation/>", "<observation classCode='OBS'/>", "<observation classCode='ACT'/>",
      "<observation classCode='OBS'><value type='PQ' value='5.0' unit='mg'/></observation>",
      "<observation classCode='OBS'><value type='PQ' value='5.0' unit='mg' x='y'/></observation>",
      "<observation classCode='OBS'><value value='5.0' unit='mg'/></observation>",
      "<observation classCode='OBS'><value type='IVL_PQ'><low value='1'/><high value='2.50' unit='l'/></value></observation>",
      "<observation classCode='OBS'><value type='IVL_PQ'><high value='2.50' unit='l'/></value></observation>",
      "<observation classCode='OBS'><value type='IVL_PQ'><high value='2.50' inclusive='false'/></value></observation>",
      "<observation classCode='OBS'><value type='IVL_PQ'><high value='2.50' inclusive='true'/></value></observation>",
      "<observation classCode='OBS'><value type='IVL_PQ'><low value='2.50' inclusive='false'/></value></observation>",
      "<observation classCode='OBS'><value type='IVL_PQ'><center value='2'/></value></observation>",
      "<observation classCode='OBS'><value type='CE' code='A' displayName='B'><originalText>C</originalText></value></observation>",
      "<observation classCode='OBS'><value type='ST'>text</value><interpretation code='H'/></observation>",
      "<observation classCode='OBS'><value type='ED'>text</value></observation>",
      "<observation classCode='OBS'><value type='BL' value='true'/></observation>",
      "<observation classCode='OBS'><component><observation classCode='OBS'><code code='1'/><component><observation classCode='OBS'><code code='2'/></observation></component></observation></component><component><observation classCode='OBS'><code code='3'/></observation></component></observation>",
      "<observation classCode='OBS'><component><act classCode='ACT'/></component><component><observation classCode='ACT'/></component></observation>",
      "<act code='note'><text>a note</text></act>", "<act code='note'><text/></act>",
      "<act code='other'><text>x</text></act>",
      "<observation/><act code='note'><text>a note</text></act><observation/>",
    ].map { ("cda", "<document>\($0)</document>") }

  @Test(arguments: documents) func everyLawHolds(language: String, xml: String) throws {
    let text = Self.text(of: language)
    let mapping = try Mapping(Array(text.utf8), file: "m.map")
    let trial = try MappingTrial(mapping, on: SourceTree.read(xml: Array(xml.utf8), file: "d.xml"))
    #expect(trial.isEqual && trial.isStable)
    #expect(trial.mutations.missed == [])
    #expect(trial.edits.silent == [])
    #expect(trial.removals.silent == [])
  }

  @Test func aLabelThatAnIncludedLineReadsIsAValue() throws {
    let text = """
      mapping tel 1
      system kind = urn:oid:2.999.1
      rules Number
        kind = extension[kind].valueString
        no   = value
      map
        person = new Patient as patient
          tel* = choose kind
            net  = at telecom[]
              include Number
            else = at telecom[]
              include Number
      """
    let mapping = try Mapping(Array(text.utf8), file: "m.map")
    let xml = "<person><tel><kind>net</kind><no>1</no></tel><tel><kind>home</kind><no>2</no></tel></person>"
    let tree = try SourceTree.read(xml: Array(xml.utf8), file: "d.xml")
    let reading = try mapping.read(tree)
    #expect(reading.totals.mapped == 4 && reading.exceptions == 0)
    #expect(try mapping.write(reading.bundle).document.canonical == tree.canonical)
  }

  @Test(arguments: 28...36) func whatIsNestedTooDeeplyIsCarried(levels: Int) throws {
    let mapping = try Mapping(Array((Self.languages["cda"] ?? "").utf8), file: "m.map")
    let nested = Array(repeating: "<observation classCode='OBS'><code code='A'/><component>", count: levels)
    let closed = Array(repeating: "</component></observation>", count: levels)
    let xml = "<document>\(nested.joined())\(closed.joined())</document>"
    let tree = try SourceTree.read(xml: Array(xml.utf8), file: "d.xml")
    let reading = try mapping.read(tree)
    #expect(reading.isEqual)
    #expect(reading.unmapped.contains { $0.hint?.contains("64 levels deep") == true } == (levels > 31))
    let writing = try mapping.write(reading.bundle)
    #expect(writing.document.canonical == tree.canonical && writing.losses.isEmpty)
  }
}

// Every rule, provoked by the smallest resource that breaks it; and nothing else is said of that resource.

import FHIRCore
import FHIRJSON
import FHIRValidation
import FHIRXML
import Testing

struct RuleTests {
  struct Example: Sendable, CustomTestStringConvertible {
    /// The rule, and the path at which it is broken.
    let finding: String
    let text: String
    var testDescription: String { finding }

    init(_ finding: String, _ text: String) {
      self.finding = finding
      self.text = text
    }
  }

  private static let div = #""text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">a</div>"}"#

  private static func patient(_ members: String) -> String { #"{"resourceType":"Patient",\#(members)}"# }
  private static func observation(_ members: String) -> String {
    #"{"resourceType":"Observation","status":"final","code":{"text":"a"},\#(members)}"#
  }
  private static func bundle(_ type: String, _ members: String) -> String {
    #"{"resourceType":"Bundle","type":"\#(type)",\#(members)}"#
  }
  private static func narrative(_ div: String) -> String {
    patient(#""text":{"status":"generated","div":"\#(div.replacing("\"", with: "\\\""))"}"#)
  }
  private static let hl7 = "http://hl7.org/fhir/StructureDefinition/"
  private static let birthTime = #"{"url":"\#(hl7)patient-birthTime","valueDateTime":"2020-01-01T10:00:00Z"}"#
  private static let code = #"{"url":"code","valueCodeableConcept":{"text":"a"}}"#
  private static let when = #"{"question":"a","operator":"exists","answerBoolean":true}"#
  private static let composition = #"""
    {"fullUrl":"urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0","resource":{"resourceType":"Composition","status":"final",\#
    "type":{"text":"a"},"date":"2020","author":[{"display":"a"}],"title":"a"}}
    """#
  private static let document = #""identifier":{"system":"urn:a:b","value":"1"},"timestamp":"2020-01-01T00:00:00Z","#

  static let wrong: [Example] = [
    Example(
      "fhir.quantity.unit Observation.value.code",
      observation(#""valueQuantity":{"value":1,"system":"http://unitsofmeasure.org","code":"IU/L"}"#)),
    Example(
      "fhir.binding.extensible Condition.onset",
      #"{"resourceType":"Condition","subject":{"display":"a"},"onsetAge":{"value":5,"system":"http://unitsofmeasure.org","code":"kg"}}"#
    ),
    Example(
      "fhir.identifier.uri Patient.identifier[0].value",
      patient(#""identifier":[{"system":"urn:ietf:rfc:3986","value":"1.2.3"}]"#)),
    Example(
      "fhir.questionnaire.enable-behavior Questionnaire.item[0]",
      #"{"resourceType":"Questionnaire","status":"draft","item":[{"linkId":"a","type":"string","enableWhen":[\#(when),\#(when)]}]}"#
    ),
    Example(
      "fhir.reference.target QuestionnaireResponse.questionnaire",
      #"{"resourceType":"QuestionnaireResponse","status":"completed","questionnaire":"http://hl7.org/fhir/ValueSet/observation-status|4.0.1"}"#
    ),
    Example(
      "fhir.bundle.full-url Bundle.entry[0].resource",
      bundle(
        "collection",
        #""entry":[{"fullUrl":"http://a.org/Patient/1","resource":{"resourceType":"Patient","active":true}}]"#)),
    Example("fhir.extension.context Patient.extension[0]", patient(#""extension":[\#(birthTime)]"#)),
    Example(
      "fhir.extension.type Patient.birthDate.extension[0].value",
      patient(
        #""birthDate":"2020-01-01","_birthDate":{"extension":[{"url":"\#(hl7)patient-birthTime","valueString":"a"}]}"#)),
    Example(
      "fhir.extension.type Patient.extension[0].value",
      patient(#""extension":[{"url":"\#(hl7)patient-nationality","valueString":"a"}]"#)),
    Example(
      "fhir.extension.modifier Patient.modifierExtension[0]",
      patient(#""modifierExtension":[{"url":"\#(hl7)patient-religion","valueCodeableConcept":{"text":"a"}}]"#)),
    Example(
      "fhir.extension.nested Patient.extension[0].extension[0].url",
      patient(
        #""extension":[{"url":"\#(hl7)patient-nationality","extension":[{"url":"cod","valueCodeableConcept":{"text":"a"}}]}]"#
      )),
    Example(
      "fhir.extension.nested Patient.extension[0]",
      patient(#""extension":[{"url":"\#(hl7)patient-citizenship","extension":[\#(code),\#(code)]}]"#)),
    Example(
      "fhir.extension.nested CapabilityStatement.rest[0].security.extension[0]",
      #"{"resourceType":"CapabilityStatement","status":"draft","date":"2020","kind":"requirements","fhirVersion":"4.0.1","format":["json"],"rest":[{"mode":"server","security":{"extension":[{"url":"http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris","extension":[{"url":"token","valueUri":"http://a.org"}]}]}}]}"#
    ),
    Example(
      "fhir.extension.unknown Patient.extension[0].url",
      patient(#""extension":[{"url":"\#(hl7)no-such-thing","valueString":"a"}]"#)),
    Example("fhir.cardinality.min Observation", #"{"resourceType":"Observation","status":"final"}"#),
    Example("fhir.cardinality.min Basic", #"{"resourceType":"Basic"}"#),
    Example("fhir.element.empty Patient.name[0].given[1]", patient(#""name":[{"given":["a",null]}]"#)),
    Example("fhir.element.empty Patient.name[0]", patient(#""name":[{"id":"a"}]"#)),
    Example("fhir.primitive Patient.birthDate", patient(#""birthDate":"2021-02-29""#)),
    Example("fhir.primitive Patient.id", patient(#""id":"a b""#)),
    Example("fhir.primitive Patient.multipleBirth", patient(#""multipleBirthInteger":2147483648"#)),
    Example("fhir.primitive Patient.photo[0].data", patient(#""photo":[{"data":"a"}]"#)),
    Example("fhir.primitive.white-space Patient.name[0].family", patient(#""name":[{"family":" a"}]"#)),
    Example("fhir.binding.required Patient.gender", patient(#""gender":"m""#)),
    Example(
      "fhir.binding.extensible Patient.maritalStatus",
      patient(#""maritalStatus":{"coding":[{"system":"http://example.org/a","code":"x"}]}"#)),
    Example(
      "fhir.coding.code Patient.meta.tag[0].code",
      patient(
        #""meta":{"tag":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"labo"}]}"#)),
    Example("fhir.coding.system Patient.meta.tag[0].system", patient(#""meta":{"tag":[{"system":"a","code":"b"}]}"#)),
    Example(
      "fhir.coding.check-digit Observation.code.coding[0].code",
      #"{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"718-8"}]}}"#
    ),
    Example(
      "fhir.quantity.unit Observation.value.code",
      observation(#""valueQuantity":{"value":1,"system":"http://unitsofmeasure.org","code":"mg per dL"}"#)),
    Example("fhir.reference.target Observation.subject", observation(#""subject":{"reference":"Medication/1"}"#)),
    Example(
      "fhir.reference.form Observation.subject.reference", observation(#""subject":{"reference":"patient 1"}"#)),
    Example("fhir.reference.contained Observation.subject", observation(##""subject":{"reference":"#p"}"##)),
    Example(
      "fhir.reference.bundle Bundle.entry[0].resource.subject",
      bundle(
        "transaction",
        #""entry":[{"request":{"method":"POST","url":"Observation"},"resource":\#(observation(#""subject":{"reference":"urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0"}"#))}]"#
      )),
    Example(
      "fhir.contained.unused Observation.contained[0]",
      observation(#""contained":[{"resourceType":"Patient","id":"p"}]"#)),
    Example(
      "fhir.contained.nested Observation.contained[0].contained[0]",
      observation(
        ##""subject":{"reference":"#p"},"contained":[{"resourceType":"Patient","id":"p","contained":[{"resourceType":"Basic","id":"q","code":{"text":"a"}}]}]"##
      )),
    Example(
      "fhir.contained.identity Observation.contained[0]",
      observation(#""contained":[{"resourceType":"Patient","active":true}]"#)),
    Example(
      "fhir.id.duplicate Patient.name[1]",
      patient(#""name":[{"id":"a","family":"a"},{"id":"a","family":"b"}]"#)),
    Example(
      "fhir.extension.url Patient.extension[0].url", patient(#""extension":[{"url":"a","valueString":"b"}]"#)),
    Example("fhir.extension.value Patient.extension[0]", patient(#""extension":[{"url":"http://example.org/a"}]"#)),
    Example(
      "fhir.extension.id Patient.id.extension[0]",
      patient(#""id":"a","_id":{"extension":[{"url":"http://example.org/a","valueString":"b"}]}"#)),
    Example("fhir.narrative.syntax Patient.text.div", narrative("<div>a</div>")),
    Example(
      "fhir.narrative.syntax Patient.text.div", narrative("<div xmlns=\"http://www.w3.org/1999/xhtml\">a<br></div>")),
    Example("fhir.narrative.syntax Patient.text.div", narrative("<p xmlns=\"http://www.w3.org/1999/xhtml\">a</p>")),
    Example(
      "fhir.narrative.content Patient.text.div",
      narrative("<div xmlns=\"http://www.w3.org/1999/xhtml\">a<script>b</script></div>")),
    Example(
      "fhir.narrative.content Patient.text.div",
      narrative("<div xmlns=\"http://www.w3.org/1999/xhtml\"><p onclick=\"b()\">a</p></div>")),
    Example(
      "fhir.narrative.content Patient.text.div",
      narrative("<div xmlns=\"http://www.w3.org/1999/xhtml\"><a href=\" java&#10;script:b\">a</a></div>")),
    Example(
      "fhir.narrative.content Patient.text.div",
      narrative("<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>a<span><p>b</p></span></p></div>")),
    Example(
      "fhir.narrative.empty Patient.text.div", narrative("<div xmlns=\"http://www.w3.org/1999/xhtml\"> <p/> </div>")),
    Example("fhir.security.html Patient.name[0].text", patient(#""name":[{"text":"a <script>"}]"#)),
    Example("fhir.security.scheme Patient.photo[0].url", patient(#""photo":[{"url":"JavaScript:a()"}]"#)),
    Example("fhir.attachment.size Patient.photo[0]", patient(#""photo":[{"data":"YWJj","size":4}]"#)),
    Example(
      "fhir.bundle.entry Bundle.entry[0]",
      bundle("batch", #""entry":[{"resource":{"resourceType":"Patient","active":true}}]"#)),
    Example("fhir.bundle.content Bundle.total", bundle("collection", #""total":1"#)),
    Example(
      "fhir.bundle.content Bundle",
      bundle(
        "document", #""identifier":{"system":"urn:a:b","value":"1"},"entry":[\#(composition)]"#)),
    Example(
      "fhir.bundle.full-url Bundle.entry[0].fullUrl",
      bundle("collection", #""entry":[{"fullUrl":"Patient/1","resource":{"resourceType":"Patient","id":"1"}}]"#)),
    Example(
      "fhir.bundle.full-url.duplicate Bundle.entry[1].fullUrl",
      bundle(
        "collection",
        #""entry":[{"fullUrl":"http://a.org/Patient/1","resource":{"resourceType":"Patient","id":"1"}},{"fullUrl":"http://a.org/Patient/1","resource":{"resourceType":"Patient","id":"1"}}]"#
      )),
    Example(
      "fhir.bundle.unreachable Bundle.entry[1]",
      bundle(
        "document",
        #"\#(document)"entry":[\#(composition),{"fullUrl":"http://a.org/Patient/1","resource":{"resourceType":"Patient","id":"1"}}]"#
      )),
    Example(
      "fhir.bundle.link Bundle.link[1]",
      bundle("searchset", #""link":[{"relation":"self","url":"http://a"},{"relation":"self","url":"http://b"}]"#)),
  ]

  /// What is said of a resource: rule and path.
  static func findings(_ text: String, limit: Int = 1_000) throws -> [String] {
    var reader = JSONReader()
    let tree = try reader.read(Array(text.utf8), file: "a")
    var validator = Validator(limit: limit)
    return validator.validate(tree, findings: reader.diagnostics).findings.map {
      "\($0.rule.id) \($0.place.path ?? "")"
    }
  }

  @Test(arguments: wrong) func whatBreaksARuleIsFoundAndNothingElse(example: Example) throws {
    #expect(try Self.findings(example.text) == [example.finding])
  }

  static let right = [
    patient(#""birthDate":"2020-02-29","gender":"male","id":"a","name":[{"family":"a<b"}]"#), patient(div),
    patient(#""meta":{"tag":[{"system":"urn:a:b","code":"c"}]},"multipleBirthInteger":2147483647"#),
    #"{"resourceType":"Parameters"}"#, bundle("document", #"\#(document)"entry":[\#(composition)]"#),
    observation(##""subject":{"reference":"#p"},"contained":[{"resourceType":"Patient","id":"p","active":true}]"##),
    narrative("<div xmlns=\"http://www.w3.org/1999/xhtml\"><img src=\"a.png\" alt=\"\"/></div>"),
    observation(
      ##""contained":[{"resourceType":"Binary","id":"i","contentType":"image/png"}],"text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"><img src=\"#i\"/></div>"}"##
    ),
    bundle("collection", #""entry":[{"resource":\#(observation(#""subject":{"reference":"urn:oid:1.2.3"}"#))}]"#),
    observation(
      #""code":{"text":"a"},"valueQuantity":{"value":1.00,"system":"http://unitsofmeasure.org","code":"ug/mL"}"#
    )
    .replacing(#""code":{"text":"a"},"code""#, with: #""code""#),
  ]

  @Test(arguments: right) func whatBreaksNoRuleIsNotReported(text: String) throws {
    #expect(try Self.findings(text) == [])
  }

  @Test func aCauseIsReportedWithoutWhatFollows() throws {
    #expect(
      try Self.findings(#"{"resourceType":"Observation","status":"final","cod":{"text":"a"}}"#)
        == ["fhir.unknown-element Observation.cod"])
    #expect(
      try Self.findings(#"{"resourceType":"Patient","name":"a"}"#).allSatisfy { $0.hasSuffix(" Patient.name") })
  }

  @Test func whatIsThereTooOftenIsFoundWithoutTheReadersWord() throws {
    let text =
      #"<Basic xmlns="http://hl7.org/fhir"><code><text value="a"/></code><code><text value="b"/></code></Basic>"#
    var reader = XMLReader()
    let tree = try reader.read(Array(text.utf8), file: "a")
    var validator = Validator()
    let alone = validator.validate(tree).findings
    #expect(alone.map(\.rule.id) == ["fhir.cardinality.max"])
    let together = validator.validate(tree, findings: reader.diagnostics).findings
    #expect(together.map(\.rule.id) == ["xml.repeated"])
  }

  @Test func manyFindingsAreCut() throws {
    let names = Array(repeating: #"{"family":" a"}"#, count: 20).joined(separator: ",")
    let found = try Self.findings(Self.patient(#""name":[\#(names)]"#), limit: 10)
    #expect(found.count == 10)
    let late = try Self.findings(Self.patient(#""name":[\#(names)],"gender":"x""#), limit: 10)
    #expect(late.contains("fhir.binding.required Patient.gender"))
  }

  @Test func anInvalidTypeOfABundleIsNotRepeated() throws {
    var reader = JSONReader()
    let tree = try reader.read(
      Array(#"{"resourceType":"Bundle","type":"ZQX","total":1,"entry":[{"search":{"mode":"match"}}]}"#.utf8))
    var validator = Validator()
    let found = validator.validate(tree, findings: reader.diagnostics).findings
    #expect(found.contains { $0.rule == ValidationRule.requiredCode })
    #expect(!found.contains { $0.description.contains("ZQX") })
    #expect(!found.contains { $0.rule == ValidationRule.bundleContent })
  }

  @Test func whatIsNotCheckedIsListed() throws {
    var reader = JSONReader()
    let tree = try reader.read(
      Array(
        Self.observation(
          #""meta":{"profile":["http://a.org/p"]},"subject":{"reference":"Patient/1"},"extension":[{"url":"http://a.org/e","valueString":"a"}]"#
        ).utf8))
    var validator = Validator()
    let unchecked = validator.validate(tree).unchecked
    #expect(unchecked.profiles == ["http://a.org/p"])
    #expect(unchecked.extensions == ["http://a.org/e"])
    #expect(unchecked.references == 1)
  }
}

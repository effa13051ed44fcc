// Lessons about references and contained resources.

internal import FHIRValidation

extension Lesson {
  static let references = [
    Lesson(
      ValidationRule.referenceTarget,
      why: "A program follows a reference and finds something that it cannot use (FHIR R4, 2.3.0).",
      wrong: Snippet.observation(#""subject":{"reference":"Medication/1"}"#),
      right: Snippet.observation(#""subject":{"reference":"Patient/1"}"#)),
    Lesson(
      ValidationRule.referenceForm,
      why: "Only Type/id, an absolute URL, a URN or #id can be followed (FHIR R4, 2.3.0); a name belongs into display.",
      wrong: Snippet.observation(#""subject":{"reference":"patient 1"}"#),
      right: Snippet.observation(#""subject":{"display":"patient 1"}"#)),
    Lesson(
      ValidationRule.referenceContained,
      why: "A reference #id stays inside of its resource: if nothing there has the id, the content is lost.",
      wrong: Snippet.observation(##""subject":{"reference":"#p"}"##),
      right: Snippet.observation(
        ##""contained":[{"resourceType":"Patient","id":"p","active":true}],"subject":{"reference":"#p"}"##)),
    Lesson(
      ValidationRule.referenceInBundle,
      why:
        "What is sent as one piece must hold what it refers to by URN: nobody else can resolve a UUID that was made for the occasion (FHIR R4, 2.36.4).",
      wrong: transaction(of: "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0"), right: transaction(of: "Patient/1")),
    Lesson(
      ValidationRule.containedUnused,
      why: "A contained resource lives only through what refers to it (FHIR R4, the rule dom-3).",
      wrong: Snippet.observation(#""contained":[{"resourceType":"Patient","id":"p","active":true}]"#),
      right: Snippet.observation(
        ##""contained":[{"resourceType":"Patient","id":"p","active":true}],"subject":{"reference":"#p"}"##)),
    Lesson(
      ValidationRule.containedNested,
      why: "Ids of contained resources are looked for in the outermost one only (FHIR R4, the rule dom-2).",
      wrong: Snippet.observation(
        ##""contained":[{"resourceType":"Patient","id":"p","contained":[{"resourceType":"Organization","id":"o","name":"A"}]}],"subject":{"reference":"#p"}"##
      ),
      right: Snippet.observation(
        ##""contained":[{"resourceType":"Patient","id":"p","managingOrganization":{"reference":"#o"}},{"resourceType":"Organization","id":"o","name":"A"}],"subject":{"reference":"#p"}"##
      )),
    Lesson(
      ValidationRule.containedIdentity,
      why: "Without an id it cannot be referred to, and versions and labels are those of the whole (dom-4, dom-5).",
      wrong: Snippet.observation(
        ##""contained":[{"resourceType":"Patient","id":"p","meta":{"versionId":"1"}}],"subject":{"reference":"#p"}"##),
      right: Snippet.observation(
        ##""contained":[{"resourceType":"Patient","id":"p","active":true}],"subject":{"reference":"#p"}"##)),
  ]

  private static func transaction(of reference: String) -> String {
    let observation = Snippet.observation(#""subject":{"reference":"\#(reference)"}"#)
    return Snippet.bundle(
      "transaction", #""entry":[{"resource":\#(observation),"request":{"method":"POST","url":"Observation"}}]"#)
  }
}

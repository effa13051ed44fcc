// Lessons about Bundles.

internal import FHIRValidation

extension Lesson {
  static let bundles = [
    Lesson(
      ValidationRule.bundleEntry,
      why: "A server knows what to do with an entry only from its request (FHIR R4, 2.36, bdl-3).",
      wrong: Snippet.bundle("batch", #""entry":[{"resource":\#(active)}]"#),
      right: Snippet.bundle(
        "batch", #""entry":[{"resource":\#(active),"request":{"method":"POST","url":"Patient"}}]"#)),
    Lesson(
      ValidationRule.bundleContent,
      why: "A total counts the matches of a search; elsewhere it is taken for the number of entries (bdl-1).",
      wrong: Snippet.bundle("collection", #""total":1,"entry":[{"resource":\#(active)}]"#),
      right: Snippet.bundle("collection", #""entry":[{"resource":\#(active)}]"#)),
    Lesson(
      ValidationRule.fullURL,
      why:
        "References inside of the Bundle are resolved by fullUrl, and only an absolute one can be (FHIR R4, 2.36.4).",
      wrong: Snippet.bundle("collection", #""entry":[{"fullUrl":"Patient/1","resource":\#(patient)}]"#),
      right: Snippet.bundle(
        "collection", #""entry":[{"fullUrl":"https://fhir.invalid/Patient/1","resource":\#(patient)}]"#)),
    Lesson(
      ValidationRule.fullURLDuplicate,
      why: "A reference to the URL would lead to two resources (FHIR R4, bdl-7).",
      wrong: Snippet.bundle("collection", #""entry":[\#(entry("1")),\#(entry("1"))]"#),
      right: Snippet.bundle("collection", #""entry":[\#(entry("1"))]"#)),
    Lesson(
      ValidationRule.unreachable,
      why: "Whoever reads a document starts at the Composition, and never sees what nothing leads to (FHIR R4, 3.3.1).",
      wrong: document(""), right: document(#","subject":{"reference":"Patient/1"}"#)),
    Lesson(
      ValidationRule.bundleLink, why: "A client that turns pages takes one link of each kind (FHIR R4, 3.1.0.10).",
      wrong: Snippet.bundle(
        "searchset",
        #""link":[{"relation":"next","url":"https://fhir.invalid/?p=2"},{"relation":"next","url":"https://fhir.invalid/?p=3"}]"#
      ),
      right: Snippet.bundle("searchset", #""link":[{"relation":"next","url":"https://fhir.invalid/?p=2"}]"#)),
  ]

  private static let active = #"{"resourceType":"Patient","active":true}"#
  private static let patient = #"{"resourceType":"Patient","id":"1"}"#

  private static func entry(_ id: String) -> String {
    #"{"fullUrl":"https://fhir.invalid/Patient/\#(id)","resource":{"resourceType":"Patient","id":"\#(id)"}}"#
  }

  private static func document(_ subject: String) -> String {
    let composition =
      #"{"resourceType":"Composition","id":"c","status":"final","type":{"text":"Report"},"date":"2024-01-01","author":[{"display":"A"}],"title":"Report"\#(subject)}"#
    return Snippet.bundle(
      "document",
      #""identifier":{"system":"urn:oid:2.999.4","value":"1"},"timestamp":"2024-01-01T00:00:00Z","entry":[{"fullUrl":"https://fhir.invalid/Composition/c","resource":\#(composition)},\#(entry("1"))]"#
    )
  }
}

// Lessons about elements and their values.

internal import FHIRDefinitions
internal import FHIRValidation

extension Lesson {
  static let values = [
    Lesson(
      StructureRule.resourceTypeMissing, why: "Without a type nobody knows what the keys mean (FHIR R4, 2.6.2).",
      wrong: #"{"id":"a","active":true}"#, right: #"{"resourceType":"Patient","id":"a","active":true}"#),
    Lesson(
      StructureRule.resourceTypeUnknown,
      why: "A receiver drops what it does not know; most often the type is misspelt or of another version of FHIR.",
      wrong: #"{"resourceType":"Pateint","active":true}"#, right: #"{"resourceType":"Patient","active":true}"#),
    Lesson(
      StructureRule.unknownElement,
      why:
        "Most receivers drop an unknown element without a word. What FHIR has no element for goes into an extension.",
      wrong: Snippet.patient(#""birthdate":"1954-06-11""#), right: Snippet.patient(#""birthDate":"1954-06-11""#)),
    Lesson(
      ValidationRule.minimum,
      why: "Receivers rely on what is demanded: an Observation without status may be preliminary, or an error.",
      wrong: #"{"resourceType":"Observation","code":{"text":"Sodium"}}"#,
      right: #"{"resourceType":"Observation","status":"final","code":{"text":"Sodium"}}"#),
    Lesson(
      ValidationRule.maximum,
      why:
        "A receiver that has room for one takes the first, or the last, and nobody knows which. In a file the reader says it first: json.unexpected-array, json.duplicate-key, xml.repeated."
    ),
    Lesson(
      ValidationRule.empty,
      why: "An element that says nothing looks as if something had been lost (FHIR R4, the rule ele-1).",
      wrong: Snippet.patient(#""name":[{"id":"n1"}]"#),
      right: Snippet.patient(#""name":[{"id":"n1","family":"Test"}]"#)),
    Lesson(
      ValidationRule.format,
      why: "A date that does not exist, or a number with a comma, is refused or guessed at (FHIR R4, 2.24.0.1).",
      wrong: Snippet.patient(#""birthDate":"2021-02-29""#), right: Snippet.patient(#""birthDate":"2021-02-28""#)),
    Lesson(
      ValidationRule.whiteSpace,
      why: "Blanks at the ends are seen by no person and by every comparison (FHIR R4, 2.24.0.1).",
      wrong: Snippet.patient(#""name":[{"family":"Test "}]"#),
      right: Snippet.patient(#""name":[{"family":"Test"}]"#)),
    Lesson(
      ValidationRule.attachmentSize,
      why: "The size is how a receiver notices that data were cut (FHIR R4, Attachment).",
      wrong: Snippet.patient(#""photo":[{"contentType":"text/plain","data":"YWJj","size":4}]"#),
      right: Snippet.patient(#""photo":[{"contentType":"text/plain","data":"YWJj","size":3}]"#)),
    Lesson(
      ValidationRule.duplicateID,
      why: "An id is how other places point at an element; of two with one id nobody knows which is meant.",
      wrong: Snippet.patient(#""name":[{"id":"a","family":"A"},{"id":"a","family":"B"}]"#),
      right: Snippet.patient(#""name":[{"id":"a","family":"A"},{"id":"b","family":"B"}]"#)),
    Lesson(
      ValidationRule.identifierURI,
      why: "The system urn:ietf:rfc:3986 says that the value is a URI; a bare OID is one only behind urn:oid:.",
      wrong: Snippet.patient(#""identifier":[{"system":"urn:ietf:rfc:3986","value":"2.999.1"}]"#),
      right: Snippet.patient(#""identifier":[{"system":"urn:ietf:rfc:3986","value":"urn:oid:2.999.1"}]"#)),
    Lesson(
      ValidationRule.enableBehavior,
      why: "Whether a question is asked when all conditions hold, or any, changes what is answered (FHIR R4, que-12).",
      wrong: item(""), right: item(#""enableBehavior":"all","#)),
  ]

  private static func item(_ behavior: String) -> String {
    let condition = #"{"question":"a","operator":"exists","answerBoolean":true}"#
    return
      #"{"resourceType":"Questionnaire","status":"draft","item":[{"linkId":"b","type":"string",\#(behavior)"enableWhen":[\#(condition),\#(condition)]}]}"#
  }
}

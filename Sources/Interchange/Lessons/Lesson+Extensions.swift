// Lessons about extensions.

internal import FHIRValidation

extension Lesson {
  static let extensions = [
    Lesson(
      ValidationRule.extensionURL,
      why: "The URL is where the meaning of an extension is defined (FHIR R4, 2.4.0); a bare name is defined nowhere.",
      wrong: Snippet.patient(#""extension":[{"url":"shoeSize","valueInteger":42}]"#),
      right: Snippet.patient(#""extension":[{"url":"urn:oid:2.999.3","valueInteger":42}]"#)),
    Lesson(
      ValidationRule.extensionValue,
      why: "An extension is a value or a group of extensions; a receiver looks for one of them (FHIR R4, ext-1).",
      wrong: Snippet.patient(#""extension":[{"url":"urn:oid:2.999.3"}]"#),
      right: Snippet.patient(#""extension":[{"url":"urn:oid:2.999.3","valueInteger":42}]"#)),
    Lesson(
      ValidationRule.extensionOnID, why: "The id of a resource is a part of its address, not content (FHIR R4, 2.4.0).",
      wrong: Snippet.patient(
        #""id":"a","_id":{"extension":[{"url":"urn:oid:2.999.3","valueString":"b"}]},"active":true"#),
      right: Snippet.patient(#""id":"a","extension":[{"url":"urn:oid:2.999.3","valueString":"b"}],"active":true"#)),
    Lesson(
      ValidationRule.extensionContext,
      why: "Receivers look for an extension where it is defined to stand (FHIR R4, 5.3.4.1), and drop it elsewhere.",
      wrong: Snippet.patient(#""extension":[\#(birthTime)],"birthDate":"2020-01-01""#),
      right: Snippet.patient(#""birthDate":"2020-01-01","_birthDate":{"extension":[\#(birthTime)]}"#)),
    Lesson(
      ValidationRule.extensionModifier,
      why:
        "Whoever does not know a modifier must refuse the resource; among the others it would be passed over, and a harmless one would stop every receiver (FHIR R4, 2.4.0.1).",
      wrong: Snippet.patient(#""modifierExtension":[\#(religion)]"#),
      right: Snippet.patient(#""extension":[\#(religion)]"#)),
    Lesson(
      ValidationRule.extensionType,
      why: "A receiver reads the value by the key that the definition gives it.",
      wrong: Snippet.patient(
        #""birthDate":"2020-01-01","_birthDate":{"extension":[{"url":"\#(hl7)patient-birthTime","valueString":"10:00"}]}"#
      ),
      right: Snippet.patient(#""birthDate":"2020-01-01","_birthDate":{"extension":[\#(birthTime)]}"#)),
    Lesson(
      ValidationRule.extensionNested,
      why: "What stands inside of an extension is known by the names that its definition gives, and is else not found.",
      wrong: nationality("coode"), right: nationality("code")),
    Lesson(
      ValidationRule.extensionUnknown,
      why:
        "What stands below HL7's URL is defined by HL7: most likely the name is misspelt, or comes from another package or version.",
      wrong: Snippet.patient(
        #""birthDate":"2020-01-01","_birthDate":{"extension":[{"url":"\#(hl7)patient-birthtime","valueDateTime":"2020-01-01T10:00:00Z"}]}"#
      ),
      right: Snippet.patient(#""birthDate":"2020-01-01","_birthDate":{"extension":[\#(birthTime)]}"#)),
  ]

  private static let hl7 = "http://hl7.org/fhir/StructureDefinition/"
  private static let birthTime = #"{"url":"\#(hl7)patient-birthTime","valueDateTime":"2020-01-01T10:00:00Z"}"#
  private static let religion = #"{"url":"\#(hl7)patient-religion","valueCodeableConcept":{"text":"none"}}"#

  private static func nationality(_ name: String) -> String {
    Snippet.patient(
      #""extension":[{"url":"\#(hl7)patient-nationality","extension":[{"url":"\#(name)","valueCodeableConcept":{"text":"DK"}}]}]"#
    )
  }
}

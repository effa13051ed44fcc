// The URLs that documents read by a mapping carry in FHIR.

internal import FHIRCore

/// Extensions and systems of ours for what a mapping leaves beside the values.
enum MappingURLs {
  private static let extensions = OwnURLs.base + "extension:"
  /// R4's own: the text as it was printed, where writing the value would not give it again; a string.
  static let sourceText = "http://hl7.org/fhir/StructureDefinition/originalText"
  /// R4's own: the zone of a time, whose name the value cannot say; a code.
  static let zone = "http://hl7.org/fhir/StructureDefinition/tz-code"
  /// R4's own: why there is no value; a code.
  static let absent = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
  /// A node of the document that no element of FHIR holds, or how the document differs from what would be written.
  static let sourceNode = extensions + "source-node"
  /// The place of an item in its list, where items before it are missing; a whole number.
  static let sourcePosition = extensions + "source-position"
  /// The dialect and the encoding of the document.
  static let sourceDocument = extensions + "source-document"
  /// The system of the identifiers of documents: the SHA-256 of their canonical form.
  static let documents = OwnURLs.base + "documents"
  /// The namespace of the ids that are made of business keys.
  static let keys = OwnURLs.base + "mapping"
}

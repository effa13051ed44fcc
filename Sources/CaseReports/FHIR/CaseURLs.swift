// Every URL that a case writes into FHIR, in one place: ours, those of R4's core extensions, and code systems.

internal import FHIRCore

/// The URLs of this project that a case's bundle holds.
///
/// What R4 has no place for goes into a few small extensions; none of them carries a piece of the case file as a blob.
public enum CaseURLs {
  private static let extensions = OwnURLs.base + "extension:"
  private static let codeSystems = OwnURLs.base + "code-system:"

  /// Where something comes from: `statement` (each id), `quote`, `basis`; on any element.
  public static let source = extensions + "case-source"
  /// A remark on what has no `note` in R4: an Annotation.
  public static let note = extensions + "case-note"
  /// What made a treatment stop, for `statusReason` cannot refer: a Reference.
  public static let because = extensions + "case-because"
  /// The grade of an adverse event as printed: a string.
  public static let grade = extensions + "case-grade"
  /// When an adverse event began and ended, for it has only a date: a Period.
  public static let period = extensions + "case-period"
  /// The licence of the article: a string.
  public static let licence = extensions + "case-licence"
  /// HL7's own: why an element that must be there has no content, a code.
  static let dataAbsentReason = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
  /// A dose of a treatment that is no drug, for a Procedure has no dosage: a Dosage.
  public static let dose = extensions + "case-dose"

  /// How a result changed, without the claim of R4's codes that the change is significant.
  public static let trend = codeSystems + "case-trend"
  /// The `kind` of a condition, of a treatment that is no drug, and of pathology.
  public static let kind = codeSystems + "case-kind"

  /// The system of the identifiers that are the ids of the entries of one case.
  public static func identifiers(ofCase id: String) -> String { OwnURLs.base + "case:" + id }
  /// The system of the identifiers that are the ids of cases.
  public static let cases = OwnURLs.base + "cases"
}

/// Extensions that R4 itself defines.
enum CoreExtension {
  private static let base = "http://hl7.org/fhir/StructureDefinition/"
  static let relativeDateTime = base + "cqf-relativeDateTime"
  static let originalText = base + "originalText"
  static let dataAbsentReason = base + "data-absent-reason"
  static let assertedDate = base + "condition-assertedDate"
  static let dueTo = base + "condition-dueTo"
  static let related = base + "condition-related"
  static let procedureSchedule = base + "procedure-schedule"
}

/// Systems of codes and identifiers that others define.
enum CodeSystems {
  static let units = "http://unitsofmeasure.org"
  static let uris = "urn:ietf:rfc:3986"
  static let doi = "https://doi.org"
  static let conditionStatus = "http://terminology.hl7.org/CodeSystem/condition-clinical"
  static let conditionCertainty = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
  static let observationCategory = "http://terminology.hl7.org/CodeSystem/observation-category"
  static let diagnosticService = "http://terminology.hl7.org/CodeSystem/v2-0074"
  static let interpretation = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"
  static let dataAbsentReason = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
}

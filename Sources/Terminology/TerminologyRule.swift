// What can be wrong with a terminology resource.

public import FHIRCore

/// The rules that concept maps can break.
public enum TerminologyRule {
  /// The file is another resource, or none.
  public static let notAConceptMap = Rule(
    "terminology.map.type", .error, .refused, "A file of concepts is a FHIR ConceptMap.")
  /// An element that a translation needs is missing.
  public static let incompleteMap = Rule(
    "terminology.map.incomplete", .error, .refused,
    "A ConceptMap states the target of each group, the code of each element, and the code and equivalence of each target."
  )
  /// The equivalence is not one of R4's.
  public static let unknownEquivalence = Rule(
    "terminology.map.equivalence", .error, .refused, "The equivalence is a code of R4's ConceptMapEquivalence.")

  /// A table of codes is none.
  public static let concepts = Rule(
    "terminology.concepts", .error, .refused,
    "A table of codes for names has the columns that '--unmapped' writes, and one code for each name.")

  /// All of them.
  public static let all = [concepts, notAConceptMap, incompleteMap, unknownEquivalence]
}

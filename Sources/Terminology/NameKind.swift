// What a printed name can name; one concept map for each.

/// The kinds of names that a case report prints; each has a map of its own, for `PSA` is one thing in blood and
/// another in a stained tissue.
public enum NameKind: String, Sendable, Hashable, CaseIterable {
  /// Diagnoses, symptoms, signs and adverse events.
  case conditions
  /// Substances given as treatment.
  case drugs
  /// Words that interpret a measured value.
  case interpretations
  /// Tests of blood and other fluids.
  case laboratory
  /// How an investigation was done.
  case methods
  /// What is observed otherwise: age, disease status.
  case observations
  /// Findings in tissue.
  case pathology
  /// Operations, regimens, scans, nutrition.
  case procedures
  /// Investigations, by the code of their report.
  case reports
  /// Results in words.
  case results
  /// Routes of administration.
  case routes
  /// Severities.
  case severities
  /// Parts of a tumour stage, and their results.
  case staging
}

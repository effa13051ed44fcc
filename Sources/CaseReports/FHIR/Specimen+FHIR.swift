// What was examined ↔ Specimen.

internal import FHIRModels

extension Conversion {
  /// Adds the specimen of an investigation, if the article names one.
  ///
  /// - Returns: Its key.
  func addSpecimen(of investigation: CaseReport.Investigation, at path: String) -> ResourceKey? {
    guard let specimen = investigation.specimen else { return nil }
    let key = ResourceKey(type: "Specimen", name: investigation.id)
    let scribe = scribe(for: key, at: path)
    add(
      R4.Specimen(
        id: identity.id(of: key),
        identifier: [identity.identifier(investigation.id)],
        type: Self.text(scribe.take(specimen, "specimen", as: "type")),
        subject: patient
      ), as: key)
    return key
  }
}

// MARK: Back

extension Restoration {
  /// What was examined.
  func specimen(_ reference: BundleElement?) -> String? {
    guard let key = takeKey(reference, where: { $0.type == "Specimen" }) else { return nil }
    return entry(key)?.element.child("type")?.words
  }
}

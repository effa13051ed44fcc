// Where the bundle comes from: one Provenance over all resources, with the article as its source.

internal import FHIRCore
internal import FHIRModels

extension Conversion {
  /// Adds the Provenance of everything that was added before.
  ///
  /// R4 demands when it was recorded and by whom. The time is what the caller says, else absent with the reason
  /// `unknown`, for nothing comes from the clock; who it was, no report says.
  func addProvenance() {
    let key = ResourceKey.provenance
    var provenance = R4.Provenance(
      id: identity.id(of: key),
      target: resources.map { identity.reference(to: $0.key) },
      recorded: recordedAt,
      agent: [R4.Provenance.Agent(who: R4.Reference(extension: [.dataAbsentReason("unknown")]))],
      entity: articleReferences.map { R4.Provenance.Entity(role: .source, what: $0) })
    if recordedAt == nil { provenance[extensionsOf: "recorded"] = [.dataAbsentReason("unknown")] }
    add(provenance, as: key)
  }
}

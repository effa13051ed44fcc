// Where the bundle comes from: one Provenance over all resources, with the article as its source.

internal import FHIRCore
internal import FHIRModels

extension Conversion {
  /// Adds the Provenance of everything that was added before.
  ///
  /// R4 demands when it was recorded and by whom. The time is what the caller says, else absent with the reason
  /// `unknown`, for nothing comes from the clock; who it was, no report says.
  ///
  /// Dates that were given to anchors are named as sources too: they come from the caller, not from the article.
  func addProvenance() {
    let key = ResourceKey.provenance
    var provenance = R4.Provenance(
      id: identity.id(of: key),
      target: resources.map { identity.reference(to: $0.key) },
      recorded: recordedAt,
      agent: [R4.Provenance.Agent(who: R4.Reference(extension: [.dataAbsentReason("unknown")]))],
      entity: articleReferences.map { R4.Provenance.Entity(role: .source, what: $0) } + givenDates)
    if recordedAt == nil { provenance[extensionsOf: "recorded"] = [.dataAbsentReason("unknown")] }
    add(provenance, as: key)
  }

  private var givenDates: [R4.Provenance.Entity] {
    report.timeline.compactMap { anchor in
      given[anchor.id].map { date in
        R4.Provenance.Entity(
          role: .source,
          what: R4.Reference(
            identifier: identity.identifier(anchor.id), display: GivenDate.prefix + date.text))
      }
    }
  }
}

/// How a Provenance says that an anchor was given a date.
private enum GivenDate {
  static let prefix = "date given for this conversion: "
}

// MARK: Back

extension Restoration {
  /// The dates that were given to anchors: no part of the case, but what is made again has them.
  var anchorDates: AnchorDates {
    var dates = AnchorDates()
    for entity in entry(.provenance)?.element.children("entity") ?? [] {
      guard let what = entity.child("what"), let text = what.child("display")?.lexeme,
        text.hasPrefix(GivenDate.prefix), let id = what.child("identifier")?.child("value")?.lexeme,
        let date = FHIRDateTime(text: String(text.dropFirst(GivenDate.prefix.count)))
      else { continue }
      _ = dates.add(date, to: id)
    }
    return dates
  }
}

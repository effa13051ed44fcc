// The Provenance that says what document was read.

internal import FHIRCore

extension Elements {
  /// The Provenance among resources that says what document was read; none if there is none.
  func sourceDocument(among resources: [ElementID]) -> ElementID {
    resources.first { isSourceDocument($0) } ?? .none
  }

  /// Whether this is the Provenance that says what document was read.
  func isSourceDocument(_ id: ElementID) -> Bool {
    self[id].type == KnownType.provenance
      && children(id).contains { self.extension($0, MappingURLs.sourceDocument).exists }
  }

  /// What a Provenance says of the document: its `dialect` or its `encoding`.
  func part(_ name: String, ofSource id: ElementID) -> String? {
    guard id.exists else { return nil }
    for child in children(id) {
      let source = self.extension(child, MappingURLs.sourceDocument)
      guard source.exists else { continue }
      return text(self.extension(source, name), .valueString)
    }
    return nil
  }
}

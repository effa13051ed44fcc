// Note ↔ Annotation, in `note` where the resource has one, else in the extension case-note.

internal import FHIRCore
internal import FHIRModels

extension Conversion {
  /// The notes of an entry whose resource has `note`.
  func notes(_ notes: [CaseReport.Note], _ scribe: Scribe) -> [R4.Annotation] {
    notes.enumerated().map { annotation($1, scribe.part("notes[\($0)]", as: "note[\($0)]")) }
  }

  /// The notes of what has no `note` in R4.
  func noteExtensions(_ notes: [CaseReport.Note], _ scribe: Scribe) -> [R4.Extension] {
    notes.enumerated().map { index, note in
      let scribe = scribe.part("notes[\(index)]", as: "extension('\(CaseURLs.note)')[\(index)].value")
      return R4.Extension(url: CaseURLs.note, value: .annotation(annotation(note, scribe)))
    }
  }

  private func annotation(_ note: CaseReport.Note, _ scribe: Scribe) -> R4.Annotation {
    var annotation = R4.Annotation(
      extension: CaseSourceExtension.extensions(for: note, scribe), text: scribe.take(note.text, "text", as: "text"))
    if let at = note.at {
      annotation[primitive: "time", as: FHIRDateTime.self] = dateTime(
        Piece(value: at, path: "\(scribe.path).at"), scribe, as: "time")
    }
    return annotation
  }
}

// MARK: Back

extension Restoration {
  /// The notes of an element, in `note` or in the extension for what has none.
  func notes(_ element: BundleElement) -> [CaseReport.Note] {
    (element.children("note") + element.extensionValues(CaseURLs.note)).compactMap { annotation in
      guard let text = annotation.take("text") else { return nil }
      var note = CaseReport.Note(text: text)
      note.at = time(annotation.child("time"))
      CaseSourceExtension.read(annotation, into: &note)
      return note
    }
  }
}

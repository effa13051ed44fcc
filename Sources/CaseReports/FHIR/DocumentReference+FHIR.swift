// The article ↔ DocumentReference.

internal import FHIRCore
internal import FHIRModels

extension Conversion {
  /// Adds the article, if the case names one.
  func addArticle() {
    guard let source = report.source else { return }
    let key = ResourceKey.article
    let scribe = scribe(for: key, at: "source")
    var attachment = R4.Attachment(
      language: scribe.take(source.language, "language", as: "content[0].attachment.language"),
      title: scribe.take(source.citation, "citation", as: "content[0].attachment.title"))
    if let published = scribe.take(source.published, "published", as: "content[0].attachment.creation") {
      attachment[primitive: "creation", as: FHIRDateTime.self] = R4.Primitive<FHIRDateTime>(lexeme: published)
    }
    if source.language == nil, source.citation == nil, source.published == nil {
      // R4 demands the attachment, and an element needs some content (ele-1).
      attachment = R4.Attachment(extension: [R4.Extension(url: CaseURLs.dataAbsentReason, value: .code("unknown"))])
    }
    add(
      R4.DocumentReference(
        id: identity.id(of: key),
        extension: scribe.take(source.licence, "licence", as: "extension('\(CaseURLs.licence)').value").map {
          [R4.Extension(url: CaseURLs.licence, value: .string(R4.Primitive($0)))]
        } ?? [],
        masterIdentifier: scribe.take(source.doi, "doi", as: "masterIdentifier.value").map {
          R4.Identifier(system: CodeSystems.doi, value: $0)
        },
        identifier: [identity.identifier(key.name)],
        status: .current,
        subject: patient,
        author: source.authors.enumerated().map { index, author in
          R4.Reference(display: scribe.take(author, "authors[\(index)]", as: "author[\(index)].display"))
        },
        content: [R4.DocumentReference.Content(attachment: attachment)]
      ), as: key)
  }

  /// What is derived from the article says so.
  var articleReferences: [R4.Reference] {
    report.source == nil ? [] : [identity.reference(to: .article)]
  }
}

// MARK: Back

extension Restoration {
  /// The article.
  func source() -> CaseReport.Source? {
    guard let article = entry(.article)?.element else { return nil }
    let attachment = article.child("content")?.child("attachment")
    let identifier = article.child("masterIdentifier")
    return CaseReport.Source(
      citation: attachment?.take("title"),
      authors: article.children("author").compactMap { $0.take("display") },
      doi: identifier?.child("system")?.lexeme == CodeSystems.doi ? identifier?.take("value") : nil,
      published: attachment?.take("creation"),
      licence: article.takeExtension(CaseURLs.licence),
      language: attachment?.take("language"))
  }
}

// The article that a case is taken from.

extension CaseReport {
  /// The article.
  public struct Source: Codable, Hashable, Sendable {
    /// How the article is cited.
    public var citation: String?
    /// The authors as printed, in the order of the article.
    public var authors: [String]
    /// The DOI, without a prefix.
    public var doi: String?
    /// When it was published: a year, a month or a day.
    public var published: String?
    /// Under which licence the article may be used.
    public var licence: String?
    /// The language of the article (BCP 47).
    public var language: String?

    /// Cites an article.
    public init(
      citation: String? = nil, authors: [String] = [], doi: String? = nil, published: String? = nil,
      licence: String? = nil, language: String? = nil
    ) {
      self.citation = citation
      self.authors = authors
      self.doi = doi
      self.published = published
      self.licence = licence
      self.language = language
    }
  }
}

// Where a statement comes from ↔ the extension case-source: statement ids, the words of the article, the basis.

internal import FHIRModels

/// The extension `case-source`, on any element.
enum CaseSourceExtension {
  /// How something is known that the article does not state.
  enum Basis: String, Hashable, Sendable, CaseIterable {
    /// It follows from what is stated.
    case derived
    /// The author of the case file, or a concept map, takes it so.
    case assumed
    /// It is a copy of what stands with another entry; dropped on the way back while it still equals that.
    case inherited
  }

  static let inherited = basis(.inherited)
  static let derived = basis(.derived)
  static let assumed = basis(.assumed)

  /// The path of the extension below the element that has it.
  static let path = "extension('\(CaseURLs.source)')"

  private static func basis(_ basis: Basis) -> R4.Extension {
    R4.Extension(extension: [part("basis", .code(R4.Primitive(basis.rawValue)))], url: CaseURLs.source)
  }

  private static func part(_ url: String, _ value: R4.Extension.Value) -> R4.Extension {
    R4.Extension(url: url, value: value)
  }

  /// The extension for what a statement says of its source; nothing if it says nothing.
  static func extensions(for stated: some CaseReport.Stated, _ scribe: Scribe) -> [R4.Extension] {
    var parts: [R4.Extension] = []
    for (index, id) in stated.states.enumerated() {
      scribe.record("states[\(index)]", as: "\(path).extension('statement')[\(index)].value")
      parts.append(part("statement", .string(R4.Primitive(id))))
    }
    if let quote = scribe.take(stated.quote, "quote", as: "\(path).extension('quote').value") {
      parts.append(part("quote", .string(R4.Primitive(quote))))
    }
    if let basis = scribe.take(stated.basis, "basis", as: "\(path).extension('basis').value") {
      parts.append(part("basis", .code(R4.Primitive(basis.rawValue))))
    }
    return parts.isEmpty ? [] : [R4.Extension(extension: parts, url: CaseURLs.source)]
  }
}

// MARK: Back

extension CaseSourceExtension {
  /// Reads what an element says of its source.
  static func read(_ element: BundleElement, into stated: inout some CaseReport.Stated) {
    for source in element.extensions(CaseURLs.source) {
      stated.states += source.extensionValues("statement").compactMap { $0.take() }
      if let quote = source.takeExtension("quote") { stated.quote = quote }
      if let basis = source.extensionValues("basis").first?.take(as: CaseReport.Basis.self) { stated.basis = basis }
    }
  }

  /// Whether an element is marked as known in a way, which is thereby read.
  static func isMarked(_ element: BundleElement?, _ basis: Basis) -> Bool {
    guard let element else { return false }
    return element.extensions(CaseURLs.source).contains { source in
      source.extensionValues("basis").contains { value in
        guard value.lexeme == basis.rawValue else { return false }
        value.take()
        return true
      }
    }
  }
}

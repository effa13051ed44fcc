// Extensions, by their URLs.

internal import FHIRCore
internal import FHIRDefinitions

extension Elements {
  /// The text of an element's child; nil if it has none.
  func text(_ id: ElementID, _ known: KnownElement) -> String? {
    let child = child(id, known.name)
    return hasValue(child) ? string(child) : nil
  }

  /// The first extension with a URL from a child on.
  func nextExtension(_ url: String, from first: ElementID) -> ElementID {
    var next = first
    while next.exists {
      if self[next].name == KnownElement.extension.name, says(child(next, KnownElement.url.name), url) { break }
      next = nextSibling(next)
    }
    return next
  }

  /// The first extension of an element with a URL.
  func `extension`(_ id: ElementID, _ url: String) -> ElementID { nextExtension(url, from: firstChild(id)) }

  /// All extensions of an element with a URL.
  func extensions(_ id: ElementID, _ url: String) -> [ElementID] {
    var found: [ElementID] = []
    var next = self.extension(id, url)
    while next.exists {
      found.append(next)
      next = nextExtension(url, from: nextSibling(next))
    }
    return found
  }

  /// Adds an extension, whose value is a text if one is given.
  @discardableResult
  mutating func addExtension(_ url: String, _ text: String? = nil, to id: ElementID) -> ElementID {
    let made = add(.extension, to: id)
    add(.url, url, to: made)
    if let text { add(.valueString, text, to: made) }
    return made
  }
}

// What a document has that the lines alone would not write again, stored in the FHIR where it belongs.

internal import FHIRCore

/// How one place of a document differs from what its lines give.
struct SourceException {
  enum Kind {
    /// An attribute that no element of FHIR holds.
    case attribute(String, String)
    /// An element, as XML.
    case element(String)
    case text(String)
    /// For each node that would be written, the position where it stood.
    case order([Int])
    /// Something would be written that was not there: `@unit`, `note[2]`.
    case absent(String)
  }

  /// What a carried node stands behind; by what it is and not by a number, for what is written may be edited.
  enum Anchor {
    /// The beginning of its parent.
    case start
    /// A child element that was printed, by name and number: `note[2]`; or `text()`.
    case step(String)
    /// The element that a resource became, by the URL of the resource.
    case resource(String)
  }

  let kind: Kind
  /// The element, from the one that the resource was made of.
  let path: String
  var after = Anchor.start
  var isKept = false

  /// Stores the exception in a resource, or in an item of a list.
  func add(to owner: Draft) {
    guard let stored = owner.addExtension(MappingURLs.sourceNode) else { return }
    func part(_ url: String) -> Draft? {
      let part = stored.add("extension")
      part?.add("url", url)
      return part
    }
    func add(_ url: String, _ text: String) { part(url)?.add("valueString", text) }
    if !path.isEmpty { add("path", path) }
    switch kind {
    case .attribute(let name, let value):
      part("kind")?.add("valueCode", "attribute")
      add("name", name)
      if !value.isEmpty { add("value", value) }
    case .element(let xml):
      part("kind")?.add("valueCode", "element")
      add("value", xml)
    case .text(let text):
      part("kind")?.add("valueCode", "text")
      add("value", text)
    case .order(let positions):
      part("kind")?.add("valueCode", "order")
      add("value", positions.map(String.init).joined(separator: " "))
    case .absent(let name):
      part("kind")?.add("valueCode", "absent")
      add("name", name)
    }
    switch after {
    case .start: break
    case .step(let step): add("after", step)
    case .resource(let url): part("afterResource")?.add("valueReference")?.add("reference", url)
    }
    if isKept { part("status")?.add("valueCode", "kept") }
  }
}

extension SourceException {
  /// Takes an exception from the extension that stores it; nil if it is none.
  init?(_ stored: Draft) {
    var parts: [String: String] = [:]
    for part in stored.children where part.name == "extension" {
      parts[part.text("url") ?? ""] = part.text("value") ?? part.child("value")?.text("reference")
    }
    switch parts["kind"] {
    case "attribute": kind = .attribute(parts["name"] ?? "", parts["value"] ?? "")
    case "element": kind = .element(parts["value"] ?? "")
    case "text": kind = .text(parts["value"] ?? "")
    case "order": kind = .order((parts["value"] ?? "").split(separator: " ").compactMap { Int($0) })
    case "absent": kind = .absent(parts["name"] ?? "")
    default: return nil
    }
    path = parts["path"] ?? ""
    after = parts["afterResource"].map(Anchor.resource) ?? parts["after"].map(Anchor.step) ?? .start
    isKept = parts["status"] == "kept"
  }
}

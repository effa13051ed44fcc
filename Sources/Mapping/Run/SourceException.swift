// What a document has that the lines alone would not write again, stored in the FHIR where it belongs.

internal import FHIRCore

/// How one place of a document differs from what its lines give.
struct SourceException {
  enum Kind {
    /// An attribute that no element of FHIR holds.
    case attribute(String, String)
    /// An element, as XML, and its position among what its parent contains.
    case element(String, position: Int)
    case text(String, position: Int)
    /// For each node that would be written, the position where it stood.
    case order([Int])
    /// Something would be written that was not there: `@unit`, `note[2]`.
    case absent(String)
  }

  let kind: Kind
  /// The element, from the one that the resource was made of.
  let path: String
  let isKept: Bool

  init(_ kind: Kind, _ path: String, isKept: Bool = false) {
    self.kind = kind
    self.path = path
    self.isKept = isKept
  }

  /// Stores the exception in a resource.
  func add(to owner: Draft) {
    guard let stored = owner.addExtension(MappingURLs.sourceNode) else { return }
    func add(_ url: String, _ key: String, _ value: String) {
      let part = stored.add("extension")
      part?.add("url", url)
      part?.add(key, value)
    }
    if !path.isEmpty { add("path", "valueString", path) }
    switch kind {
    case .attribute(let name, let value):
      add("kind", "valueCode", "attribute")
      add("name", "valueString", name)
      if !value.isEmpty { add("value", "valueString", value) }
    case .element(let xml, let position):
      add("kind", "valueCode", "element")
      add("position", "valueUnsignedInt", String(position))
      add("value", "valueString", xml)
    case .text(let text, let position):
      add("kind", "valueCode", "text")
      add("position", "valueUnsignedInt", String(position))
      add("value", "valueString", text)
    case .order(let positions):
      add("kind", "valueCode", "order")
      add("value", "valueString", positions.map(String.init).joined(separator: " "))
    case .absent(let name):
      add("kind", "valueCode", "absent")
      add("name", "valueString", name)
    }
    if isKept { add("status", "valueCode", "kept") }
  }

  /// Takes an exception from the extension that stores it; nil if it is none.
  init?(_ stored: Draft) {
    var parts: [String: String] = [:]
    for part in stored.children where part.name == "extension" { parts[part.text("url") ?? ""] = part.text("value") }
    let position = parts["position"].flatMap { Int($0) } ?? 0
    switch parts["kind"] {
    case "attribute": kind = .attribute(parts["name"] ?? "", parts["value"] ?? "")
    case "element": kind = .element(parts["value"] ?? "", position: position)
    case "text": kind = .text(parts["value"] ?? "", position: position)
    case "order": kind = .order((parts["value"] ?? "").split(separator: " ").compactMap { Int($0) })
    case "absent": kind = .absent(parts["name"] ?? "")
    default: return nil
    }
    path = parts["path"] ?? ""
    isKept = parts["status"] == "kept"
  }
}

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
    /// Another spelling than the first: `CWE.1[1]` is `CE.1`.
    case spelling(String, String)
    /// The text at a path by which an alternative was chosen, where another would be written; nil if there was none.
    case label(String, String?)
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

  /// When it is put back: what was absent is taken away first, and the order comes last.
  var rank: Int {
    switch kind {
    case .absent: 0
    case .order: 2
    default: 1
    }
  }

  /// Stores the exception in a resource, or in an item of a list.
  func add(to owner: ElementID, _ fhir: inout Elements) {
    let stored = fhir.addExtension(MappingURLs.sourceNode, to: owner)
    func part(_ url: String) -> ElementID { fhir.addExtension(url, to: stored) }
    func add(_ url: String, _ text: String) { fhir.add(.valueString, text, to: part(url)) }
    func kind(_ code: String) { fhir.add(.valueCode, code, to: part("kind")) }
    if !path.isEmpty { add("path", path) }
    switch self.kind {
    case .attribute(let name, let value):
      kind("attribute")
      add("name", name)
      if !value.isEmpty { add("value", value) }
    case .element(let xml):
      kind("element")
      add("value", xml)
    case .text(let text):
      kind("text")
      add("value", text)
    case .order(let positions):
      kind("order")
      add("value", positions.map(String.init).joined(separator: " "))
    case .absent(let name):
      kind("absent")
      add("name", name)
    case .spelling(let name, let spelling):
      kind("spelling")
      add("name", name)
      add("value", spelling)
    case .label(let name, let label):
      // R4 has no empty strings, and no text is not the same as an empty one.
      kind(label == "" ? "empty-label" : "label")
      add("name", name)
      if let label, !label.isEmpty { add("value", label) }
    }
    switch after {
    case .start: break
    case .step(let step): add("after", step)
    case .resource(let url): fhir.add("reference", url, to: fhir.add("valueReference", to: part("afterResource")))
    }
    if isKept { fhir.add(.valueCode, "kept", to: part("status")) }
  }
}

extension SourceException {
  /// Takes an exception from the extension that stores it; nil if it is none.
  init?(_ stored: ElementID, _ fhir: Elements) {
    var parts: [String: String] = [:]
    for part in fhir.children(stored) where fhir[part].name == KnownElement.extension.name {
      let value = fhir.child(part, KnownElement.valueString.name)
      let reference = fhir.child(value, KnownElement.reference.name)
      let text = fhir.hasValue(value) ? value : reference
      parts[fhir.text(part, .url) ?? ""] = fhir.hasValue(text) ? fhir.string(text) : nil
    }
    switch parts["kind"] {
    case "attribute": kind = .attribute(parts["name"] ?? "", parts["value"] ?? "")
    case "element": kind = .element(parts["value"] ?? "")
    case "text": kind = .text(parts["value"] ?? "")
    case "order": kind = .order((parts["value"] ?? "").split(separator: " ").compactMap { Int($0) })
    case "absent": kind = .absent(parts["name"] ?? "")
    case "spelling": kind = .spelling(parts["name"] ?? "", parts["value"] ?? "")
    case "label": kind = .label(parts["name"] ?? "", parts["value"])
    case "empty-label": kind = .label(parts["name"] ?? "", "")
    default: return nil
    }
    path = parts["path"] ?? ""
    after = parts["afterResource"].map(Anchor.resource) ?? parts["after"].map(Anchor.step) ?? .start
    isKept = parts["status"] == "kept"
  }
}

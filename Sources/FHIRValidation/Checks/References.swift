// Whether references are written as references, lead to something, and to something that may stand there
// (FHIR R4, 2.3.0).

internal import FHIRCore
internal import FHIRDefinitions

extension Walk {
  /// How references are written and what they lead to, when all of the tree has been seen.
  mutating func checkReferences() {
    let contained = ContainedResources(self)
    // In the rest of a Bundle only its own; those of entries are judged with them.
    for reference in references where part != .rest || owner(of: reference.element) == 0 {
      guard let value = child(reference.element, names.reference), let text = text(value) else { continue }
      let target = ReferenceText(text, definitions)
      if target.form == .unknown {
        find(
          value, ValidationRule.referenceForm, "expected a reference",
          hint: "write Type/id, an absolute URL, urn:uuid:…, urn:oid:… or #id of a contained resource")
      }
      let types = types(target, at: reference.element, contained)
      guard !reference.targets.isEmpty, !reference.targets.contains("Resource") else { continue }
      for type in types where !reference.targets.contains(type) {
        find(
          reference.element, ValidationRule.referenceTarget,
          "expected a reference to \(reference.targets.joined(separator: " or ")), found one to \(type)")
      }
    }
  }

  /// The types of what a reference leads to; reports one that should lead to something and does not.
  private mutating func types(
    _ target: ReferenceText, at element: UInt32, _ contained: ContainedResources
  ) -> [String] {
    switch target.form {
    case .contained:
      let container = container(of: element)
      if target.id.isEmpty { return [typeName(container)] }
      let found = contained.resources(target.id, in: container)
      if found.isEmpty {
        find(
          element, ValidationRule.referenceContained, "expected a contained resource with the id of this reference",
          hint: "add it to 'contained' of the resource, or refer to it by its URL")
      }
      return found.map { typeName($0) }
    case .relative, .absolute, .urn: return entryTypes(target, at: element)
    case .conditional:
      unchecked.references += 1
      return target.type.map { [$0] } ?? []
    case .unknown: return []
    }
  }

  /// The types of the entries that a reference leads to, or the one that it names.
  private mutating func entryTypes(_ target: ReferenceText, at element: UInt32) -> [String] {
    let container = container(of: element)
    let entry = entry(of: container)
    let found = bundle?.index.target(target, base: entry.map { base(of: $0) } ?? "")
    if let entry, let found, bundle?.index.type == "document" {
      let number = number(of: entry)
      bundle?.reach.join(number, Int(found.target.first))
    }
    let isDemanded = isDemanded(element)
    if let found, found.target.count > 1, isDemanded, target.version == nil {
      find(
        element, ValidationRule.referenceInBundle,
        "expected one entry for this reference, found \(found.target.count)")
    } else if found == nil, isDemanded || target.form == .urn && bundle?.index.isClosed == true {
      find(
        element, ValidationRule.referenceInBundle, "expected an entry of the Bundle for this reference",
        hint: bundle?.index.hint(target, definitions))
    } else if found == nil {
      unchecked.references += 1
    }
    guard let found else { return target.type.map { [$0] } ?? [] }
    return found.types.map { definitions.typeName($0) }
  }

  /// What completes the relative references of an entry: its URL before the type and id of its resource.
  private func base(of entry: UInt32) -> String {
    guard let url = text(entry, names.fullUrl), let resource = child(entry, names.resource),
      let id = text(resource, names.id)
    else { return "" }
    let end = "\(typeName(resource))/\(id)"
    return url.hasSuffix("/" + end) ? String(url.dropLast(end.count)) : ""
  }

  /// Whether the Bundle must hold what a reference leads to: those of a document's Composition and a message's header.
  private func isDemanded(_ element: UInt32) -> Bool {
    let owner = owner(of: element)
    guard let bundle, let entry = entry(of: owner), number(of: entry) == bundle.index.firstResource else {
      return false
    }
    switch bundle.index.type {
    case "document": return typeName(owner) == "Composition"
    case "message": return tree.names.string(tree.records[Int(element)].name) == "focus"
    default: return false
    }
  }

  /// A canonical URL that leads to a definition at hand, which may be of another kind.
  mutating func checkCanonical(_ id: UInt32, _ targets: [String]) {
    guard let text = text(id), !targets.contains("Resource") else { return }
    let url = String(text.prefix { $0 != "|" })
    let found =
      definitions.valueSet(url) != nil
      ? "ValueSet" : definitions.codeSystem(url) != nil ? "CodeSystem" : nil
    guard let found, !targets.contains(found) else { return }
    find(
      id, ValidationRule.referenceTarget,
      "expected the URL of a \(targets.joined(separator: " or ")), found that of a \(found)")
  }
}

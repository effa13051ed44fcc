// Whether references are written as references, lead to something, and to something that may stand there
// (FHIR R4, 2.3.0).

internal import FHIRCore
internal import FHIRDefinitions

extension Walk {
  /// How a Reference is written; what it leads to is judged at the end.
  mutating func checkReferenceForm(_ id: UInt32) {
    guard let text = text(id, names.reference) else { return }
    let target = ReferenceText(text, definitions)
    if target.form == .unknown {
      find(
        child(id, names.reference) ?? id, ValidationRule.referenceForm, "expected a reference",
        hint: "write Type/id, an absolute URL, urn:uuid:…, urn:oid:… or #id of a contained resource")
    }
  }

  /// What the references of the whole tree lead to.
  mutating func checkReferences() {
    let index = ResourceIndex(self)
    for reference in references {
      guard let text = text(reference.element, names.reference) else { continue }
      let target = ReferenceText(text, definitions)
      let found = resolve(target, at: reference.element, index)
      let types = found.isEmpty ? target.type.map { [$0] } ?? [] : found.map { typeName($0) }
      guard !reference.targets.isEmpty, !reference.targets.contains("Resource") else { continue }
      for type in types where !reference.targets.contains(type) {
        find(
          reference.element, ValidationRule.referenceTarget,
          "expected a reference to \(reference.targets.joined(separator: " or ")), found one to \(type)")
      }
    }
  }

  /// The resources of the tree that a reference leads to; reports those that should lead to one and do not.
  private mutating func resolve(_ target: ReferenceText, at element: UInt32, _ index: ResourceIndex) -> [UInt32] {
    switch target.form {
    case .contained:
      let container = container(of: element)
      if target.id.isEmpty { return [container] }
      let found = index.contained(target.id, in: container)
      if found.isEmpty {
        find(
          element, ValidationRule.referenceContained, "expected a contained resource with the id of this reference",
          hint: "add it to 'contained' of the resource, or refer to it by its URL")
      }
      return found
    case .relative, .absolute, .urn:
      let found = index.entries(target, from: owner(of: element))
      let isDemanded = isDemanded(element, index)
      if found.count > 1, isDemanded, target.version == nil {
        find(element, ValidationRule.referenceInBundle, "expected one entry for this reference, found \(found.count)")
      } else if found.isEmpty, isDemanded || target.form == .urn && index.isClosed {
        find(
          element, ValidationRule.referenceInBundle, "expected an entry of the Bundle for this reference",
          hint: index.hint(target))
      } else if found.isEmpty {
        unchecked.references += 1
      }
      return found
    case .conditional:
      unchecked.references += 1
      return []
    case .unknown: return []
    }
  }

  /// Whether the Bundle must hold what a reference leads to: those of a document's Composition and a message's header.
  private func isDemanded(_ element: UInt32, _ index: ResourceIndex) -> Bool {
    switch index.bundleType {
    case "document": index.first == owner(of: element) && typeName(owner(of: element)) == "Composition"
    case "message":
      index.first == owner(of: element) && tree.names.string(tree.records[Int(element)].name) == "focus"
    default: false
    }
  }

  /// The resource to which an element belongs, contained ones included.
  func owner(of element: UInt32) -> UInt32 { owners[Int(element)] }

  /// The resource that holds what is contained: that of the element, or the one around it.
  func container(of element: UInt32) -> UInt32 {
    let owner = owners[Int(element)]
    let record = tree.records[Int(owner)]
    return record.name == names.contained && record.parent != ElementRecord.none ? owners[Int(record.parent)] : owner
  }
}

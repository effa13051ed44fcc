// What holds for contained resources (FHIR R4, 2.3.0.4: the rules dom-2 to dom-5 in words).

internal import FHIRCore

extension Walk {
  /// Every contained resource: named, used, without others inside.
  mutating func checkContained() {
    guard resources.contains(where: { tree.records[Int($0)].name == names.contained }) else { return }
    let used = usedFragments()
    for id in resources where tree.records[Int(id)].name == names.contained {
      let container = container(of: id)
      if tree.records[Int(container)].name == names.contained {
        find(id, ValidationRule.containedNested, "expected no contained resource in a contained one")
        continue
      }
      checkIdentity(id)
      guard let key = text(id, names.id) else {
        find(id, ValidationRule.containedIdentity, "expected an id", hint: "what is contained is referred to by '#id'")
        continue
      }
      let refersBack = used[container]?.contains("\(id)>") == true
      if used[container]?.contains(key) != true, !refersBack {
        find(
          id, ValidationRule.containedUnused, "expected a reference to this contained resource",
          hint: "refer to it by '#' and its id, or leave it out")
      }
    }
  }

  private mutating func checkIdentity(_ id: UInt32) {
    guard let meta = child(id, names.meta) else { return }
    for name in [names.versionId, names.lastUpdated, names.security] {
      guard let element = child(meta, name) else { continue }
      find(
        element, ValidationRule.containedIdentity,
        "expected no \(tree.names.string(name)) in a contained resource")
    }
  }

  /// The ids that are referred to by `#id` within each resource; `N>` where resource N refers to its container by `#`.
  private func usedFragments() -> [UInt32: Set<String>] {
    var used: [UInt32: Set<String>] = [:]
    for id in fragments {
      let text = String(decoding: tree.lexeme(id).dropFirst(), as: UTF8.self)
      let owner = owner(of: id)
      let container = container(of: id)
      if text.isEmpty {
        used[container, default: []].insert("\(owner)>")
      } else if self.text(owner, names.id) != text || owner == container {
        used[container, default: []].insert(text)
      }
    }
    for (narrative, id) in usedInNarrative { used[container(of: narrative), default: []].insert(id) }
    return used
  }
}

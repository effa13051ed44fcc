// Ids stand once (FHIR R4, 2.26.0.3).

internal import FHIRCore

extension Walk {
  /// The ids of elements within each resource, and of contained resources within theirs.
  mutating func checkIDs() {
    guard identified.count > 1 else { return }
    var seen: Set<String> = []
    for id in identified {
      let parent = tree.records[Int(id)].parent
      guard parent != ElementRecord.none, let text = text(id) else { continue }
      let isResource = owners[Int(parent)] == parent
      if isResource, tree.records[Int(parent)].name != names.contained { continue }
      // The same definition stands in a snapshot and a differential, by the same id.
      let isDefinition = typeName(parent) == "ElementDefinition"
      let scope = isResource ? container(of: parent) : isDefinition ? tree.records[Int(parent)].parent : owner(of: id)
      if !seen.insert("\(isResource ? "r" : "e")\(scope) \(text)").inserted {
        find(parent, ValidationRule.duplicateID, "expected an id that stands nowhere else in the resource")
      }
    }
  }
}

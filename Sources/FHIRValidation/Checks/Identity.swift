// Ids stand once (FHIR R4, 2.26.0.3), and identifiers that say they are URIs are URIs.

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

  /// An identifier whose system says that its value is a URI (2.24.0.16, Identifier.system).
  mutating func checkIdentifier(_ id: UInt32) {
    guard text(id, names.system) == "urn:ietf:rfc:3986", let value = child(id, names.value),
      tree.records[Int(value)].kind == .string
    else { return }
    if !URIFormat.isAbsolute(tree.lexeme(value).span) {
      find(
        value, ValidationRule.identifierURI, "expected a URI, as the system of this identifier says",
        hint: "an OID is written urn:oid:…, a UUID urn:uuid:…")
    }
  }
}

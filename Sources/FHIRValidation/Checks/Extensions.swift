// What holds for extensions, whatever they mean (FHIR R4, 2.4.0).

internal import FHIRCore

extension Walk {
  /// An extension: its URL, and a value or extensions.
  mutating func checkExtension(_ id: UInt32) {
    let record = tree.records[Int(id)]
    let isNested = record.parent != ElementRecord.none && tree.records[Int(record.parent)].type == record.type
    let hasValue = child(id, names.value) != nil
    let hasExtensions = child(id, names.extension) != nil
    if hasValue, hasExtensions {
      find(id, ValidationRule.extensionValue, "expected a value or extensions, found both")
    } else if !hasValue, !hasExtensions {
      find(id, ValidationRule.extensionValue, "expected a value or extensions, found neither")
    }
    if let url = child(id, names.url), !isNested {
      let bytes = tree.lexeme(url)
      if !bytes.isEmpty, URIFormat.fault(in: bytes.span) == nil, !URIFormat.isAbsolute(bytes.span) {
        find(url, ValidationRule.extensionURL, "expected an absolute URL")
      } else if let text = text(url) {
        unchecked.extensions.insert(text)
      }
    }
    if record.parent != ElementRecord.none { checkNoExtensionOnID(id, tree.records[Int(record.parent)]) }
  }

  private mutating func checkNoExtensionOnID(_ id: UInt32, _ parent: ElementRecord) {
    guard parent.name == names.id, parent.parent != ElementRecord.none, owners[Int(parent.parent)] == parent.parent
    else { return }
    find(id, ValidationRule.extensionOnID, "expected no extension on the id of a resource")
  }
}

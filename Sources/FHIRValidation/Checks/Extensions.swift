// What holds for extensions, whatever they mean (FHIR R4, 2.4.0).

internal import FHIRCore

extension Walk {
  /// An extension: its URL, and a value or extensions; then what its definition says, if that is at hand.
  mutating func checkExtension(_ id: UInt32) {
    let record = tree.records[Int(id)]
    let hasValue = child(id, names.value) != nil
    let hasExtensions = child(id, names.extension) != nil
    if hasValue, hasExtensions {
      find(id, ValidationRule.extensionValue, "expected a value or extensions, found both")
    } else if !hasValue, !hasExtensions {
      find(id, ValidationRule.extensionValue, "expected a value or extensions, found neither")
    }
    if let url = child(id, names.url), let text = text(url) {
      let isNested = isNested(id)
      let bytes = tree.lexeme(url)
      if !isNested, !bytes.isEmpty, URIFormat.fault(in: bytes.span) == nil, !URIFormat.isAbsolute(bytes.span) {
        find(url, ValidationRule.extensionURL, "expected an absolute URL")
      } else if let plan = plan(ofExtension: id) {
        check(id, by: plan, isNested: isNested)
      } else if !isNested {
        checkUnknown(url, text)
      }
    }
    if record.parent != ElementRecord.none { checkNoExtensionOnID(id, tree.records[Int(record.parent)]) }
  }

  /// Whether an extension stands inside of another, which names it.
  func isNested(_ id: UInt32) -> Bool {
    let record = tree.records[Int(id)]
    return record.parent != ElementRecord.none && tree.records[Int(record.parent)].type == record.type
  }

  /// What is defined by HL7 is known; others may define what they like.
  private mutating func checkUnknown(_ url: UInt32, _ text: String) {
    if text.hasPrefix("http://hl7.org/fhir/StructureDefinition/") {
      find(
        url, ValidationRule.extensionUnknown, "expected an extension that FHIR R4 defines",
        hint: "those of other packages are not known here")
    }
    unchecked.extensions.insert(text)
  }

  private mutating func checkNoExtensionOnID(_ id: UInt32, _ parent: ElementRecord) {
    guard parent.name == names.id, parent.parent != ElementRecord.none, owners[Int(parent.parent)] == parent.parent
    else { return }
    find(id, ValidationRule.extensionOnID, "expected no extension on the id of a resource")
  }
}

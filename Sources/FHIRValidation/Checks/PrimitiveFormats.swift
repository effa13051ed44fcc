// Whether a value has the form of its primitive type.

internal import FHIRCore
internal import FHIRDefinitions

extension Walk {
  /// The value of an element.
  mutating func checkValue(_ id: UInt32, _ record: ElementRecord, _ plan: TypePlan) {
    guard record.kind != .none else { return }
    // What is no value, or of the wrong kind, the reader has reported.
    guard let format = plan.format, record.kind == .string || record.kind == definitions.valueKind(plan.type) else {
      return
    }
    if format == .xhtml { return checkNarrative(id) }
    let bytes = tree.lexeme(id)
    if bytes.first == UInt8(ascii: "#"), format.isURI || record.name == names.reference { fragments.append(id) }
    if let fault = format.fault(in: bytes.span) {
      find(id, ValidationRule.format, "expected \(fault.expected)", hint: fault.hint)
    } else if format == .string, let first = bytes.first, let last = bytes.last, first <= 0x20 || last <= 0x20 {
      find(id, ValidationRule.whiteSpace, "expected no white space at the beginning and the end")
    }
    if format.isURI, ActiveContent.isScheme(bytes.span) {
      find(id, ValidationRule.activeScheme, "expected no link that runs a script")
    } else if format == .string, bytes.contains(UInt8(ascii: "<")), ActiveContent.hasTag(bytes.span), !isCarried(id) {
      find(id, ValidationRule.embeddedHTML, "expected plain text, found what looks like a tag of HTML")
    }
    if format == .uri, record.name == names.system, format.fault(in: bytes.span) == nil,
      !URIFormat.isAbsolute(bytes.span)
    {
      find(
        id, ValidationRule.codingSystem, "expected an absolute URI", hint: "a system is told by its canonical URL")
    }
  }

  /// Whether a text is a piece of a legacy document that a mapping carries: XML by its definition, and shown by nobody.
  private func isCarried(_ id: UInt32) -> Bool {
    let part = tree.records[Int(id)].parent
    guard part != ElementRecord.none, isNested(part) else { return false }
    return text(tree.records[Int(part)].parent, names.url) == OwnURLs.base + "extension:source-node"
  }
}

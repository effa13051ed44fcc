// From the tree to XML again, in the encoding that is asked for, and in the form in which two documents are compared.

public import FHIRCore
internal import XMLSAX

/// The rules of writing legacy XML.
public enum SourceTreeRule {
  /// A character that cannot be written.
  public static let unwritable = Rule(
    "xml.unencodable", .error, .refused,
    "A character that the encoding does not have is written as its number, which names and comments cannot hold.")

  /// References to entities of the document itself.
  public static let entityReplaced = Rule(
    "xml.entity.replaced", .information, .repaired,
    "A reference to an entity that the document declares as plain characters is read, and written again, as these characters."
  )

  /// All of them.
  public static let all = [unwritable, entityReplaced]
}

extension SourceTree {
  /// The document as XML.
  ///
  /// Values come back as they are; white space within tags, quotes and how characters were escaped are not kept. A character
  /// that the encoding does not have becomes a numeric reference.
  ///
  /// - Parameter encoding: the encoding; nil for the one that the document was read with.
  /// - Returns: the bytes of the document, with a declaration.
  /// - Throws: a `Diagnostic` if the encoding is not known, or a name or comment has a character that it does not have.
  public func xml(encoding: String? = nil) throws(Diagnostic) -> [UInt8] {
    let name = encoding ?? self.encoding
    guard var encoder = XMLEncoder(name) else {
      throw Diagnostic(
        XMLRule.encodingUnknown, "expected an encoding that is known", at: Place(file: source.file),
        hint: "such as UTF-8, ISO-8859-1 or Shift_JIS")
    }
    encoder.append("<?xml version=\"1.0\" encoding=\"\(name)\"?>\n", asReference: false)
    for child in document.children {
      try write(child, to: &encoder)
      encoder.append("\n", asReference: false)
    }
    return encoder.output
  }

  func write(_ node: SourceNode, to encoder: inout XMLEncoder) throws(Diagnostic) {
    func plain(_ text: String) throws(Diagnostic) {
      guard encoder.append(text, asReference: false) else {
        throw Diagnostic(
          SourceTreeRule.unwritable, "expected only characters that the encoding has", at: node.place,
          hint: "write the document as UTF-8")
      }
    }
    switch node.kind {
    case .element:
      let children = node.children
      try plain("<\(node.name.qualified)")
      for attribute in children where attribute.kind == .attribute {
        try plain(" \(attribute.name.qualified)=\"")
        encoder.append(Escape.attribute(attribute.value), asReference: true)
        try plain("\"")
      }
      let content = children.filter { $0.kind != .attribute }
      guard !content.isEmpty else { return try plain("/>") }
      try plain(">")
      for child in content { try write(child, to: &encoder) }
      try plain("</\(node.name.qualified)>")
    case .text: encoder.append(Escape.text(node.value), asReference: true)
    case .cdata: try plain("<![CDATA[\(node.value)]]>")
    case .comment: try plain("<!--\(node.value)-->")
    case .processingInstruction:
      try plain("<?\(node.name.local)\(node.value.isEmpty ? "" : " ")\(node.value)?>")
    case .doctype: try plain("<!DOCTYPE \(node.name.local)\(node.value.isEmpty ? "" : " ")\(node.value)>")
    case .document, .attribute: break
    }
  }
}

private enum Escape {
  static func attribute(_ value: String) -> String { escape(value, isAttribute: true) }
  static func text(_ value: String) -> String { escape(value, isAttribute: false) }

  private static func escape(_ value: String, isAttribute: Bool) -> String {
    var output = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">" where !isAttribute: output += "&gt;"
      case "\"" where isAttribute: output += "&quot;"
      case "\t" where isAttribute: output += "&#9;"
      case "\n" where isAttribute: output += "&#10;"
      case "\r": output += "&#13;"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }
}

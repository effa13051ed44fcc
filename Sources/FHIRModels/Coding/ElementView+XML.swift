// Exact XML: through FHIRXML, to the letter. Resources only, for nothing else stands alone in XML.

public import FHIRCore
internal import FHIRDefinitions
internal import FHIRXML

extension R4.Resource {
  /// Reads XML exactly: numbers keep their digits, narrative its bytes, and unknown content is kept.
  ///
  /// - Throws: The finding if the text is no XML, exceeds a limit, or is a resource of another type.
  public init(xml: String) throws(Diagnostic) { try self.init(xml: Array(xml.utf8)) }

  /// Reads XML exactly, in the encoding that it declares.
  ///
  /// - Throws: The finding if the text is no XML, exceeds a limit, or is a resource of another type.
  public init(xml: [UInt8]) throws(Diagnostic) {
    var findings: [Diagnostic] = []
    try self.init(xml: xml, reporting: &findings)
  }

  /// Reads XML exactly and says what contradicts the definitions.
  ///
  /// - Parameters:
  ///   - xml: the document.
  ///   - file: what the user calls the file, for the findings' places.
  ///   - findings: gets what was found, unless the document is refused.
  /// - Throws: The finding if the text is no XML, exceeds a limit, or is a resource of another type.
  public init(xml: [UInt8], file: String = "-", reporting findings: inout [Diagnostic]) throws(Diagnostic) {
    var reader = XMLReader()
    let root = try reader.read(xml, file: file).root
    if Self.typeID != R4.Types.resource, root.type != Self.typeID {
      throw Diagnostic(
        ModelRule.resourceType,
        "expected a resource of the type '\(Self.typeName)', found '\(root.resourceType)'", at: root.place)
    }
    findings += reader.diagnostics
    self.init(root)
  }

  /// The XML text, exactly as the values were written, elements in the order of the definitions.
  ///
  /// - Throws: The finding if XML cannot hold a value, or narrative is no well-formed `div`.
  public func xml(pretty: Bool = false) throws(Diagnostic) -> String {
    String(decoding: try XMLWriter(style: pretty ? .pretty : .compact).write(node), as: UTF8.self)
  }
}

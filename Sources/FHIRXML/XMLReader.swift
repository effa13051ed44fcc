// Reads one resource of FHIR XML into a tree.

public import FHIRCore
public import FHIRDefinitions
package import XMLSAX

/// Reads FHIR XML (FHIR R4, 2.6.1), exactly: every value is kept as it is written, and narrative as its bytes.
///
/// ```swift
/// var reader = XMLReader()
/// let tree = try reader.read(bytes, file: "patient.xml")
/// for finding in reader.diagnostics { print(finding) }
/// tree.root.child("birthDate")?.string   // "1954-06"
/// ```
///
/// Reading throws only when no tree can be built: the text is not well-formed XML, exceeds a limit, has a document type
/// declaration, or is not in the encoding that it declares. What contradicts the definitions is kept in the tree and
/// reported. Comments and processing instructions are no part of the data and are not kept; that there were some is said.
public struct XMLReader: ~Copyable {
  /// What was found in the record read last, in the order of the text.
  public private(set) var diagnostics: [Diagnostic] = []
  /// How much more was found of each severity than is listed there: a thousand of each are.
  public private(set) var unlisted: [Rule.Severity: Int] = [:]
  private let definitions: Definitions
  private let limits: Limits

  /// Makes a reader of R4.
  public init(definitions: Definitions = .r4, limits: Limits = Limits()) {
    self.definitions = definitions
    self.limits = limits
  }

  /// Reads a resource.
  ///
  /// - Parameters:
  ///   - bytes: the document.
  ///   - file: what the user calls the file, for diagnostics.
  ///   - encoding: the encoding if the document is wrong about it.
  /// - Returns: the tree, with everything that the document says.
  /// - Throws: a `Diagnostic` with its place if the text is no XML or exceeds a limit.
  public mutating func read(
    _ bytes: [UInt8], file: String = "-", encoding: String? = nil
  ) throws(Diagnostic) -> ElementTree {
    (diagnostics, unlisted) = ([], [:])
    let text = try XMLText(bytes, file: file, encoding: encoding)
    let tree = try read(text, file: file)
    diagnostics.insert(contentsOf: text.findings, at: 0)
    return tree
  }

  /// Reads a resource from a document that is decoded.
  package mutating func read(_ text: XMLText, file: String) throws(Diagnostic) -> ElementTree {
    (diagnostics, unlisted) = ([], [:])
    let source = SourceMap(file: file, text: text.bytes)
    let builder = TreeBuilder(
      names: NameTable(known: definitions.names), text: text.bytes, source: source, limits: limits)
    let handler = TreeHandler(builder, definitions, source)
    do {
      var parser = XMLParser(handler, limits: XMLLimits(depth: limits.depth, size: limits.size))
      try parser.feed(text.bytes.span)
      try parser.finish()
    } catch {
      (diagnostics, unlisted) = (handler.findings.finish(), handler.findings.unlisted)
      throw Diagnostic(error.rule, error.message, at: source.place(of: error.offset), hint: error.hint)
    }
    (diagnostics, unlisted) = (handler.findings.finish(), handler.findings.unlisted)
    return handler.finish()
  }
}

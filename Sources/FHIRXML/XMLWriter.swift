// Writes a tree as FHIR XML.

public import FHIRCore
public import FHIRDefinitions
internal import XMLSAX

/// Writes FHIR XML (FHIR R4, 2.6.1), exactly: values as they are in the tree, elements in the order of their definitions.
///
/// ```swift
/// let bytes = try XMLWriter().write(tree.root)
/// // <Patient xmlns="http://hl7.org/fhir"><birthDate value="1954-06"/></Patient>
/// ```
///
/// Line breaks and tabs in values are written as numbers, so that they come back. What XML 1.0 cannot hold, such as most
/// control characters, and narrative that is no well-formed `div`, is refused.
public struct XMLWriter: Sendable {
  /// How the text is laid out.
  public enum Style: Sendable, Hashable {
    /// No white space at all.
    case compact
    /// An element on a line, two blanks a level.
    case pretty
  }

  private let definitions: Definitions
  private let style: Style

  /// Makes a writer of R4.
  public init(definitions: Definitions = .r4, style: Style = .compact) {
    self.definitions = definitions
    self.style = style
  }

  /// Writes a resource.
  ///
  /// - Throws: a `Diagnostic` with the path of what XML cannot hold.
  public func write(_ root: Node) throws(Diagnostic) -> [UInt8] {
    var output: [UInt8] = []
    try write(root, to: &output)
    return output
  }

  /// Appends a resource.
  ///
  /// - Throws: a `Diagnostic` with the path of what XML cannot hold; what was appended is then not whole.
  public func write(_ root: Node, to output: inout [UInt8]) throws(Diagnostic) {
    output += Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
    var writing = XMLWriting(root.tree, definitions, isPretty: style == .pretty)
    try writing.write(root.id, to: &output)
    if style == .pretty { output.append(0x0A) }
  }
}

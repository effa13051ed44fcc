// A mapping to begin with: a line for everything that stands in the samples.

public import FHIRCore
internal import SourceTree

/// An outline of the elements and attributes of documents, each of which is kept as it is until its line says more.
public struct MappingDraft {
  private let name: String
  private var roots: [Outline] = []

  /// One element of the outline.
  private final class Outline {
    let name: String
    var attributes: [String] = []
    var children: [Outline] = []
    var hasText = false
    var repeats = false

    init(_ name: String) { self.name = name }

    func child(_ name: String) -> Outline {
      if let child = children.first(where: { $0.name == name }) { return child }
      let child = Outline(name)
      children.append(child)
      return child
    }
  }

  /// Begins a mapping of a dialect.
  public init(name: String) { self.name = name }

  /// Adds what stands in a document.
  ///
  /// - Parameters:
  ///   - bytes: the document, in XML.
  ///   - file: what the user calls it.
  ///   - encoding: the encoding if the document is wrong about it.
  /// - Throws: a `Diagnostic` if the document cannot be read.
  public mutating func add(_ bytes: [UInt8], file: String, encoding: String? = nil) throws(Diagnostic) {
    guard let root = try SourceTree.read(xml: bytes, file: file, encoding: encoding).root else { return }
    let outline: Outline
    if let known = roots.first(where: { $0.name == root.name.qualified }) {
      outline = known
    } else {
      outline = Outline(root.name.qualified)
      roots.append(outline)
    }
    Self.add(root, to: outline)
  }

  private static func add(_ element: SourceNode, to outline: Outline) {
    var counts: [String: Int] = [:]
    for node in element.children where node.isData {
      switch node.kind {
      case .attribute:
        let name = node.name.qualified
        if !node.name.isDeclaration, !outline.attributes.contains(name) { outline.attributes.append(name) }
      case .element:
        let child = outline.child(node.name.qualified)
        counts[child.name, default: 0] += 1
        if counts[child.name, default: 0] > 1 { child.repeats = true }
        add(node, to: child)
      default: outline.hasText = true
      }
    }
  }

  /// The mapping file.
  public var text: String {
    var lines = [
      "# A draft: each line says what stands on its left, and keeps it as it is until its right side is a place in FHIR.",
      "# The lines behind '#' are for what is in an element that repeats: first say what each becomes, 'new Observation', then write a blank for the '#'.",
      "mapping \(name) 1", "", "map",
    ]
    for root in roots { Self.write(root, isRoot: true, depth: 1, &lines) }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func write(_ outline: Outline, isRoot: Bool, depth: Int, _ lines: inout [String]) {
    let indent = String(repeating: "  ", count: depth)
    let isLeaf = outline.attributes.isEmpty && outline.children.isEmpty
    if !isRoot, isLeaf || outline.repeats {
      lines.append("\(indent)\(outline.name)\(outline.repeats ? "*" : "") = keep \"to do\"")
      // What is in it waits until its author says what each of them becomes.
      if !isLeaf {
        var inner: [String] = []
        writeContent(outline, depth: depth, &inner)
        lines += inner.map { "#\($0.dropFirst())" }
      }
      return
    }
    // What the document becomes is for the author to say; a report is what most laboratories send.
    lines.append("\(indent)\(outline.name)" + (isRoot ? " = new DiagnosticReport as report" : ""))
    if isRoot {
      lines.append("\(indent)  > status = \"unknown\"")
      lines.append("\(indent)  > code.text = \"report\"")
    }
    writeContent(outline, depth: depth, &lines)
  }

  private static func writeContent(_ outline: Outline, depth: Int, _ lines: inout [String]) {
    let indent = String(repeating: "  ", count: depth + 1)
    for attribute in outline.attributes { lines.append("\(indent)@\(attribute) = keep \"to do\"") }
    if outline.hasText { lines.append("\(indent)text() = keep \"to do\"") }
    for child in outline.children { write(child, isRoot: false, depth: depth + 1, &lines) }
  }
}

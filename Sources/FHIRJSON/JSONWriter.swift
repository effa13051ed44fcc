// Writes a tree as JSON: values as they were written, members in the order of the tree.

public import FHIRCore
public import FHIRDefinitions

/// Writes FHIR JSON (FHIR R4, 2.6.2), exactly: numbers to the letter, lists and members in the tree's order.
///
/// ```swift
/// let bytes = JSONWriter(style: .pretty).write(tree.root)
/// ```
///
/// The value and the extensions of a primitive, one element in the tree, become `x` and `_x`. Pretty output ends in a
/// line feed; compact output has no line feed at all, so that it is a line of NDJSON. Never recurses.
public struct JSONWriter: Sendable {
  /// How the text is laid out.
  public enum Style: Sendable, Hashable {
    /// Everything on one line, without blanks.
    case compact
    /// One member on a line, two blanks for a level.
    case pretty
  }

  private let style: Style
  private let definitions: Definitions?

  /// Makes a writer.
  ///
  /// - Parameters:
  ///   - style: the layout.
  ///   - definitions: those that the tree was read or built with; nil for a tree read without any.
  public init(style: Style = .compact, definitions: Definitions? = .r4) {
    self.style = style
    self.definitions = definitions
  }

  /// The JSON text of an element and everything below it.
  ///
  /// Of a primitive that has a value, that is the value alone: JSON has its id and extensions beside it, under another key.
  ///
  /// - Precondition: The tree was read or built with the writer's definitions, or with none.
  public func write(_ node: Node) -> [UInt8] {
    var output: [UInt8] = []
    write(node, to: &output)
    return output
  }

  /// Appends the JSON text of an element and everything below it.
  ///
  /// - Precondition: The tree was read or built with the writer's definitions, or with none.
  public func write(_ node: Node, to output: inout [UInt8]) {
    // With others, types would get the names of other types, and resources lose theirs.
    let known = node.tree.names.known
    precondition(
      known === definitions?.names || known === KnownNames.none,
      "a tree is written with the definitions that it was read or built with")
    var session = JSONWriting(tree: node.tree, definitions: definitions, isPretty: style == .pretty)
    session.write(node.id, to: &output)
    if style == .pretty { output.append(ASCII.lineFeed) }
  }
}

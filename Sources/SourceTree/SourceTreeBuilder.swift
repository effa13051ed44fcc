// Makes a document that was not read: what a mapping writes.

package import FHIRCore
internal import XMLSAX

/// Builds a tree from the root down.
///
/// ```swift
/// var builder = SourceTreeBuilder(encoding: "UTF-8")
/// builder.start(SourceName(local: "lab"))
/// builder.attribute(SourceName(local: "unit"), "mg/dL")
/// builder.end()
/// let xml = try builder.finish().xml()
/// ```
public struct SourceTreeBuilder {
  private var arena = SourceArena()
  /// A line break and blanks, by the depth.
  private var indents: [[UInt8]] = []
  private let encoding: String

  /// Begins a document that will be written in an encoding.
  public init(encoding: String) { self.encoding = encoding }

  /// Opens an element; its attributes come before what it contains.
  public mutating func start(_ name: SourceName) { arena.open(number: arena.number(of: name), at: 0) }

  /// Adds an attribute to the open element.
  public mutating func attribute(_ name: SourceName, _ value: String) {
    arena.add(.attribute, name, Array(value.utf8)[...], at: 0)
  }

  /// Adds an attribute to the open element, by the number of its name.
  package mutating func attribute(number: UInt32, _ bytes: ArraySlice<UInt8>, at offset: Int = 0) {
    arena.add(.attribute, number: number, bytes.span, at: offset)
  }

  /// Opens an element by the number of its name.
  package mutating func start(number: UInt32, at offset: Int = 0) { arena.open(number: number, at: offset) }

  /// The number of a name, given now if it had none.
  package mutating func number(of name: SourceName) -> UInt32 { arena.number(of: name) }

  /// Adds text to the open element.
  package mutating func text(bytes: ArraySlice<UInt8>, at offset: Int = 0) {
    arena.add(.text, number: 0, bytes.span, at: offset)
  }

  /// Begins a new line, so many levels deep.
  package mutating func indent(_ depth: Int) {
    while indents.count <= depth {
      indents.append([0x0A] + Array(repeating: 0x20, count: 2 * indents.count))
    }
    arena.add(.text, .none, indents[depth][...], at: 0)
  }

  /// Adds text to the open element.
  public mutating func text(_ text: String) { arena.add(.text, .none, Array(text.utf8)[...], at: 0) }

  /// Closes the element that was opened last.
  public mutating func end() { arena.close() }

  /// Adds a copy of a node of another tree, with everything below it.
  ///
  /// - Parameters:
  ///   - node: the node.
  ///   - values: the values of the copy; as they are if nothing is said.
  ///   - names: the names of the copy; as they are if nothing is said.
  ///   - isWanted: whether a node below is copied.
  public mutating func copy(
    _ node: SourceNode, values: (SourceNode) -> String = \.value, names: (SourceName) -> SourceName = { $0 },
    where isWanted: (SourceNode) -> Bool = { _ in true }
  ) {
    guard node.kind == .element else {
      arena.add(node.kind, names(node.name), Array(values(node).utf8)[...], at: 0)
      return
    }
    start(names(node.name))
    for child in node.children where isWanted(child) { copy(child, values: values, names: names, where: isWanted) }
    end()
  }

  /// The document, when all elements are closed.
  public func finish() -> SourceTree { finish(SourceMap(file: "", text: [])) }

  /// The document, when all elements are closed, of one that was read.
  ///
  /// - Parameters:
  ///   - source: the text that the offsets of its nodes are in.
  ///   - findings: what was found when it was read.
  /// - Returns: the tree.
  package func finish(_ source: SourceMap, findings: [Diagnostic] = []) -> SourceTree {
    SourceTree(
      records: arena.records, values: arena.values, names: arena.names, source: source, encoding: encoding,
      findings: findings)
  }
}

extension SourceNode {
  /// A node from such a piece of XML; nil if it is none.
  ///
  /// What its prefixes mean is said by the document that it was taken from, and goes back to.
  public static func fragment(_ xml: String) -> SourceNode? {
    let prefixes = prefixes(in: Array(xml.utf8))
    let declared = prefixes.subtracting(["xml", "xmlns"]).sorted().map { " xmlns:\($0)=\"urn:\($0)\"" }.joined()
    let text = Array("<fragment\(declared)>\(xml)</fragment>".utf8)
    return try? SourceTree.read(xml: text).root?.children.first { $0.kind != .attribute }
  }

  /// The prefixes of the names of elements and attributes, and perhaps of words of the text, which do no harm.
  private static func prefixes(in xml: [UInt8]) -> Set<String> {
    var prefixes: Set<String> = []
    guard xml.contains(UInt8(ascii: ":")) else { return prefixes }
    var start: Int?
    for (index, byte) in xml.enumerated() {
      switch byte {
      case UInt8(ascii: "<"), 0x20, 0x09, 0x0A, 0x0D: start = index + 1
      case UInt8(ascii: ":"):
        if let name = start, name < index, xml[name] > UInt8(ascii: "9") {
          prefixes.insert(String(decoding: xml[name..<index], as: UTF8.self))
        }
        start = nil
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
        UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        continue
      default: start = nil
      }
    }
    return prefixes
  }

  /// The node as a piece of XML, as a mapping carries it.
  public var fragment: String {
    guard var encoder = XMLEncoder("UTF-8"), (try? tree.write(self, to: &encoder)) != nil else { return "" }
    return String(decoding: encoder.output, as: UTF8.self)
  }
}

// Makes a document that was not read: what a mapping writes.

internal import FHIRCore
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
  private var records = [SourceRecord(kind: .document, name: 0, parent: SourceRecord.none, source: 0)]
  private var values: [UInt8] = []
  private var names = [SourceName(local: "")]
  private var numbers: [SourceName: UInt32] = [:]
  private var open: [(id: UInt32, last: UInt32)] = [(0, SourceRecord.none)]
  private let encoding: String

  /// Begins a document that will be written in an encoding.
  public init(encoding: String) { self.encoding = encoding }

  /// Opens an element; its attributes come before what it contains.
  public mutating func start(_ name: SourceName) {
    let id = add(.element, name, "")
    open.append((id, SourceRecord.none))
  }

  /// Adds an attribute to the open element.
  public mutating func attribute(_ name: SourceName, _ value: String) { add(.attribute, name, value) }

  /// Adds text to the open element.
  public mutating func text(_ text: String) { add(.text, SourceName(local: ""), text) }

  /// Closes the element that was opened last.
  public mutating func end() { open.removeLast() }

  /// Adds a copy of a node of another tree, with everything below it.
  ///
  /// - Parameters:
  ///   - node: the node.
  ///   - values: the values of the copy; as they are if nothing is said.
  ///   - names: the names of the copy; as they are if nothing is said.
  public mutating func copy(
    _ node: SourceNode, values: (SourceNode) -> String = \.value, names: (SourceName) -> SourceName = { $0 }
  ) {
    let id = add(node.kind, names(node.name), values(node))
    guard node.kind == .element else { return }
    open.append((id, SourceRecord.none))
    for child in node.children { copy(child, values: values, names: names) }
    end()
  }

  /// The document, when all elements are closed.
  public func finish() -> SourceTree {
    SourceTree(
      records: records, values: values, names: names, source: SourceMap(file: "", text: []), encoding: encoding,
      findings: [])
  }

  @discardableResult
  private mutating func add(_ kind: SourceKind, _ name: SourceName, _ value: String) -> UInt32 {
    let id = UInt32(records.count)
    let top = open.count - 1
    var number = numbers[name] ?? 0
    if number == 0, name != names[0] {
      number = UInt32(names.count)
      names.append(name)
      numbers[name] = number
    }
    var record = SourceRecord(kind: kind, name: number, parent: open[top].id, source: 0)
    record.valueStart = UInt32(values.count)
    values += value.utf8
    record.valueCount = UInt32(values.count) - record.valueStart
    records.append(record)
    if open[top].last == SourceRecord.none {
      records[Int(open[top].id)].firstChild = id
    } else {
      records[Int(open[top].last)].nextSibling = id
    }
    open[top].last = id
    return id
  }
}

extension SourceNode {
  /// A node from such a piece of XML; nil if it is none.
  ///
  /// What its prefixes mean is said by the document that it was taken from, and goes back to.
  public static func fragment(_ xml: String) -> SourceNode? {
    var prefixes: Set<Substring> = []
    for match in xml.matches(of: /[<\s]([A-Za-z_][A-Za-z0-9_.-]*):/) { prefixes.insert(match.1) }
    let declared = prefixes.subtracting(["xml", "xmlns"]).sorted().map { " xmlns:\($0)=\"urn:\($0)\"" }.joined()
    let text = Array("<fragment\(declared)>\(xml)</fragment>".utf8)
    return try? SourceTree.read(xml: text).root?.children.first { $0.kind != .attribute }
  }

  /// The node as a piece of XML, as a mapping carries it.
  public var fragment: String {
    guard var encoder = XMLEncoder("UTF-8"), (try? tree.write(self, to: &encoder)) != nil else { return "" }
    return String(decoding: encoder.output, as: UTF8.self)
  }
}

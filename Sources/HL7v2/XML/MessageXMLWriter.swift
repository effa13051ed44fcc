// From the tree of a message to XML, with the names that its version has (HL7 v2.xml).

internal import SourceTree

/// Writes a message in XML.
struct MessageXMLWriter {
  private var builder: SourceTreeBuilder
  private let types: VersionTypes
  private var groups: StructureGroups
  private let structure: MessageStructure
  /// For each open element, whether there are elements in it.
  private var open = [false]

  /// Takes the root of the tree.
  ///
  /// - Parameters:
  ///   - message: the tree of the message.
  ///   - version: the version whose names are used; nil for what MSH-12 says.
  ///   - encoding: the encoding of the document.
  init(_ message: SourceNode, version: String?, encoding: String) {
    let header = message.elements.first { $0.name.local == "MSH" }
    func parts(_ field: String) -> [String] {
      let field = header?.elements.first { $0.name.local == field }
      return field?.positions.map { $0.map { $0.kind == .element ? $0.text : $0.value } ?? "" } ?? []
    }
    let version = Version(version ?? parts("MSH.12").first ?? "")
    let kind = parts("MSH.9")
    types = VersionTypes.of(version)
    let named = kind.count > 2 && !kind[2].isEmpty ? kind[2] : kind.prefix(2).joined(separator: "_")
    // What a message says of itself becomes the name of an element only if it can be one.
    structure = MessageStructure(MessageXMLReader.isName(named) ? named : MessageXMLReader.unnamed, version)
    groups = StructureGroups(structure)
    builder = SourceTreeBuilder(encoding: encoding)
    builder.start(SourceName(local: structure.name, namespace: MessageXMLReader.namespace))
    builder.attribute(SourceName(local: "xmlns", namespace: SourceName.declarations), MessageXMLReader.namespace)
    write(message)
    while !open.isEmpty { end() }
  }

  /// The document.
  func finish() -> SourceTree { builder.finish() }

  private mutating func write(_ group: SourceNode) {
    for element in group.elements {
      if element.name.local.utf8.count == 3 { segment(element) } else { write(element) }
    }
  }

  private mutating func start(_ name: String) {
    builder.indent(open.count)
    open[open.count - 1] = true
    open.append(false)
    builder.start(SourceName(local: name, namespace: MessageXMLReader.namespace))
  }

  private mutating func end() {
    if open.removeLast() { builder.indent(open.count) }
    builder.end()
  }

  private mutating func segment(_ segment: SourceNode) {
    let name = segment.name.local
    let step = groups.enter(name)
    for _ in 0..<step.closing { end() }
    for group in step.opening { start("\(structure.name).\(group)") }
    start(name)
    defer { end() }
    var resultType: String?
    let fields = segment.elements
    for (index, field) in fields.enumerated() {
      guard let number = field.number else { continue }
      // Only between others of the same field an empty one says something: its place.
      let isRepeated = [index - 1, index + 1].contains { fields.indices.contains($0) && fields[$0].number == number }
      guard isRepeated || field.isNull || !field.positions.isEmpty else { continue }
      if name == "OBX", number == 2 { resultType = field.text }
      let type = name == "OBX" && number == 5 ? resultType : types.type(ofField: number, of: name)
      start(field.name.local)
      parts(field, type, field.name.local, depth: 0)
      end()
    }
  }

  /// The parts of a field or component: the text of a simple one, elements by their type, or by their place where the type
  /// has none.
  private mutating func parts(_ node: SourceNode, _ type: String?, _ name: String, depth: Int) {
    if node.isNull { return builder.text("\"\"") }
    let positions = node.kind == .element ? node.positions : [node]
    let isComposite = depth < 2 && types.isComposite(type)
    guard isComposite || positions.count > 1 else { return leaf(positions.first ?? nil, type, name, depth) }
    for (index, part) in positions.enumerated() {
      guard let part else { continue }
      let inner = isComposite ? "\(type ?? "").\(index + 1)" : "\(name).\(index + 1)"
      start(inner)
      parts(part, isComposite ? types.type(ofComponent: index + 1, of: type ?? "") : nil, inner, depth: depth + 1)
      end()
    }
  }

  private mutating func leaf(_ node: SourceNode?, _ type: String?, _ name: String, _ depth: Int) {
    guard let node else { return }
    // The one part of what the version knows without parts.
    if node.kind == .element, node.children.contains(where: { $0.kind == .element }) {
      return parts(node, type, name, depth: depth)
    }
    if node.isNull { return builder.text("\"\"") }
    let value = node.kind == .element ? node.text : node.value
    guard !value.isEmpty else { return }
    let delimiters = Delimiters()
    let bytes = Array(value.utf8)
    guard bytes.contains(0x0A) || bytes.contains(0x0D) || delimiters.unescaped(bytes[...]) != bytes else {
      return builder.text(value)
    }
    // Only what would be read as something else is escaped: the delimiters of the other syntax are none here.
    var escaped: [UInt8] = []
    for byte in bytes {
      if byte == 0x0A || byte == 0x0D || byte == UInt8(ascii: "\\") {
        delimiters.escape([byte], to: &escaped)
      } else {
        escaped.append(byte)
      }
    }
    builder.text(String(decoding: escaped, as: UTF8.self))
  }
}

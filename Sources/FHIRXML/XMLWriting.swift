// The work of writing one tree: a loop over elements, and a stack of what is open.

internal import FHIRCore
internal import FHIRDefinitions
internal import XMLSAX

struct XMLWriting {
  /// An element whose end has not been written.
  private struct Open {
    let element: UInt32
    /// The children that are elements, in the order in which they are written, and the one that comes next.
    var children: [UInt32]
    var next = 0
    /// What the end tags are called: of the element, and of the container around it.
    let name: Name
    let container: Name?
  }

  private let tree: ElementTree
  private let definitions: Definitions
  private let isPretty: Bool
  private var open: [Open] = []
  /// How far lines are indented: a resource inside of another has two levels, its container's and its own.
  private var level = 0

  init(_ tree: ElementTree, _ definitions: Definitions, isPretty: Bool) {
    self.tree = tree
    self.definitions = definitions
    self.isPretty = isPretty
  }

  mutating func write(_ root: UInt32, to output: inout [UInt8]) throws(Diagnostic) {
    try begin(root, isRoot: true, to: &output)
    while let top = open.indices.last {
      guard open[top].next < open[top].children.count else {
        end(to: &output)
        continue
      }
      let child = open[top].children[open[top].next]
      open[top].next += 1
      try begin(child, isRoot: false, to: &output)
    }
  }

  private mutating func begin(_ id: UInt32, isRoot: Bool, to output: inout [UInt8]) throws(Diagnostic) {
    let record = tree.records[Int(id)]
    guard record.kind != .null, !record.flags.contains(.list) else {
      throw fault(id, FHIRXMLRule.unwritable, "expected an element or a value, found what only JSON has")
    }
    let isResource = record.flags.contains(.resource) && record.type != .unknown
    if !isRoot { newLine(to: &output) }
    var container: Name?
    if isResource, !isRoot {
      container = record.name
      output.append(UInt8(ascii: "<"))
      try name(record, id, to: &output)
      output.append(UInt8(ascii: ">"))
      newLine(to: &output, deeper: 1)
    }
    if record.kind == .string, definitions.kind(record.type) == .primitive, definitions.typeName(record.type) == "xhtml"
    {
      return try narrative(id, to: &output)
    }
    output.append(UInt8(ascii: "<"))
    let elementName = isResource ? definitions.name(of: record.type) : record.name
    if isResource {
      definitions.names.append(elementName, to: &output)
      output += Array(" xmlns=\"http://hl7.org/fhir\"".utf8).prefix(isRoot || container == nil ? .max : 0)
    } else {
      try name(record, id, to: &output)
      if isRoot { output += Array(" xmlns=\"http://hl7.org/fhir\"".utf8) }
    }
    var children: [UInt32] = []
    try attributes(id, record, &children, to: &output)
    if record.kind != .none {
      output += Array(" value=\"".utf8)
      try value(id, to: &output)
      output.append(UInt8(ascii: "\""))
    }
    if children.isEmpty, container == nil {
      output += Array("/>".utf8)
      return
    }
    output.append(UInt8(ascii: ">"))
    open.append(Open(element: id, children: children, name: elementName, container: container))
    level += container == nil ? 1 : 2
  }

  private mutating func end(to output: inout [UInt8]) {
    let closed = open.removeLast()
    level -= closed.container == nil ? 1 : 2
    let record = tree.records[Int(closed.element)]
    if !closed.children.isEmpty { newLine(to: &output, deeper: closed.container == nil ? 0 : 1) }
    output += Array("</".utf8)
    if closed.container != nil || record.flags.contains(.resource) && record.type != .unknown {
      definitions.names.append(closed.name, to: &output)
    } else {
      key(record, to: &output)
    }
    output.append(UInt8(ascii: ">"))
    guard closed.container != nil else { return }
    newLine(to: &output)
    output += Array("</".utf8)
    key(record, to: &output)
    output.append(UInt8(ascii: ">"))
  }

  // MARK: Children

  /// Writes the children that are attributes, and collects the others in the order of the definition.
  private func attributes(
    _ id: UInt32, _ record: ElementRecord, _ children: inout [UInt32], to output: inout [UInt8]
  ) throws(Diagnostic) {
    var ordinals: [Int] = []
    var isSorted = true
    var next = record.firstChild
    while next != ElementRecord.none {
      let child = tree.records[Int(next)]
      defer { next = child.nextSibling }
      let row = definitions.member(named: child.name, in: record.type)
      let member = row.map { definitions.member($0) }
      if let member, member.flags.contains(.attribute), child.kind == .string {
        if child.firstChild != ElementRecord.none {
          throw fault(next, FHIRXMLRule.unwritable, "expected no extension on what is an attribute in XML")
        }
        output.append(UInt8(ascii: " "))
        tree.names.append(child.name, to: &output)
        output += Array("=\"".utf8)
        try value(next, to: &output)
        output.append(UInt8(ascii: "\""))
        continue
      }
      let ordinal = member.map { Int($0.ordinal) } ?? .max
      if let last = ordinals.last, last > ordinal { isSorted = false }
      ordinals.append(ordinal)
      children.append(next)
    }
    guard !isSorted else { return }
    let order = children.indices.sorted { (ordinals[$0], $0) < (ordinals[$1], $1) }
    children = order.map { children[$0] }
  }

  // MARK: Pieces

  private func name(_ record: ElementRecord, _ id: UInt32, to output: inout [UInt8]) throws(Diagnostic) {
    if Int(record.name.rawValue) >= tree.names.known.count, !Self.isName(tree.names.string(record.name)) {
      throw fault(id, FHIRXMLRule.unwritable, "expected a name that XML can have")
    }
    key(record, to: &output)
  }

  /// The element's name with the type of a choice: `valueQuantity`.
  private func key(_ record: ElementRecord, to output: inout [UInt8]) {
    tree.names.append(record.name, to: &output)
    guard record.flags.contains(.choice) else { return }
    let start = output.count
    definitions.names.append(definitions.name(of: record.type), to: &output)
    if 0x61...0x7A ~= output[start] { output[start] &-= 0x20 }
  }

  /// Names of ASCII letters, digits, `_`, `-` and `.`, which is more than FHIR has.
  private static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, (first | 0x20) &- 97 < 26 || first == UInt8(ascii: "_") else { return false }
    return name.utf8.allSatisfy { ($0 | 0x20) &- 97 < 26 || $0 &- 48 < 10 || "_-.".utf8.contains($0) }
  }

  private func value(_ id: UInt32, to output: inout [UInt8]) throws(Diagnostic) {
    let bytes = tree.lexeme(id)
    guard Self.isText(bytes) else {
      throw fault(
        id, FHIRXMLRule.unwritable, "expected no control character but tab and line breaks",
        hint: "XML 1.0 cannot hold it; FHIR JSON can")
    }
    XMLEscape.attribute(bytes.span, to: &output)
  }

  /// Whether XML 1.0 can hold the text: no control characters, no U+FFFE and U+FFFF.
  private static func isText(_ bytes: ArraySlice<UInt8>) -> Bool {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { return false }
      if byte == 0xEF, index + 2 < bytes.endIndex, bytes[index + 1] == 0xBF, bytes[index + 2] >= 0xBE { return false }
      index += 1
    }
    return true
  }

  private func narrative(_ id: UInt32, to output: inout [UInt8]) throws(Diagnostic) {
    let bytes = Array(tree.lexeme(id))
    let check = NarrativeCheck()
    do {
      var parser = XMLParser(check)
      try parser.feed(bytes.span)
      try parser.finish()
    } catch {
      throw fault(
        id, FHIRXMLRule.narrative, "expected narrative that is well-formed XML", hint: error.hint ?? error.message)
    }
    guard check.isDiv else {
      throw fault(
        id, FHIRXMLRule.narrative, "expected narrative in a div",
        hint: "it begins with <div xmlns=\"http://www.w3.org/1999/xhtml\">")
    }
    output += bytes
  }

  private func newLine(to output: inout [UInt8], deeper: Int = 0) {
    guard isPretty else { return }
    output.append(0x0A)
    output.append(contentsOf: repeatElement(0x20, count: 2 * (level + deeper)))
  }

  private func fault(_ id: UInt32, _ rule: Rule, _ message: String, hint: String? = nil) -> Diagnostic {
    Diagnostic(rule, message, at: Node(tree: tree, id: id).place, hint: hint)
  }
}

/// Whether narrative is one div of XHTML.
private final class NarrativeCheck: XMLHandler {
  private(set) var isDiv = false
  private var depth = 0

  func start(_ name: Span<UInt8>, key: UInt, prefix: Span<UInt8>, namespace: Span<UInt8>, at offset: Int) {
    if depth == 0 { isDiv = name.equals(Array("div".utf8)) && namespace.equals(FHIRNamespace.xhtml) }
    depth += 1
  }

  func attribute(_ name: Span<UInt8>, prefix: Span<UInt8>, namespace: Span<UInt8>, value: Span<UInt8>) {}
  func attributesEnd() {}
  func end(at offset: Int) {}
  func text(_ text: Span<UInt8>, isCDATA: Bool, at offset: Int) {}
}

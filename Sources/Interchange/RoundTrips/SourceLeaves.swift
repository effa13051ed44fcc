// The leaves of a file as its syntax has them, read without knowing what any of it means.

internal import CaseReports
internal import FHIRCore
internal import FHIRJSON
internal import SourceTree
internal import XMLSAX

/// All values of a file, by path.
///
/// Members of JSON and YAML may stand in any order, and so may the attributes of an element of XML. Items of lists, and
/// elements of one name, may not. White space between elements of XML, comments and declarations of namespaces are no
/// leaves.
struct SourceLeaves {
  private struct Leaf {
    let path: String
    let value: [UInt8]
    let offset: Int
  }

  private var leaves: [Leaf] = []
  private let source: SourceMap
  /// Whether the names are those of a legacy dialect, in whatever script it has them.
  private let isDialect: Bool

  /// The number of leaves.
  var count: Int { leaves.count }

  init(_ bytes: [UInt8], _ format: Format, file: String, encoding: String? = nil) throws(Diagnostic) {
    isDialect = format.isDialect
    switch format {
    case .dialect:
      let tree = try LegacySyntax(of: bytes).read(bytes, file: file, encoding: encoding)
      source = tree.source
      if let root = tree.root { collect(root, "/\(root.name.qualified)") }
    case .fhirXML:
      let text = try XMLText(bytes, file: file, encoding: encoding)
      source = SourceMap(file: file, text: text.bytes)
      let collector = XMLLeaves()
      do throws(XMLFault) {
        var parser = XMLParser(collector)
        try parser.feed(text.bytes.span)
        try parser.finish()
      } catch {
        throw Diagnostic(error.rule, error.message, at: source.place(of: error.offset), hint: error.hint)
      }
      leaves = collector.leaves.map { Leaf(path: $0.path, value: $0.value, offset: $0.offset) }
    case .fhirJSON, .caseJSON:
      source = SourceMap(file: file, text: bytes)
      var reader = JSONReader(definitions: nil)
      try collect(reader.read(bytes, file: file).root, "$", 0)
    case .ndjson:
      source = SourceMap(file: file, text: bytes)
      var reader = JSONReader(definitions: nil)
      for (record, line) in NDJSONLines(bytes).enumerated() {
        let tree = try reader.read(Array(bytes[line.range]), file: file, firstLine: line.number)
        collect(tree.root, "$[\(record)]", line.range.lowerBound)
      }
    case .caseYAML:
      source = SourceMap(file: file, text: bytes)
      leaves = CaseReport.texts(ofYAML: bytes).map {
        Leaf(path: $0.path, value: Array($0.text.utf8), offset: $0.offset)
      }
    }
  }

  private mutating func collect(_ node: Node, _ path: String, _ base: Int) {
    let record = node.record
    if record.kind != .none || node.firstChild == nil {
      let kind: UInt8 = record.kind == .string ? 1 : record.flags.contains(.list) ? 2 : 0
      leaves.append(Leaf(path: path, value: [kind] + node.lexeme, offset: base + Int(record.source)))
    }
    var seen: [Name: Int] = [:]
    for child in node.children {
      let index = seen[child.name, default: 0]
      seen[child.name] = index + 1
      collect(child, "\(path).\(child.nameString)[\(index)]", base)
    }
  }

  /// The leaves of a legacy document, whose entities are read as what they stand for.
  private mutating func collect(_ element: SourceNode, _ path: String) {
    var counts: [String: Int] = [:]
    let content = element.children.filter { $0.kind != .comment && $0.kind != .processingInstruction }
    let hasElements = content.contains { $0.kind == .element }
    var text: (value: String, offset: Int)?
    func take(_ texts: inout [Leaf]) {
      guard let found = text else { return }
      text = nil
      guard !hasElements || found.value.contains(where: { !$0.isWhitespace }) else { return }
      let index = counts["text()", default: 0] + 1
      counts["text()"] = index
      texts.append(Leaf(path: "\(path)/text()[\(index)]", value: Array(found.value.utf8), offset: found.offset))
    }
    for node in content {
      switch node.kind {
      case .attribute:
        leaves.append(Leaf(path: "\(path)/@\(node.name.qualified)", value: Array(node.value.utf8), offset: node.offset))
      case .element:
        take(&leaves)
        let index = counts[node.name.qualified, default: 0] + 1
        counts[node.name.qualified] = index
        collect(node, "\(path)/\(node.name.qualified)[\(index)]")
      default: text = ((text?.value ?? "") + node.value, text?.offset ?? node.offset)
      }
    }
    take(&leaves)
    if content.isEmpty { leaves.append(Leaf(path: path, value: [], offset: element.offset)) }
  }

  /// Where what came back differs, in the order of the source; then what was added.
  func differences(from back: SourceLeaves) -> [RoundTrip.Difference] {
    let positions = Dictionary(
      back.leaves.indices.map { (back.leaves[$0].path, $0) }, uniquingKeysWith: { first, _ in first })
    var found: Set<Int> = []
    var pairs: [(kind: RoundTrip.Difference.Kind, source: Int?, back: Int?)] = []
    for (index, leaf) in leaves.enumerated() {
      guard let position = positions[leaf.path] else {
        pairs.append((.missing, index, nil))
        continue
      }
      found.insert(position)
      if back.leaves[position].value != leaf.value { pairs.append((.changed, index, position)) }
    }
    for position in back.leaves.indices where !found.contains(position) { pairs.append((.added, nil, position)) }
    let places = places(of: pairs.map(\.source))
    let backPlaces = back.places(of: pairs.map(\.back))
    return pairs.indices.map { index in
      let (kind, leaf, position) = pairs[index]
      return RoundTrip.Difference(
        kind: kind, path: shown(leaf.map { leaves[$0].path } ?? position.map { back.leaves[$0].path } ?? ""),
        source: places[index], back: backPlaces[index])
    }
  }

  private func shown(_ path: String) -> String { isDialect ? path : shownPath(path) }

  /// Where leaves stand, found in one walk over the text; the file as a whole for nil.
  private func places(of indices: [Int?]) -> [Place] {
    var places = Array(repeating: Place(file: source.file), count: indices.count)
    let known = indices.enumerated().compactMap { position, leaf in
      leaf.map { (position: position, offset: leaves[$0].offset) }
    }.sorted { $0.offset < $1.offset }
    for (place, item) in zip(source.places(of: known.map(\.offset)), known) { places[item.position] = place }
    return places
  }
}

/// Collects attributes and texts.
private final class XMLLeaves: XMLHandler {
  private(set) var leaves: [(path: String, value: [UInt8], offset: Int)] = []
  private var open: [(path: String, counts: [String: Int], offset: Int, texts: Int)] = []
  /// Text may come in pieces.
  private var text: [UInt8] = []
  private var textOffset = 0

  func start(_ name: Span<UInt8>, key: UInt, prefix: Span<UInt8>, namespace: Span<UInt8>, at offset: Int) {
    endText()
    let name = String(copying: name)
    var path = "/\(name)"
    if let top = open.indices.last {
      let index = open[top].counts[name, default: 0]
      open[top].counts[name] = index + 1
      path = "\(open[top].path)/\(name)[\(index + 1)]"
    }
    open.append((path, [:], offset, 0))
  }

  func attribute(_ name: Span<UInt8>, prefix: Span<UInt8>, namespace: Span<UInt8>, value: Span<UInt8>) {
    guard let top = open.last else { return }
    leaves.append(("\(top.path)/@\(String(copying: name))", [UInt8](copying: value), top.offset))
  }

  func attributesEnd() {}

  func end(at offset: Int) {
    endText()
    if let top = open.popLast(), top.counts.isEmpty, leaves.last.map({ !$0.path.hasPrefix(top.path) }) ?? true {
      leaves.append((top.path, [], top.offset))
    }
  }

  func text(_ text: Span<UInt8>, isCDATA: Bool, at offset: Int) {
    if self.text.isEmpty { textOffset = offset }
    self.text.append(text)
  }

  private func endText() {
    defer { text = [] }
    guard text.contains(where: { $0 > 0x20 }), let top = open.indices.last else { return }
    open[top].texts += 1
    leaves.append(("\(open[top].path)/text()[\(open[top].texts)]", text, textOffset))
  }
}

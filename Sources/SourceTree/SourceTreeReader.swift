// From any XML to the tree.

public import FHIRCore
internal import XMLSAX

extension SourceTree {
  /// Reads a document.
  ///
  /// A document type declaration is kept, without what it declares, and nothing is loaded for it. A reference to an entity
  /// that the document itself declares as plain characters is read as these; any other is refused where it stands.
  ///
  /// - Parameters:
  ///   - bytes: the document, in the encoding that it declares.
  ///   - file: what the user calls the file, for places.
  ///   - encoding: the encoding if the document is wrong about it.
  ///   - limits: how much is taken.
  /// - Returns: the tree of the document.
  /// - Throws: a `Diagnostic` with its place if the document is not well-formed, is not in its encoding or exceeds a limit.
  public static func read(
    xml bytes: [UInt8], file: String = "-", encoding: String? = nil, limits: Limits = Limits()
  ) throws(Diagnostic) -> SourceTree {
    let text = try XMLText(bytes, file: file, encoding: encoding)
    let source = SourceMap(file: file, text: text.bytes)
    var entities: PlainEntities?
    do throws(XMLFault) {
      entities = try PlainEntities.replaced(in: text.bytes)
      let assembly = SourceAssembly(entities)
      var parser = XMLParser(assembly, limits: XMLLimits(depth: limits.depth, size: limits.size))
      let bytes = entities?.text ?? text.bytes
      try parser.feed(bytes.span)
      try parser.finish()
      return assembly.finish(source, text, entities)
    } catch {
      let offset = entities?.original(error.offset) ?? error.offset
      throw Diagnostic(error.rule, error.message, at: source.place(of: offset), hint: error.hint)
    }
  }
}

private final class SourceAssembly: XMLHandler {
  private var records = [SourceRecord(kind: .document, name: 0, parent: SourceRecord.none, source: 0)]
  private var values: [UInt8] = []
  private var names = [SourceName(prefix: "", local: "", namespace: "")]
  private var numbers: [SourceName: UInt32] = [:]
  private var open: [(id: UInt32, last: UInt32)] = [(0, SourceRecord.none)]
  private var declarations: [(prefix: String, namespace: String)] = []

  /// What tells the places of the original where references to entities were replaced.
  private let entities: PlainEntities?

  init(_ entities: PlainEntities?) { self.entities = entities }

  func finish(_ source: SourceMap, _ text: XMLText, _ entities: PlainEntities?) -> SourceTree {
    var findings = text.findings
    if let entities, entities.count > 0 {
      findings.append(
        Diagnostic(
          SourceTreeRule.entityReplaced,
          "read \(entities.count) \(entities.count == 1 ? "reference" : "references") to entities of the document as their characters",
          at: source.place(of: entities.first)))
    }
    return SourceTree(
      records: records, values: values, names: names, source: source, encoding: text.encoding, findings: findings)
  }

  private func number(_ name: SourceName) -> UInt32 {
    if let number = numbers[name] { return number }
    let number = UInt32(names.count)
    names.append(name)
    numbers[name] = number
    return number
  }

  @discardableResult
  private func add(_ kind: SourceKind, _ name: UInt32, _ value: [UInt8], at offset: Int) -> UInt32 {
    let id = UInt32(records.count)
    let top = open.count - 1
    let place = entities?.original(offset) ?? offset
    var record = SourceRecord(kind: kind, name: name, parent: open[top].id, source: UInt32(truncatingIfNeeded: place))
    record.valueStart = UInt32(truncatingIfNeeded: values.count)
    record.valueCount = UInt32(truncatingIfNeeded: value.count)
    values += value
    records.append(record)
    if open[top].last == SourceRecord.none {
      records[Int(open[top].id)].firstChild = id
    } else {
      records[Int(open[top].last)].nextSibling = id
    }
    open[top].last = id
    return id
  }

  func start(_ name: Span<UInt8>, key: UInt, prefix: Span<UInt8>, namespace: Span<UInt8>, at offset: Int) {
    let name = number(
      SourceName(
        prefix: String(copying: prefix), local: String(copying: name), namespace: String(copying: namespace)))
    offsetOfElement = offset
    open.append((add(.element, name, [], at: offset), SourceRecord.none))
  }

  func declare(prefix: Span<UInt8>, namespace: Span<UInt8>) {
    // Declarations are attributes, so that they are written where they stood.
    let name =
      prefix.count == 0
      ? SourceName(prefix: "", local: "xmlns", namespace: SourceName.declarations)
      : SourceName(prefix: "xmlns", local: String(copying: prefix), namespace: SourceName.declarations)
    add(.attribute, number(name), [UInt8](copying: namespace), at: offsetOfElement)
  }

  func attribute(_ name: Span<UInt8>, prefix: Span<UInt8>, namespace: Span<UInt8>, value: Span<UInt8>) {
    let name = number(
      SourceName(
        prefix: String(copying: prefix), local: String(copying: name), namespace: String(copying: namespace)))
    add(.attribute, name, [UInt8](copying: value), at: offsetOfElement)
  }

  /// Where the tag stands whose attributes are told.
  private var offsetOfElement = 0

  func attributesEnd() {}

  func end(at offset: Int) { open.removeLast() }

  func text(_ text: Span<UInt8>, isCDATA: Bool, at offset: Int) {
    let last = open[open.count - 1].last
    // Text comes in pieces where it has references.
    if !isCDATA, last != SourceRecord.none, records[Int(last)].kind == .text, Int(last) == records.count - 1 {
      values.append(text)
      records[Int(last)].valueCount += UInt32(text.count)
      return
    }
    add(isCDATA ? .cdata : .text, 0, [UInt8](copying: text), at: offset)
  }

  func comment(_ text: Span<UInt8>, at offset: Int) { add(.comment, 0, [UInt8](copying: text), at: offset) }

  func processingInstruction(_ target: Span<UInt8>, _ data: Span<UInt8>, at offset: Int) {
    let name = number(SourceName(prefix: "", local: String(copying: target), namespace: ""))
    add(.processingInstruction, name, [UInt8](copying: data), at: offset)
  }

  func doctype(_ name: Span<UInt8>, publicID: Span<UInt8>, systemID: Span<UInt8>, at offset: Int) -> Bool {
    let value =
      publicID.count > 0
      ? "PUBLIC \"\(String(copying: publicID))\" \"\(String(copying: systemID))\""
      : systemID.count > 0 ? "SYSTEM \"\(String(copying: systemID))\"" : ""
    add(
      .doctype, number(SourceName(prefix: "", local: String(copying: name), namespace: "")), Array(value.utf8),
      at: offset)
    return true
  }
}

extension SourceName {
  /// The namespace of declarations of namespaces.
  package static let declarations = "http://www.w3.org/2000/xmlns/"

  /// Whether this is the attribute that declares a namespace.
  public var isDeclaration: Bool { namespace == Self.declarations }
}

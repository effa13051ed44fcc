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
  private var arena = SourceArena()

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
      records: arena.records, values: arena.values, names: arena.names, source: source, encoding: text.encoding,
      findings: findings)
  }

  private func place(_ offset: Int) -> Int { entities?.original(offset) ?? offset }

  func start(_ name: Span<UInt8>, key: UInt, prefix: Span<UInt8>, namespace: Span<UInt8>, at offset: Int) {
    offsetOfElement = place(offset)
    arena.open(number: number(of: name, prefix, namespace), at: offsetOfElement)
  }

  func declare(prefix: Span<UInt8>, namespace: Span<UInt8>) {
    // Declarations are attributes, so that they are written where they stood.
    let name =
      prefix.count == 0
      ? SourceName(prefix: "", local: "xmlns", namespace: SourceName.declarations)
      : SourceName(prefix: "xmlns", local: String(copying: prefix), namespace: SourceName.declarations)
    arena.add(.attribute, number: arena.number(of: name), namespace, at: offsetOfElement)
  }

  func attribute(_ name: Span<UInt8>, prefix: Span<UInt8>, namespace: Span<UInt8>, value: Span<UInt8>) {
    arena.add(.attribute, number: number(of: name, prefix, namespace), value, at: offsetOfElement)
  }

  /// Where the tag stands whose attributes are told.
  private var offsetOfElement = 0

  func attributesEnd() {}

  func end(at offset: Int) { arena.close() }

  func text(_ text: Span<UInt8>, isCDATA: Bool, at offset: Int) {
    // Text comes in pieces where it has references.
    if !isCDATA, let last = arena.last, arena.records[Int(last)].kind == .text, Int(last) == arena.records.count - 1 {
      return arena.extend(last, by: text)
    }
    arena.add(isCDATA ? .cdata : .text, number: 0, text, at: place(offset))
  }

  func comment(_ text: Span<UInt8>, at offset: Int) { add(.comment, "", [UInt8](copying: text), at: offset) }

  func processingInstruction(_ target: Span<UInt8>, _ data: Span<UInt8>, at offset: Int) {
    add(.processingInstruction, String(copying: target), [UInt8](copying: data), at: offset)
  }

  func doctype(_ name: Span<UInt8>, publicID: Span<UInt8>, systemID: Span<UInt8>, at offset: Int) -> Bool {
    let value =
      publicID.count > 0
      ? "PUBLIC \"\(String(copying: publicID))\" \"\(String(copying: systemID))\""
      : systemID.count > 0 ? "SYSTEM \"\(String(copying: systemID))\"" : ""
    add(.doctype, String(copying: name), Array(value.utf8), at: offset)
    return true
  }

  private func add(_ kind: SourceKind, _ name: String, _ value: [UInt8], at offset: Int) {
    arena.add(kind, SourceName(local: name), value[...], at: place(offset))
  }

  /// The numbers of names by a hash of their bytes, for a document has few names and many nodes.
  private var numbers: [UInt64: (name: [UInt8], prefix: Int, namespace: [UInt8], number: UInt32)] = [:]

  private func number(of name: Span<UInt8>, _ prefix: Span<UInt8>, _ namespace: Span<UInt8>) -> UInt32 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in 0..<name.count { hash = (hash ^ UInt64(name[index])) &* 0x100_0000_01b3 }
    hash = (hash ^ UInt64(prefix.count)) &* 0x100_0000_01b3
    // Prefixes and namespaces are compared in full only where there are any.
    if prefix.count == 0, let known = numbers[hash], known.prefix == 0, name.equals(known.name),
      namespace.equals(known.namespace)
    {
      return known.number
    }
    let number = arena.number(
      of: SourceName(
        prefix: String(copying: prefix), local: String(copying: name), namespace: String(copying: namespace)))
    numbers[hash] = ([UInt8](copying: name), prefix.count, [UInt8](copying: namespace), number)
    return number
  }
}

extension SourceName {
  /// The namespace of declarations of namespaces.
  package static let declarations = "http://www.w3.org/2000/xmlns/"

  /// Whether this is the attribute that declares a namespace.
  public var isDeclaration: Bool { namespace == Self.declarations }
}

extension Span<UInt8> {
  fileprivate func equals(_ bytes: [UInt8]) -> Bool {
    guard count == bytes.count else { return false }
    for index in 0..<count where self[index] != bytes[index] { return false }
    return true
  }
}

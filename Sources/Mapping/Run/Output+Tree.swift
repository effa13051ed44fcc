// From what was printed to a document.

internal import SourceTree

extension Output {
  /// The document whose root is an element.
  func tree(_ root: OutputID, encoding: String, isIndented: Bool = true) -> SourceTree {
    var writing = OutputWriting(self, encoding)
    writing.isIndented = isIndented
    writing.write(root, namespaces: [:], depth: 0)
    return writing.builder.finish()
  }
}

private struct OutputWriting {
  private let output: Output
  var builder: SourceTreeBuilder
  /// Whether elements are set out on lines of their own where that changes nothing.
  var isIndented = true
  /// The numbers that names without a prefix have in the document, where no namespace is declared.
  private let plain: [UInt32?]

  init(_ output: Output, _ encoding: String) {
    self.output = output
    var builder = SourceTreeBuilder(encoding: encoding)
    plain = output.names.map { $0.contains(":") ? nil : builder.number(of: SourceName(local: $0)) }
    self.builder = builder
  }

  /// Writes an element.
  ///
  /// - Parameters:
  ///   - id: the element.
  ///   - outer: the namespaces by their prefixes, as the elements around declare them.
  ///   - depth: how many elements are around.
  mutating func write(_ id: OutputID, namespaces outer: [String: String], depth: Int) {
    var namespaces = outer
    var isLaidOut = isIndented
    var hasContent = false
    var next = output[id].first
    while next.exists {
      let record = output[next]
      switch record.kind {
      case .attribute:
        let name = output.name(next)
        if name.hasPrefix("xmlns"), name == "xmlns" || name.hasPrefix("xmlns:") {
          namespaces[String(name.dropFirst("xmlns:".count))] = output.text(next)
        }
      case .element: hasContent = true
      case .text: (hasContent, isLaidOut) = (true, false)
      case .carried:
        hasContent = true
        if output.carriedNode(next).kind != .element { isLaidOut = false }
      }
      next = record.next
    }
    builder.start(number: number(of: id, namespaces, isElement: true))
    next = output[id].first
    while next.exists {
      if output[next].kind == .attribute {
        builder.attribute(number: number(of: next, namespaces, isElement: false), output.bytes(next))
      }
      next = output[next].next
    }
    // Only where nothing but elements stands do line breaks change nothing.
    isLaidOut = isLaidOut && hasContent
    next = output[id].first
    while next.exists {
      let record = output[next]
      if record.kind != .attribute, isLaidOut { builder.indent(depth + 1) }
      switch record.kind {
      case .attribute: break
      case .element: write(next, namespaces: namespaces, depth: depth + 1)
      case .text: builder.text(bytes: output.bytes(next))
      case .carried: builder.copy(output.carriedNode(next), names: { $0.resolved(in: namespaces) })
      }
      next = record.next
    }
    if isLaidOut { builder.indent(depth) }
    builder.end()
  }

  private mutating func number(of id: OutputID, _ namespaces: [String: String], isElement: Bool) -> UInt32 {
    let number = Int(output[id].name)
    if namespaces.isEmpty, let plain = plain[number] { return plain }
    let written = output.names[number]
    let isPlain = !isElement && !written.contains(":") && written != "xmlns"
    return builder.number(of: SourceName(written: written, isPlain ? [:] : namespaces))
  }
}

extension SourceName {
  /// A name as it is written, with its prefix.
  fileprivate init(written name: String, _ namespaces: [String: String]) {
    let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
    let written =
      parts.count == 2
      ? SourceName(prefix: parts[0], local: parts[1]) : SourceName(local: name, namespace: namespaces[""] ?? "")
    self = written.resolved(in: namespaces)
  }

  /// The name with the namespace that its prefix has.
  fileprivate func resolved(in namespaces: [String: String]) -> SourceName {
    if prefix == "xmlns" || prefix.isEmpty && local == "xmlns" {
      return SourceName(prefix: prefix, local: local, namespace: SourceName.declarations)
    }
    guard !prefix.isEmpty, let namespace = namespaces[prefix] else { return self }
    return SourceName(prefix: prefix, local: local, namespace: namespace)
  }
}

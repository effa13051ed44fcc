// Leaves of a document: what their text says, and where it is put.

internal import FHIRCore
internal import SourceTree

extension MappedReading {
  func store(
    _ text: String, _ places: [MappedPlace], _ codecs: [Codec], _ focus: Draft?, _ scope: Scope
  ) -> [Draft]? {
    guard let place = places.first, let base = scope.base(of: place, focus) else { return nil }
    for codec in codecs {
      guard let value = codec.parse(text, for: place.typeName), let stored = base.store(value, at: place.steps) else {
        continue
      }
      if codec.written(value) != text { stored.addExtension(MappingURLs.sourceText, text) }
      let copies = places.dropFirst().compactMap { copy in
        scope.base(of: copy, focus)?.store(.primitive(text, type: "string"), at: copy.steps)
      }
      return [stored] + copies
    }
    return nil
  }

  func split(
    _ text: String, _ texts: [String], _ places: [MappedPlace], _ focus: Draft?, _ scope: Scope
  ) -> [Draft]? {
    guard let parts = SplitText.parts(of: text, between: texts) else { return nil }
    var stored: [Draft] = []
    for (place, part) in zip(places, parts) {
      guard let draft = scope.base(of: place, focus)?.store(.primitive(part, type: "string"), at: place.steps) else {
        for draft in stored { draft.parent?.remove(draft) }
        return nil
      }
      stored.append(draft)
    }
    return stored
  }

  func join(
    _ line: MappedLine, _ paths: [SourcePath], _ separators: [String], _ element: SourceNode, _ focus: Draft?,
    _ scope: Scope
  ) {
    guard case .leaf(let places, let codecs) = line.target else { return }
    let found = paths.map { candidates($0, element).first }
    // Only the first ones may be there: nobody prints a time without its day.
    let present = found.prefix { $0 != nil }.compactMap { $0 }
    guard !present.isEmpty, found.dropFirst(present.count).allSatisfy({ $0 == nil }) else { return }
    let texts = present.compactMap { leafText($0.node) }
    guard texts.count == present.count else { return }
    var text = texts[0]
    for (separator, part) in zip(separators, texts.dropFirst()) { text += separator + part }
    guard SplitText.parts(of: text, count: texts.count, between: separators) == texts,
      let stored = store(text, places, codecs, focus, scope)
    else {
      for (node, _) in present { failures[node.id] = .unreadable(line: line.line) }
      return
    }
    for (node, chain) in present {
      markLeaf(node, line, stored)
      takenBy[Int(node.id)] = line.number
      mark(chain, line)
    }
  }

  /// The text of a leaf: an attribute's value, or that of an element which holds nothing else.
  func leafText(_ node: SourceNode) -> String? {
    if node.kind != .element { return node.kind == .document ? nil : node.value }
    let content = node.children.filter { $0.kind != .attribute }
    return content.contains { $0.kind == .element } ? nil : node.text
  }
}

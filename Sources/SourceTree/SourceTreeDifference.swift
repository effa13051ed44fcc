// Where two documents differ, by what counts in a comparison.

extension SourceTree {
  /// The first node that another document does not have so, as canonical XML compares them; nil if they are equal.
  ///
  /// - Parameters:
  ///   - other: the other document.
  ///   - isLeftOut: whether a node of this one does not count, with everything below it.
  /// - Returns: the first node that differs, or the one around it.
  package func firstDifference(
    from other: SourceTree, leavingOut isLeftOut: (UInt32) -> Bool = { _ in false }
  ) -> SourceNode? {
    guard let root, let otherRoot = other.root else { return self.root == nil && other.root == nil ? nil : document }
    let comparison = SourceComparison(self, other)
    return comparison.difference(root.id, otherRoot.id, isLeftOut).map { SourceNode(tree: self, id: $0) }
  }
}

private struct SourceComparison {
  private let left: SourceTree
  private let right: SourceTree
  /// For each name of the left document, its number in the right one.
  private let names: [UInt32]

  init(_ left: SourceTree, _ right: SourceTree) {
    self.left = left
    self.right = right
    var numbers: [String: UInt32] = [:]
    for (number, name) in right.names.enumerated().reversed() {
      numbers[name.qualified] = UInt32(truncatingIfNeeded: number)
    }
    names = left.names.map { numbers[$0.qualified] ?? .max }
  }

  /// The first node below an element, or itself, that differs; nil if there is none.
  func difference(_ id: UInt32, _ other: UInt32, _ isLeftOut: (UInt32) -> Bool) -> UInt32? {
    guard isSameName(id, other), hasSameAttributes(id, other, isLeftOut) else { return id }
    var mine = content(of: id, in: left, isLeftOut)[...]
    var theirs = content(of: other, in: right, { _ in false })[...]
    while let first = mine.first, let second = theirs.first {
      let kind = left.records[Int(first)].kind
      switch (kind, right.records[Int(second)].kind) {
      case (.element, .element):
        if let difference = difference(first, second, isLeftOut) { return difference }
        mine.removeFirst()
        theirs.removeFirst()
      case (.text, .text), (.text, .cdata), (.cdata, .text), (.cdata, .cdata):
        guard text(&mine, left) == text(&theirs, right) else { return id }
      case (.processingInstruction, .processingInstruction):
        guard isSameName(first, second), isSameValue(first, second) else { return id }
        mine.removeFirst()
        theirs.removeFirst()
      default: return kind == .element ? first : id
      }
    }
    guard mine.isEmpty, theirs.isEmpty else {
      return mine.first.flatMap { left.records[Int($0)].kind == .element ? $0 : nil } ?? id
    }
    return nil
  }

  private func isSameName(_ id: UInt32, _ other: UInt32) -> Bool {
    let (name, otherName) = (left.records[Int(id)].name, right.records[Int(other)].name)
    return names[Int(name)] == otherName
      || left.names[Int(name)].qualified == right.names[Int(otherName)].qualified
  }

  private func isSameValue(_ id: UInt32, _ other: UInt32) -> Bool {
    left.values[left.range(id)].elementsEqual(right.values[right.range(other)])
  }

  private func hasSameAttributes(_ id: UInt32, _ other: UInt32, _ isLeftOut: (UInt32) -> Bool) -> Bool {
    let mine = attributes(of: id, in: left).filter { !isLeftOut($0) }
    let theirs = attributes(of: other, in: right)
    guard mine.count == theirs.count else { return false }
    return zip(mine, theirs).allSatisfy { attribute, likely in
      // Mostly they stand in one order.
      let twin = isSameName(attribute, likely) ? likely : theirs.first { isSameName(attribute, $0) }
      return twin.map { isSameValue(attribute, $0) } ?? false
    }
  }

  private func attributes(of id: UInt32, in tree: SourceTree) -> [UInt32] {
    var attributes: [UInt32] = []
    var next = tree.records[Int(id)].firstChild
    // Attributes come first.
    while next != SourceRecord.none, tree.records[Int(next)].kind == .attribute {
      attributes.append(next)
      next = tree.records[Int(next)].nextSibling
    }
    return attributes
  }

  /// The elements, texts and processing instructions of an element; blanks between elements do not count.
  private func content(of id: UInt32, in tree: SourceTree, _ isLeftOut: (UInt32) -> Bool) -> [UInt32] {
    var content: [UInt32] = []
    var hasElements = false
    var hasBlanks = false
    var next = tree.records[Int(id)].firstChild
    while next != SourceRecord.none {
      switch tree.records[Int(next)].kind {
      case .element:
        hasElements = true
        if !isLeftOut(next) { content.append(next) }
      case .processingInstruction: content.append(next)
      case .text where !isLeftOut(next), .cdata where !isLeftOut(next):
        if tree.isBlank(next) { hasBlanks = true }
        content.append(next)
      default: break
      }
      next = tree.records[Int(next)].nextSibling
    }
    guard hasElements, hasBlanks else { return content }
    return content.filter { id in
      let kind = tree.records[Int(id)].kind
      return kind != .text && kind != .cdata || !tree.isBlank(id)
    }
  }

  /// The text that nodes next to each other are together.
  private func text(_ nodes: inout ArraySlice<UInt32>, _ tree: SourceTree) -> [UInt8] {
    var text: [UInt8] = []
    while let first = nodes.first, tree.records[Int(first)].kind == .text || tree.records[Int(first)].kind == .cdata {
      text += tree.values[tree.range(first)]
      nodes.removeFirst()
    }
    return text
  }
}

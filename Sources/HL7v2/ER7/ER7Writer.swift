// From the tree to the text of one message with delimiters.

internal import SourceTree

/// Writes one message, in UTF-8.
struct ER7Writer {
  private(set) var output: [UInt8] = []
  private var delimiters = Delimiters()
  private var usualEnd: [UInt8] = [0x0D]
  private var isCanonical = false

  /// Writes a message.
  ///
  /// - Parameters:
  ///   - message: the tree of the message.
  ///   - isCanonical: whether it is written with the usual delimiters, and nothing as it happened to be printed.
  mutating func write(_ message: SourceNode, isCanonical: Bool = false) {
    self.isCanonical = isCanonical
    if isCanonical { return group(message) }
    if let header = message.elements.first(where: { $0.name.local == "MSH" }) {
      let marks = header.elements.prefix(2).map { Array($0.text.utf8) }
      if marks.count == 2, marks[0].count == 1, let own = Delimiters(field: marks[0][0], others: marks[1]) {
        delimiters = own
      }
    }
    if let before = message[MessageNames.before] { output += LineEnd.bytes(of: before) }
    if let end = message[MessageNames.end] { usualEnd = LineEnd.bytes(of: end) }
    group(message)
  }

  private mutating func group(_ group: SourceNode) {
    for element in group.elements {
      // Segments have names of three letters, groups longer ones.
      if element.name.local.utf8.count == 3 { segment(element) } else { self.group(element) }
    }
  }

  private mutating func segment(_ segment: SourceNode) {
    let name = segment.name.local
    output += name.utf8
    var fields: [(number: Int, element: SourceNode)] = []
    for element in segment.elements { if let number = element.number { fields.append((number, element)) } }
    if !zip(fields, fields.dropFirst()).allSatisfy({ $0.number <= $1.number }) {
      // Only what an edit left behind is in another order; the repetitions of a field keep theirs.
      fields = fields.enumerated().sorted { ($0.element.number, $0.offset) < ($1.element.number, $1.offset) }
        .map(\.element)
    }
    var last = 0
    for (number, element) in fields {
      if ["MSH", "FHS", "BHS"].contains(name), number <= 2 {
        // The first field is the separator itself.
        if number == 1 { output.append(delimiters.field) } else { output += element.text.utf8 }
        last = number
        continue
      }
      if number == last {
        output.append(delimiters.repetition)
      } else {
        for _ in last..<number { output.append(delimiters.field) }
        if last == 0, ["MSH", "FHS", "BHS"].contains(name) { output.removeLast() }
      }
      last = number
      field(element)
    }
    if isCanonical { return output.append(0x0D) }
    if let tail = segment[MessageNames.tail] { output += tail.utf8 }
    output += segment[MessageNames.end].map(LineEnd.bytes(of:)) ?? usualEnd
  }

  private mutating func field(_ element: SourceNode) {
    if !isCanonical, let printed = element[MessageNames.printed], says(printed, element) {
      output += printed.utf8
      return
    }
    let components = element.positions
    for (index, component) in components.enumerated() {
      if index > 0 { output.append(delimiters.component) }
      guard let component else { continue }
      guard let mark = delimiters.subcomponent, component.kind == .element else {
        leaf(component)
        continue
      }
      for (index, subcomponent) in component.positions.enumerated() {
        if index > 0 { output.append(mark) }
        if let subcomponent { leaf(subcomponent) }
      }
    }
  }

  private mutating func leaf(_ node: SourceNode) {
    if node.isNull {
      output += "\"\"".utf8
    } else {
      delimiters.escape(Array((node.kind == .element ? node.text : node.value).utf8)[...], to: &output)
    }
  }

  /// Whether what was printed for a field says what the field says now.
  private func says(_ printed: String, _ element: SourceNode) -> Bool {
    func parts(_ text: ArraySlice<UInt8>, _ mark: UInt8?) -> [ArraySlice<UInt8>] {
      text.split(omittingEmptySubsequences: false) { $0 == mark }
    }
    func isSame(_ text: ArraySlice<UInt8>, _ node: SourceNode?) -> Bool {
      guard let node else { return text.isEmpty }
      if node.isNull { return text.elementsEqual("\"\"".utf8) }
      let value = Array((node.kind == .element ? node.text : node.value).utf8)
      return delimiters.unescaped(text) == value && !text.elementsEqual("\"\"".utf8)
    }
    func areSame(
      _ texts: [ArraySlice<UInt8>], _ nodes: [SourceNode?], _ isSame: (ArraySlice<UInt8>, SourceNode?) -> Bool
    ) -> Bool {
      (0..<max(texts.count, nodes.count)).allSatisfy { index in
        isSame(index < texts.count ? texts[index] : [], index < nodes.count ? nodes[index] : nil)
      }
    }
    return areSame(parts(Array(printed.utf8)[...], delimiters.component), element.positions) { text, component in
      guard let component else { return text.allSatisfy { $0 == delimiters.subcomponent } }
      guard component.kind == .element else { return isSame(text, component) }
      return areSame(parts(text, delimiters.subcomponent), component.positions, isSame)
    }
  }
}

extension SourceNode {
  /// The value of an attribute.
  subscript(name: String) -> String? { attributes.first { $0.name.local == name }?.value }

  /// The number at the end of the name: of `PID.3` three.
  var number: Int? {
    name.local.utf8.lastIndex(of: UInt8(ascii: ".")).flatMap {
      Int(name.local[name.local.index(after: $0)...])
    }.flatMap { (1...Self.most).contains($0) ? $0 : nil }
  }

  /// No place in a message has a higher number; what says so is no place.
  static var most: Int { 1 << 16 }

  /// Whether this is said to be no value.
  var isNull: Bool {
    kind == .attribute || self[MessageNames.null] == "true" && !children.contains { $0.kind == .text }
  }

  /// What stands at each place of a field or component: its own text at the first, the parts at theirs.
  var positions: [SourceNode?] { positions(isLaidOut: false) }

  /// What stands at each place of a field or component.
  ///
  /// - Parameter isLaidOut: whether blanks between parts are no text.
  /// - Returns: the parts by their places, from the first on; nil where nothing stands.
  func positions(isLaidOut: Bool) -> [SourceNode?] {
    var positions: [SourceNode?] = []
    for child in children {
      if isLaidOut, child.kind == .text, child.value.utf8.allSatisfy({ " \t\r\n".utf8.contains($0) }) { continue }
      let place: Int
      switch child.kind {
      case .text, .cdata: place = 1
      case .attribute where child.name.local == MessageNames.null && isNull:
        // The two quotes stand where the text would.
        positions = positions.isEmpty ? [SourceNode(tree: tree, id: child.id)] : positions
        continue
      case .element:
        guard let number = child.number else { continue }
        place = number
      default: continue
      }
      while positions.count < place { positions.append(nil) }
      positions[place - 1] = child
    }
    return positions
  }
}

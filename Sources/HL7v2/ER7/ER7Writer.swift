// From the tree to the text of one message with delimiters.

internal import SourceTree

/// Writes one message, in UTF-8.
struct ER7Writer {
  private(set) var output: [UInt8] = []
  private var delimiters = Delimiters()
  private var usualEnd: [UInt8] = [0x0D]
  private var isCanonical = false
  /// What MSH-18 is to say; nil for what it says.
  var characterSet: String?

  /// Writes a message.
  ///
  /// - Parameters:
  ///   - message: the tree of the message.
  ///   - isCanonical: whether nothing is written as it happened to be printed.
  mutating func write(_ message: SourceNode, isCanonical: Bool = false) {
    self.isCanonical = isCanonical
    let header = message.elements.first { $0.name.local == "MSH" }
    if let header {
      let marks = header.elements.prefix(2).map { Array($0.text.utf8) }
      if marks.count == 2, marks[0].count == 1, let own = Delimiters(field: marks[0][0], others: marks[1]) {
        delimiters = own
      }
    }
    if isCanonical { return group(message) }
    // Of FHIR from elsewhere there may be none, and without it nothing is a message.
    if header == nil { output += "MSH|^~\\&|||||||ORU^R01^ORU_R01||P|2.5.1\r".utf8 }
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
    var fields = segment.fields
    var last = 0
    if ["MSH", "FHS", "BHS"].contains(name) {
      // The first field is the separator itself, and the second one the other delimiters.
      output.append(delimiters.field)
      output += fields.first { $0.number == 2 }.map { Array($0.element.text.utf8) } ?? delimiters.others
      fields.removeAll { $0.number <= 2 }
      last = 2
    }
    var set = name == "MSH" ? characterSet : nil
    if set != nil { fields.removeAll { $0.number == 18 } }
    for (number, element) in fields {
      if let named = set, number > 18 {
        next(18, &last)
        output += named.utf8
        set = nil
      }
      next(number, &last)
      field(element)
    }
    if let named = set {
      next(18, &last)
      output += named.utf8
    }
    if isCanonical { return output.append(0x0D) }
    if let tail = segment[MessageNames.tail] { output += tail.utf8 }
    output += segment[MessageNames.end].map(LineEnd.bytes(of:)) ?? usualEnd
  }

  /// Begins a field, or another repetition of the last one.
  private mutating func next(_ number: Int, _ last: inout Int) {
    if number == last {
      output.append(delimiters.repetition)
    } else {
      for _ in last..<number { output.append(delimiters.field) }
    }
    last = number
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

  /// The fields of a segment by their numbers; the repetitions of one stand together, in their order.
  var fields: [(number: Int, element: SourceNode)] {
    let fields = elements.compactMap { element in element.number.map { (number: $0, element: element) } }
    if zip(fields, fields.dropFirst()).allSatisfy({ $0.number <= $1.number }) { return fields }
    return fields.enumerated().sorted { ($0.element.number, $0.offset) < ($1.element.number, $1.offset) }
      .map(\.element)
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

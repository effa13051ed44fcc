// From a message in XML to the same message with delimiters, which is then read as all are.

internal import FHIRCore
internal import SourceTree

/// A message in XML, of whatever version and in whatever way its parts are called, with delimiters.
struct MessageXMLReader {
  private(set) var text: [UInt8] = []
  /// Where in the XML the parts of the text stand, by their offsets there.
  private(set) var places: [(text: Int, source: Int)] = []
  /// What has no place in a message with delimiters: it is in the document only.
  private(set) var unplaced: [SourceNode] = []
  private var delimiters = Delimiters()

  /// Takes the root of a document.
  init(_ root: SourceNode) {
    let marks = root.elements.first { $0.name.local == "MSH" }?.elements.prefix(2).map(\.text) ?? []
    if marks.count == 2, let field = marks[0].utf8.first, marks[0].utf8.count == 1 {
      // Some escape the ampersand twice.
      let others = marks[1].replacing("&amp;", with: "&")
      delimiters = Delimiters(field: field, others: Array(others.utf8)) ?? delimiters
    }
    group(root)
  }

  private mutating func group(_ group: SourceNode) {
    note(group, isPart: false)
    for element in group.elements {
      if Self.isSegment(element.name.local) { segment(element) } else { self.group(element) }
    }
  }

  /// Notes text and attributes that are none of a message.
  private mutating func note(_ node: SourceNode, isPart: Bool) {
    for child in node.children {
      switch child.kind {
      case .attribute where !child.name.isDeclaration && child.name.namespace != Self.instance: unplaced.append(child)
      case .text, .cdata: if !isPart, !child.isBlank { unplaced.append(child) }
      default: continue
      }
    }
  }

  /// Where a document says which schema it is of.
  private static let instance = "http://www.w3.org/2001/XMLSchema-instance"

  /// Whether a root is that of a message: in the namespace of the standard, or called like a structure with segments in it.
  static func isMessage(_ root: SourceName) -> Bool {
    if root.namespace == namespace { return true }
    guard root.namespace.isEmpty else { return false }
    let parts = root.local.split(separator: "_", omittingEmptySubsequences: false)
    return root.local == unnamed
      || parts.count == 2 && parts.allSatisfy { $0.utf8.count == 3 && isSegment(String($0)) }
  }

  /// The root of a message that does not say its structure.
  static let unnamed = "HL7Message"

  /// Whether a text is like the names of structures.
  static func isName(_ text: String) -> Bool {
    let letters = Array(text.utf8)
    func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }
    return letters.first.map(isLetter) == true
      && letters.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_") }
  }

  static let namespace = "urn:hl7-org:v2xml"

  private static func isSegment(_ name: String) -> Bool {
    let letters = Array(name.utf8)
    return letters.count == 3 && (0x41...0x5A).contains(letters[0])
      && letters.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) }
  }

  private mutating func segment(_ segment: SourceNode) {
    let name = segment.name.local
    places.append((text.count, segment.offset))
    text += name.utf8
    var last = 0
    let isHeader = ["MSH", "FHS", "BHS"].contains(name)
    if isHeader {
      text.append(delimiters.field)
      text += delimiters.others
      last = 2
    }
    note(segment, isPart: false)
    unplaced += segment.elements.filter { $0.number == nil }
    for (number, field) in segment.fields where !(isHeader && number <= 2) {
      if number == last {
        text.append(delimiters.repetition)
      } else {
        for _ in last..<number { text.append(delimiters.field) }
      }
      last = number
      let start = text.count
      parts(field, [delimiters.component] + [delimiters.subcomponent].compactMap { $0 })
      // Delimiters without anything behind them are nothing in XML.
      while text.count > start, let end = text.last, end == delimiters.component || end == delimiters.subcomponent {
        text.removeLast()
      }
    }
    text.append(0x0D)
  }

  private mutating func parts(_ node: SourceNode, _ marks: [UInt8]) {
    guard node.kind == .element else { return leaf(node) }
    note(node, isPart: true)
    let positions = node.positions(isLaidOut: true)
    let placed = Set(positions.compactMap { $0?.id })
    unplaced += node.children.filter { child in
      switch child.kind {
      case .element: !placed.contains(child.id)
      // The text of a part is one, however many pieces it has.
      case .text, .cdata: !child.isBlank && positions.first??.kind == .element
      default: false
      }
    }
    guard positions.contains(where: { $0?.kind == .element }) else { return leaf(node) }
    guard let mark = marks.first else {
      // No delimiter parts what stands so deep: the first part is the value.
      unplaced += positions.dropFirst().compactMap { $0 }
      if let first = positions.first ?? nil { parts(first, []) }
      return
    }
    for (index, part) in positions.enumerated() {
      if index > 0 { text.append(mark) }
      if let part { parts(part, Array(marks.dropFirst())) }
    }
  }

  private mutating func leaf(_ node: SourceNode) {
    places.append((text.count, node.offset))
    let value = Array((node.kind == .element ? node.text : node.value).utf8)
    if value.elementsEqual("\"\"".utf8) { return text += value }
    delimiters.escape(delimiters.unescaped(value[...])[...], to: &text)
  }
}

extension SourceNode {
  fileprivate var isBlank: Bool { value.utf8.allSatisfy { " \t\r\n".utf8.contains($0) } }
}

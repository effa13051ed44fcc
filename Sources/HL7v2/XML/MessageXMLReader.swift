// From a message in XML to the same message with delimiters, which is then read as all are.

internal import FHIRCore
internal import SourceTree

/// A message in XML, of whatever version and in whatever way its parts are called, with delimiters.
struct MessageXMLReader {
  private(set) var text: [UInt8] = []
  /// Where in the XML the parts of the text stand, by their offsets there.
  private(set) var places: [(text: Int, source: Int)] = []
  private let delimiters = Delimiters()

  /// Takes the root of a document.
  init(_ root: SourceNode) { group(root) }

  private mutating func group(_ group: SourceNode) {
    for element in group.elements {
      if Self.isSegment(element.name.local) { segment(element) } else { self.group(element) }
    }
  }

  /// Whether a root is that of a message: in the namespace of the standard, or called like a structure with segments in it.
  static func isMessage(_ root: SourceName) -> Bool {
    if root.namespace == namespace { return true }
    guard root.namespace.isEmpty else { return false }
    let parts = root.local.split(separator: "_", omittingEmptySubsequences: false)
    return root.local == "HL7Message"
      || parts.count == 2 && parts.allSatisfy { $0.utf8.count == 3 && isSegment(String($0)) }
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
      text += "|^~\\&".utf8
      last = 2
    }
    for field in segment.elements {
      guard let number = field.number, !(isHeader && number <= 2), number >= last else { continue }
      if number == last {
        text.append(delimiters.repetition)
      } else {
        for _ in last..<number { text.append(delimiters.field) }
      }
      last = number
      let start = text.count
      parts(field, [delimiters.component, UInt8(ascii: "&")][...])
      // Delimiters without anything behind them are nothing in XML.
      while text.count > start, let end = text.last, end == delimiters.component || end == UInt8(ascii: "&") {
        text.removeLast()
      }
    }
    text.append(0x0D)
  }

  private mutating func parts(_ node: SourceNode, _ marks: ArraySlice<UInt8>) {
    let positions = node.kind == .element ? node.positions(isLaidOut: true) : [node]
    guard let mark = marks.first, positions.contains(where: { $0?.kind == .element }) else { return leaf(node) }
    for (index, part) in positions.enumerated() {
      if index > 0 { text.append(mark) }
      if let part { parts(part, marks.dropFirst()) }
    }
  }

  private mutating func leaf(_ node: SourceNode) {
    places.append((text.count, node.offset))
    let value = Array((node.kind == .element ? node.text : node.value).utf8)
    if value.elementsEqual("\"\"".utf8) { return text += value }
    delimiters.escape(delimiters.unescaped(value[...])[...], to: &text)
  }
}

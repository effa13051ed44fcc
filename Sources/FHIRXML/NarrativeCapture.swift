// Narrative on its way from XML: the bytes as they stand, or, where they lean on what is declared outside, written again.

internal import FHIRCore
internal import XMLSAX

/// Collects one `div` of narrative.
///
/// A div that declares its namespace itself is taken byte for byte. One with a prefix, or without a declaration of its own,
/// would mean nothing by itself, so it is written again without prefixes.
struct NarrativeCapture {
  /// Where the div begins.
  let start: Int
  private var depth = 1
  /// Whether the bytes of the div mean the same wherever they stand.
  private var isSelfContained = false
  private let hasPrefix: Bool
  /// The prefixes that are declared inside.
  private var declared: Set<[UInt8]> = []
  /// The prefix of the element that has begun, which may be declared on it.
  private var pending: [UInt8]?
  /// Whether a prefix is used that means nothing without what is declared outside.
  private(set) var leansOnOutside = false
  // What follows is only used for a div that is not.
  private var written: [UInt8] = Array("<div xmlns=\"http://www.w3.org/1999/xhtml\"".utf8)
  private var names: [[UInt8]] = [Array("div".utf8)]
  private var isTagOpen = true
  private var isRoot = true

  init(prefix: Span<UInt8>, at offset: Int) {
    start = offset
    hasPrefix = prefix.count > 0
  }

  mutating func declare(prefix: Span<UInt8>, namespace: Span<UInt8>) {
    if isRoot, !hasPrefix, prefix.count == 0, namespace.equals(FHIRNamespace.xhtml) { isSelfContained = true }
    if prefix.count > 0 { declared.insert([UInt8](copying: prefix)) }
  }

  /// Notes a prefix that stays in the narrative; declarations follow the name of their element, and come with it.
  private mutating func use(_ prefix: Span<UInt8>) {
    guard prefix.count > 0, !prefix.equals(Self.xml) else { return }
    if !isSelfContained || !declared.contains([UInt8](copying: prefix)) { leansOnOutside = true }
  }

  private static let xml = Array("xml".utf8)

  mutating func start(_ name: Span<UInt8>, prefix: Span<UInt8>) {
    depth += 1
    guard !isSelfContained else {
      if prefix.count > 0 { pending = [UInt8](copying: prefix) }
      return
    }
    isRoot = false
    closeTag()
    written.append(UInt8(ascii: "<"))
    written.append(name)
    names.append([UInt8](copying: name))
    isTagOpen = true
  }

  mutating func attribute(_ name: Span<UInt8>, prefix: Span<UInt8>, value: Span<UInt8>) {
    use(prefix)
    guard !isSelfContained else { return }
    written.append(UInt8(ascii: " "))
    if prefix.count > 0 {
      written.append(prefix)
      written.append(UInt8(ascii: ":"))
    }
    written.append(name)
    written += Array("=\"".utf8)
    XMLEscape.attribute(value, to: &written)
    written.append(UInt8(ascii: "\""))
  }

  mutating func attributesEnd() {
    isRoot = false
    guard let prefix = pending else { return }
    use(prefix.span)
    pending = nil
  }

  mutating func text(_ text: Span<UInt8>) {
    guard !isSelfContained else { return }
    closeTag()
    XMLEscape.text(text, to: &written)
  }

  /// Notes the end of an element; true if it was the div itself.
  mutating func end() -> Bool {
    depth -= 1
    guard !isSelfContained else { return depth == 0 }
    let name = names.removeLast()
    if isTagOpen {
      written += Array("/>".utf8)
      isTagOpen = false
    } else {
      written += Array("</".utf8) + name + Array(">".utf8)
    }
    return depth == 0
  }

  /// The narrative, from its bytes in the document.
  func finish(_ bytes: ArraySlice<UInt8>) -> [UInt8] { isSelfContained ? Array(bytes) : written }

  private mutating func closeTag() {
    if isTagOpen { written.append(UInt8(ascii: ">")) }
    isTagOpen = false
  }
}

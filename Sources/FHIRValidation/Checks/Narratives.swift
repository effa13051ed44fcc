// Whether narrative is the XHTML that FHIR allows (FHIR R4, 2.20.0.1: txt-1 and txt-2 in words).

internal import FHIRCore
internal import XMLSAX

extension Walk {
  /// The `div` of narrative, by its bytes.
  mutating func checkNarrative(_ id: UInt32) {
    let bytes = tree.lexeme(id)
    let narrative = Narrative()
    do throws(XMLFault) {
      var parser = XMLParser(narrative)
      try parser.feed(bytes.span)
      try parser.finish()
    } catch {
      return find(
        id, ValidationRule.narrativeSyntax, "expected well-formed XHTML",
        hint: error.rule == XMLRule.entity ? "write characters or &#N; for entities such as &nbsp;" : error.message)
    }
    usedInNarrative += narrative.fragments.map { (id, $0) }
    for fault in narrative.faults { find(id, fault.rule, fault.message, hint: fault.hint) }
    if narrative.faults.isEmpty, !narrative.hasContent {
      find(id, ValidationRule.narrativeEmpty, "expected text or an image")
    }
  }
}

/// Looks through narrative for what it must not have.
private final class Narrative: XMLHandler {
  struct Fault: Hashable {
    let rule: Rule
    let message: String
    var hint: String?
  }

  /// What is wrong, each thing once.
  private(set) var faults: [Fault] = []
  private static let mostFaults = 20
  /// Whether there is text or an image.
  private(set) var hasContent = false
  /// The ids that links and images point at within the resource.
  private(set) var fragments: [String] = []
  private var depth = 0
  private var isImage = false
  /// The depth at which a paragraph is open; 0 if none is.
  private var paragraph = 0

  func start(_ name: Span<UInt8>, key: UInt, prefix: Span<UInt8>, namespace: Span<UInt8>, at offset: Int) {
    depth += 1
    let name = String(copying: name)
    if depth == 1, name != "div" {
      note(ValidationRule.narrativeSyntax, "expected one div around the narrative")
    } else if String(copying: namespace) != "http://www.w3.org/1999/xhtml" {
      note(
        ValidationRule.narrativeSyntax, "expected the namespace of XHTML",
        hint: "write <div xmlns=\"http://www.w3.org/1999/xhtml\">")
    } else if !Self.elements.contains(name) {
      note(ValidationRule.narrativeContent, "expected elements that format text only, found <\(name.prefix(40))>")
    }
    isImage = name == "img"
    guard name == "p" else { return }
    if paragraph > 0 { note(ValidationRule.narrativeContent, "expected no paragraph in a paragraph") }
    paragraph = depth
  }

  func attribute(_ name: Span<UInt8>, prefix: Span<UInt8>, namespace: Span<UInt8>, value: Span<UInt8>) {
    let (prefix, name) = (String(copying: prefix), String(copying: name))
    if isImage, name == "src" { hasContent = true }
    if prefix == "xml" { return }
    if !prefix.isEmpty || !Self.attributes.contains(name) {
      note(ValidationRule.narrativeContent, "expected attributes that format text only, found '\(name.prefix(40))'")
    } else if name == "href" || name == "src", ActiveContent.isScheme(value) {
      note(ValidationRule.narrativeContent, "expected no link that runs a script")
    } else if name == "href" || name == "src", value.count > 1, value[0] == UInt8(ascii: "#") {
      fragments.append(String(String(copying: value).dropFirst()))
    }
  }

  func attributesEnd() {}

  func end(at offset: Int) {
    if depth == paragraph { paragraph = 0 }
    depth -= 1
  }

  func text(_ text: Span<UInt8>, isCDATA: Bool, at offset: Int) {
    guard !hasContent else { return }
    for index in text.indices where text[index] > 0x20 { return hasContent = true }
  }

  private func note(_ rule: Rule, _ message: String, hint: String? = nil) {
    let fault = Fault(rule: rule, message: message, hint: hint)
    if faults.count < Self.mostFaults, !faults.contains(fault) { faults.append(fault) }
  }

  private static let elements: Set = [
    "a", "abbr", "acronym", "b", "big", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "dfn",
    "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "li", "ol", "p", "pre", "q", "samp",
    "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "ul", "var",
  ]

  private static let attributes: Set = [
    "abbr", "accesskey", "align", "alt", "axis", "bgcolor", "border", "cellhalign", "cellpadding", "cellspacing",
    "cellvalign", "char", "charoff", "charset", "cite", "class", "colspan", "compact", "coords", "dir", "frame",
    "headers", "height", "href", "hreflang", "hspace", "id", "lang", "longdesc", "name", "nowrap", "rel", "rev",
    "rowspan", "rules", "scope", "shape", "span", "src", "start", "style", "summary", "tabindex", "title", "type",
    "valign", "value", "vspace", "width",
  ]
}

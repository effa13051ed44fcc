// FHIR in any syntax to a tree and back: the one place that knows which reader and writer a format has.

internal import FHIRCore
internal import FHIRJSON
internal import FHIRXML
internal import XMLSAX

/// Reads records of FHIR, one after another.
struct FHIRReader: ~Copyable {
  /// What was found in the record read last.
  private(set) var diagnostics: [Diagnostic] = []
  /// How much more was found of each severity than is listed there.
  var unlisted: [Rule.Severity: Int] { format == .fhirXML ? xml.unlisted : json.unlisted }
  private let format: Format
  private let encoding: String?
  private var json = JSONReader()
  private var xml = XMLReader()

  /// Makes a reader of a format; `encoding` is the encoding if XML is wrong about it.
  init(_ format: Format, encoding: String? = nil) {
    self.format = format
    self.encoding = encoding
  }

  mutating func read(_ bytes: [UInt8], file: String, firstLine: Int = 1) throws(Diagnostic) -> ElementTree {
    defer { diagnostics = format == .fhirXML ? xml.diagnostics : json.diagnostics }
    return format == .fhirXML
      ? try xml.read(bytes, file: file, encoding: encoding)
      : try json.read(bytes, file: file, firstLine: firstLine)
  }

  /// Reads a piece of a Bundle, which is UTF-8 whatever the file was.
  mutating func read(_ piece: BundlePiece, file: String) throws(Diagnostic) -> ElementTree {
    guard format == .fhirXML else { return try read(piece.text, file: file) }
    defer { diagnostics = xml.diagnostics }
    return try xml.read(XMLText(decoded: piece.text), file: file)
  }
}

extension Format {
  /// Appends a resource as a record of this format, which ends with a line break.
  func write(_ root: Node, _ layout: JSONWriter.Style, to output: inout [UInt8]) throws(Diagnostic) {
    if self == .fhirXML {
      try XMLWriter(style: layout == .pretty ? .pretty : .compact).write(root, to: &output)
    } else {
      JSONWriter(style: self == .ndjson ? .compact : layout).write(root, to: &output)
    }
    if output.last != 0x0A { output.append(0x0A) }
  }
}

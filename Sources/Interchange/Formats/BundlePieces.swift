// Cuts a Bundle of either syntax into pieces while it is read.

internal import FHIRCore
internal import FHIRJSON
internal import FHIRXML

/// The pieces of a Bundle: each of its entries, and what is left without them.
enum BundlePieces {
  case json(JSONBundlePieces)
  case xml(XMLBundlePieces)

  init(_ format: Format) { self = format == .fhirXML ? .xml(XMLBundlePieces()) : .json(JSONBundlePieces()) }

  /// Whether a file that begins so is a Bundle that can be cut while it is read: its type comes early, and XML is UTF-8.
  static func canCut(_ format: Format, beginning start: [UInt8]) -> Bool {
    guard format == .fhirJSON || format == .fhirXML && XMLBundlePieces.isUTF8(start) else { return false }
    var pieces = BundlePieces(format)
    _ = try? pieces.feed(Array(start.prefix(1 << 20)), file: "")
    return pieces.type == "Bundle"
  }

  /// The type of the resource, once it has come.
  var type: String? {
    switch self {
    case .json(let json): json.type
    case .xml(let xml): xml.type
    }
  }

  /// The pieces that end in a chunk.
  mutating func feed(_ chunk: [UInt8], file: String) throws(Diagnostic) -> [BundlePiece] {
    switch self {
    case .json(var json):
      self = .json(JSONBundlePieces())  // so that it is not copied
      defer { self = .json(json) }
      return json.feed(chunk)
    case .xml(let xml): return try xml.feed(chunk, file: file)
    }
  }

  /// What is left when all has been fed.
  mutating func finish(file: String) throws(Diagnostic) -> [BundlePiece] {
    switch self {
    case .json(var json): json.finish()
    case .xml(let xml): try xml.finish(file: file)
    }
  }
}

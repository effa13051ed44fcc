// OIDs and UUIDs as documents print them, and the URIs that they are in FHIR.

internal import FHIRCore

/// Takes names of systems to URIs and back.
enum URIText {
  /// An OID or UUID as a URN (RFC 3061, RFC 4122), another URI as it is; nil if the text is none of these.
  static func parse(_ text: String) -> String? {
    if isOID(text) { return "urn:oid:" + text }
    if UUIDBytes(text: text) != nil { return "urn:uuid:" + text }
    guard let colon = text.firstIndex(of: ":"), colon > text.startIndex, !text.contains(where: \.isWhitespace),
      text[..<colon].utf8.allSatisfy({
        ($0 | 0x20) &- UInt8(ascii: "a") < 26 || $0 &- 0x30 < 10 || "+-.".utf8.contains($0)
      })
    else { return nil }
    return text
  }

  static func written(_ uri: String) -> String? {
    for prefix in ["urn:oid:", "urn:uuid:"] where uri.hasPrefix(prefix) {
      let text = String(uri.dropFirst(prefix.utf8.count))
      return parse(text) == uri ? text : uri
    }
    return uri
  }

  /// Whether a text is an OID: numbers without leading zeros, the first 0, 1 or 2.
  private static func isOID(_ text: String) -> Bool {
    let arcs = text.split(separator: ".", omittingEmptySubsequences: false)
    return arcs.count > 1 && ["0", "1", "2"].contains(arcs[0])
      && arcs.allSatisfy { arc in
        !arc.isEmpty && arc.utf8.allSatisfy { $0 &- 0x30 < 10 } && (arc == "0" || arc.first != "0")
      }
  }
}

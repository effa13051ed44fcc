// The views in Swift's coders: convenient, and not exact. The exact ways are `json()` and TreeEncoder.

internal import FHIRCore

extension ElementView {
  /// Decodes the element as a JSON file has it.
  ///
  /// What a decoder loses is lost before this is called: `JSONDecoder` gives `1.00` as the integer 1, cuts numbers to what a
  /// `Double` holds, and does not tell the order of keys. `init(json:)` and `TreeDecoder` lose nothing.
  ///
  /// - Throws: `DecodingError.dataCorrupted` if it is a resource of another type.
  public init(from decoder: any Decoder) throws { self.init(try Node.decoding(from: decoder, as: Self.typeID)) }

  /// Encodes the element as a JSON file has it.
  ///
  /// An encoder gets numbers as integers or `Double`, so `1.00` becomes `1`; `JSONEncoder` orders keys as it likes.
  /// `json()` and `TreeEncoder` lose nothing.
  public func encode(to encoder: any Encoder) throws { try node.encode(to: encoder) }
}

extension Node {
  /// Decodes an element of a type.
  ///
  /// Not generic, so that it is compiled once and not for every view.
  fileprivate static func decoding(from decoder: any Decoder, as type: TypeID) throws -> Node {
    let value = try JSONValue(from: decoder)
    do throws(Diagnostic) {
      var findings: [Diagnostic] = []
      return try reading(value.text, file: "-", as: type, reporting: &findings)
    } catch {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: error.message, underlyingError: error))
    }
  }

  fileprivate func encode(to encoder: any Encoder) throws { try JSONValue(self).encode(to: encoder) }
}

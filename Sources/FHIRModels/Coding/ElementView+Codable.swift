// The views in Swift's coders: convenient, and not exact. The exact ways are `json()` and TreeEncoder.

import FHIRCore

extension ElementView {
  /// Decodes the element as a JSON file has it.
  ///
  /// What a decoder loses is lost before this is called: `JSONDecoder` gives `1.00` as the integer 1, cuts numbers to what a
  /// `Double` holds, and does not tell the order of keys. `init(json:)` and `TreeDecoder` lose nothing.
  ///
  /// - Throws: `DecodingError.dataCorrupted` if it is a resource of another type.
  public init(from decoder: any Decoder) throws {
    let value = try JSONValue(from: decoder)
    do throws(Diagnostic) {
      try self.init(json: value.text)
    } catch {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: error.message, underlyingError: error))
    }
  }

  /// Encodes the element as a JSON file has it.
  ///
  /// An encoder gets numbers as integers or `Double`, so `1.00` becomes `1`; `JSONEncoder` orders keys as it likes.
  /// `json()` and `TreeEncoder` lose nothing.
  public func encode(to encoder: any Encoder) throws { try JSONValue(node).encode(to: encoder) }
}

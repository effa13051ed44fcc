// An empty list is the same as a key left out, in both directions of Codable.

// Synthesised conformances of this module find these overloads before the standard library's, for they are more
// specific. That spares twelve hand-written conformances that would all say the same.

extension KeyedDecodingContainer {
  func decode<Element: Decodable>(_ type: [Element].Type, forKey key: Key) throws -> [Element] {
    try decodeIfPresent(type, forKey: key) ?? []
  }
}

extension KeyedEncodingContainer {
  mutating func encode<Element: Encodable>(_ list: [Element], forKey key: Key) throws {
    try encodeIfPresent(list.isEmpty ? nil : list, forKey: key)
  }
}

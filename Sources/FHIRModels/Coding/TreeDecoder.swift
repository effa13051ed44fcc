// A user's own Codable types from a tree, exactly.

public import FHIRCore

/// Decodes `Decodable` types from an element of a tree.
///
/// ```swift
/// struct Result: Codable {
///   struct Amount: Codable { var value: FHIRDecimal, unit: String }
///   var status: String
///   var valueQuantity: Amount?
/// }
/// let result = try TreeDecoder().decode(Result.self, from: tree.root)
/// ```
///
/// Keys are those of FHIR's JSON: `valueQuantity`, `_birthDate`, `resourceType`. A `FHIRDecimal`, and a `String` where there
/// is a number, gets the number as it was written. Views may be properties of the type.
public struct TreeDecoder: Sendable {
  /// Makes a decoder.
  public init() {}

  /// Decodes a value from an element.
  ///
  /// - Throws: `DecodingError` with the path of keys; its texts contain no value of the file.
  public func decode<Value: Decodable>(_ type: Value.Type, from node: Node) throws -> Value {
    try ValueDecoder(value: JSONValue(node), codingPath: []).unbox(type)
  }
}

/// A decoder of one JSON value.
struct ValueDecoder: Decoder {
  let value: JSONValue
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard case .object(let members) = value else { throw mismatch(type, "expected an object") }
    return KeyedDecodingContainer(MembersContainer(members, codingPath))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .array(let items) = value else { throw mismatch([Any].self, "expected a list") }
    return ItemsContainer(items: items, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { self }

  /// Decodes a type; those that keep a number's text are asked for by name, for coders have no number but Double's kind.
  func unbox<Value: Decodable>(_ type: Value.Type) throws -> Value {
    if type == FHIRDecimal.self, case .number(let lexeme) = value, let decimal = FHIRDecimal(lexeme: lexeme) as? Value {
      return decimal
    }
    return try Value(from: self)
  }

  func mismatch(_ type: Any.Type, _ message: String) -> DecodingError {
    .typeMismatch(type, .init(codingPath: codingPath, debugDescription: message))
  }
}

extension ValueDecoder: SingleValueDecodingContainer {
  func decodeNil() -> Bool {
    if case .null = value { true } else { false }
  }

  func decode(_ type: Bool.Type) throws -> Bool {
    guard case .boolean(let value) = value else { throw mismatch(type, "expected true or false") }
    return value
  }

  func decode(_ type: String.Type) throws -> String {
    switch value {
    case .string(let text), .number(let text): return text
    default: throw mismatch(type, "expected text")
    }
  }

  func decode(_ type: Double.Type) throws -> Double { try number(type) { Double($0) } }
  func decode(_ type: Float.Type) throws -> Float { try number(type) { Float($0) } }
  func decode(_ type: Int.Type) throws -> Int { try integer(type) }
  func decode(_ type: Int8.Type) throws -> Int8 { try integer(type) }
  func decode(_ type: Int16.Type) throws -> Int16 { try integer(type) }
  func decode(_ type: Int32.Type) throws -> Int32 { try integer(type) }
  func decode(_ type: Int64.Type) throws -> Int64 { try integer(type) }
  func decode(_ type: UInt.Type) throws -> UInt { try integer(type) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try integer(type) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try integer(type) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try integer(type) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try integer(type) }
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try unbox(type) }

  private func integer<Value: FixedWidthInteger>(_ type: Value.Type) throws -> Value {
    try number(type) { Value($0) }
  }

  private func number<Value>(_ type: Value.Type, _ convert: (String) -> Value?) throws -> Value {
    guard case .number(let lexeme) = value else { throw mismatch(type, "expected a number") }
    guard let number = convert(lexeme) else { throw mismatch(type, "expected a number that fits \(type)") }
    return number
  }
}

/// The members of an object; of a key that stands there twice, the first.
private struct MembersContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let codingPath: [any CodingKey]
  let allKeys: [Key]
  private let values: [String: JSONValue]

  init(_ members: [JSONValue.Member], _ path: [any CodingKey]) {
    codingPath = path
    values = Dictionary(members.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    allKeys = members.compactMap { Key(stringValue: $0.key) }
  }

  func contains(_ key: Key) -> Bool { values[key.stringValue] != nil }

  func decodeNil(forKey key: Key) throws -> Bool { try decoder(key).decodeNil() }
  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try decoder(key).unbox(type) }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try decoder(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try decoder(key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder {
    ValueDecoder(value: values["super"] ?? .null, codingPath: codingPath + [JSONKey("super")])
  }

  func superDecoder(forKey key: Key) throws -> any Decoder { try decoder(key) }

  private func decoder(_ key: Key) throws -> ValueDecoder {
    guard let value = values[key.stringValue] else {
      throw DecodingError.keyNotFound(
        key, .init(codingPath: codingPath, debugDescription: "expected the key '\(key.stringValue)'"))
    }
    return ValueDecoder(value: value, codingPath: codingPath + [key])
  }
}

/// The items of a list.
private struct ItemsContainer: UnkeyedDecodingContainer {
  let items: [JSONValue]
  let codingPath: [any CodingKey]
  private(set) var currentIndex = 0

  init(items: [JSONValue], codingPath: [any CodingKey]) {
    self.items = items
    self.codingPath = codingPath
  }

  var count: Int? { items.count }
  var isAtEnd: Bool { currentIndex >= items.count }

  mutating func decodeNil() throws -> Bool {
    // Only null is consumed, as Swift's own coders do.
    guard try current().decodeNil() else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let value = try current().unbox(type)
    currentIndex += 1
    return value
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    let container = try current().container(keyedBy: type)
    currentIndex += 1
    return container
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    let container = try current().unkeyedContainer()
    currentIndex += 1
    return container
  }

  mutating func superDecoder() throws -> any Decoder {
    let decoder = try current()
    currentIndex += 1
    return decoder
  }

  private func current() throws -> ValueDecoder {
    let path = codingPath + [JSONKey(currentIndex)]
    guard !isAtEnd else {
      throw DecodingError.valueNotFound(
        JSONValue.self, .init(codingPath: path, debugDescription: "expected one more item"))
    }
    return ValueDecoder(value: items[currentIndex], codingPath: path)
  }
}

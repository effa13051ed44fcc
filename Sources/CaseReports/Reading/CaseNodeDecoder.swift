// Decodes the model from the common tree of YAML and JSON.

/// A decoder over a tree in which every scalar is text.
///
/// Numbers are read from their text, so the model's only one, `courses`, decodes from `4` and `"4"` alike. It runs
/// after the checks and so makes no effort to explain what does not fit.
struct CaseNodeDecoder: Decoder {
  private let node: CaseNode
  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]

  init(_ node: CaseNode) { self.node = node }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard case .map(let members) = node.content else { throw mismatch("keys and values") }
    return KeyedDecodingContainer(KeyedNodes(members))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .list(let items) = node.content else { throw mismatch("a list") }
    return ListedNodes(items)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { SingleNode(node) }
}

private func mismatch(_ expected: String) -> DecodingError {
  DecodingError.dataCorrupted(DecodingError.Context(codingPath: [], debugDescription: "expected \(expected)"))
}

private struct KeyedNodes<Key: CodingKey>: KeyedDecodingContainerProtocol {
  private let members: [String: CaseNode]
  let codingPath: [any CodingKey] = []

  init(_ members: [CaseNode.Member]) {
    self.members = Dictionary(members.map { ($0.key, $0.value) }) { first, _ in first }
  }

  var allKeys: [Key] { members.keys.compactMap { Key(stringValue: $0) } }
  func contains(_ key: Key) -> Bool { members[key.stringValue] != nil }
  func decodeNil(forKey key: Key) throws -> Bool { members[key.stringValue] == nil }

  private func node(_ key: Key) throws -> CaseNode {
    guard let node = members[key.stringValue] else { throw mismatch("the key \(key.stringValue)") }
    return node
  }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try Value(from: CaseNodeDecoder(node(key)))
  }

  func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<NestedKey> {
    try CaseNodeDecoder(node(key)).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try CaseNodeDecoder(node(key)).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { throw mismatch("no inheritance") }
  func superDecoder(forKey key: Key) throws -> any Decoder { CaseNodeDecoder(try node(key)) }
}

private struct ListedNodes: UnkeyedDecodingContainer {
  private let items: [CaseNode]
  private(set) var currentIndex = 0
  let codingPath: [any CodingKey] = []

  init(_ items: [CaseNode]) { self.items = items }

  var count: Int? { items.count }
  var isAtEnd: Bool { currentIndex == items.count }
  mutating func decodeNil() throws -> Bool { false }

  private mutating func next() throws -> CaseNodeDecoder {
    guard !isAtEnd else { throw mismatch("another item") }
    defer { currentIndex += 1 }
    return CaseNodeDecoder(items[currentIndex])
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: next()) }

  mutating func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type
  ) throws -> KeyedDecodingContainer<NestedKey> {
    try next().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try next().unkeyedContainer() }
  mutating func superDecoder() throws -> any Decoder { try next() }
}

private struct SingleNode: SingleValueDecodingContainer {
  private let node: CaseNode
  let codingPath: [any CodingKey] = []

  init(_ node: CaseNode) { self.node = node }

  func decodeNil() -> Bool { false }

  func decode(_ type: String.Type) throws -> String {
    guard case .text(let text, _) = node.content else { throw mismatch("text") }
    return text
  }

  func decode(_ type: Bool.Type) throws -> Bool { throw mismatch("no boolean") }
  func decode(_ type: Double.Type) throws -> Double { throw mismatch("no binary fraction") }
  func decode(_ type: Float.Type) throws -> Float { throw mismatch("no binary fraction") }
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: CaseNodeDecoder(node)) }

  private func whole<Number: LosslessStringConvertible>(_ type: Number.Type) throws -> Number {
    guard let number = Number(try decode(String.self)) else { throw mismatch("a whole number") }
    return number
  }

  func decode(_ type: Int.Type) throws -> Int { try whole(type) }
  func decode(_ type: Int8.Type) throws -> Int8 { try whole(type) }
  func decode(_ type: Int16.Type) throws -> Int16 { try whole(type) }
  func decode(_ type: Int32.Type) throws -> Int32 { try whole(type) }
  func decode(_ type: Int64.Type) throws -> Int64 { try whole(type) }
  func decode(_ type: UInt.Type) throws -> UInt { try whole(type) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try whole(type) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try whole(type) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try whole(type) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try whole(type) }
}

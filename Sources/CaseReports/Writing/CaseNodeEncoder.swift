// Encodes the model into the common tree of YAML and JSON, keys in the order in which the model declares them.

/// An encoder whose result is a tree in which every scalar is text, apart from whole numbers.
struct CaseNodeEncoder: Encoder {
  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]
  private let slot: Slot

  /// The tree of a value.
  static func tree(of value: some Encodable) throws -> CaseNode {
    let slot = Slot()
    try value.encode(to: CaseNodeEncoder(slot))
    return slot.node
  }

  fileprivate init(_ slot: Slot) { self.slot = slot }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    slot.kind = .map
    return KeyedEncodingContainer(KeyedSlots(slot))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    slot.kind = .list
    return ListedSlots(slot)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { SingleSlot(slot) }
}

/// A node that is being made.
///
/// A reference, for containers outlive the calls that made them.
private final class Slot {
  enum Kind {
    case text(String, CaseNode.Style)
    case list
    case map
  }

  var kind: Kind = .text("", .quoted)
  var children: [(key: String, slot: Slot)] = []

  func child(_ key: String = "") -> Slot {
    let slot = Slot()
    children.append((key, slot))
    return slot
  }

  var node: CaseNode {
    switch kind {
    case .text(let text, let style): CaseNode(content: .text(text, style), offset: 0)
    case .list: CaseNode(content: .list(children.map(\.slot.node)), offset: 0)
    case .map:
      CaseNode(
        content: .map(children.map { CaseNode.Member(key: $0.key, keyOffset: 0, value: $0.slot.node) }), offset: 0)
    }
  }
}

private func unsupported(_ value: Any) -> EncodingError {
  EncodingError.invalidValue(
    value, EncodingError.Context(codingPath: [], debugDescription: "expected a text or a whole number"))
}

private struct KeyedSlots<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let codingPath: [any CodingKey] = []
  private let slot: Slot

  init(_ slot: Slot) { self.slot = slot }

  mutating func encodeNil(forKey key: Key) throws {}

  mutating func encode(_ value: some Encodable, forKey key: Key) throws {
    try value.encode(to: CaseNodeEncoder(slot.child(key.stringValue)))
  }

  mutating func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type, forKey key: Key
  ) -> KeyedEncodingContainer<NestedKey> {
    CaseNodeEncoder(slot.child(key.stringValue)).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    CaseNodeEncoder(slot.child(key.stringValue)).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { CaseNodeEncoder(slot.child("super")) }
  mutating func superEncoder(forKey key: Key) -> any Encoder { CaseNodeEncoder(slot.child(key.stringValue)) }
}

private struct ListedSlots: UnkeyedEncodingContainer {
  let codingPath: [any CodingKey] = []
  private let slot: Slot

  init(_ slot: Slot) { self.slot = slot }

  var count: Int { slot.children.count }
  mutating func encodeNil() throws { throw unsupported("nil") }
  mutating func encode(_ value: some Encodable) throws { try value.encode(to: CaseNodeEncoder(slot.child())) }

  mutating func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type
  ) -> KeyedEncodingContainer<NestedKey> {
    CaseNodeEncoder(slot.child()).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    CaseNodeEncoder(slot.child()).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { CaseNodeEncoder(slot.child()) }
}

private struct SingleSlot: SingleValueEncodingContainer {
  let codingPath: [any CodingKey] = []
  private let slot: Slot

  init(_ slot: Slot) { self.slot = slot }

  mutating func encodeNil() throws { throw unsupported("nil") }
  mutating func encode(_ value: String) throws { slot.kind = .text(value, .quoted) }
  mutating func encode(_ value: Bool) throws { throw unsupported(value) }
  mutating func encode(_ value: Double) throws { throw unsupported(value) }
  mutating func encode(_ value: Float) throws { throw unsupported(value) }
  mutating func encode(_ value: some Encodable) throws { try value.encode(to: CaseNodeEncoder(slot)) }

  private func whole(_ value: some BinaryInteger) { slot.kind = .text(String(value), .number) }

  mutating func encode(_ value: Int) throws { whole(value) }
  mutating func encode(_ value: Int8) throws { whole(value) }
  mutating func encode(_ value: Int16) throws { whole(value) }
  mutating func encode(_ value: Int32) throws { whole(value) }
  mutating func encode(_ value: Int64) throws { whole(value) }
  mutating func encode(_ value: UInt) throws { whole(value) }
  mutating func encode(_ value: UInt8) throws { whole(value) }
  mutating func encode(_ value: UInt16) throws { whole(value) }
  mutating func encode(_ value: UInt32) throws { whole(value) }
  mutating func encode(_ value: UInt64) throws { whole(value) }
}

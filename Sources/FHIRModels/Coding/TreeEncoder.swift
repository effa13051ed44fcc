// A user's own Codable types to a tree, exactly.

public import FHIRCore
internal import FHIRJSON

/// Encodes `Encodable` types as an element of a tree.
///
/// ```swift
/// struct Status: Codable { var resourceType = "Observation", status = "final" }
/// let observation = R4.Observation(try TreeEncoder().encode(Status()))
/// ```
///
/// Keys are those of FHIR's JSON: `valueQuantity`, `_birthDate`. A `FHIRDecimal` keeps its text; `Double` and `Float` are
/// written in their shortest form. Views may be properties of the type.
public struct TreeEncoder: Sendable {
  /// Makes an encoder.
  public init() {}

  /// Encodes a value as a resource, whose type is its member `resourceType`, or as an element of a named type.
  ///
  /// What contradicts the definitions is in the tree all the same.
  ///
  /// - Throws: `EncodingError` if there is no object at the top, it does not say which resource it is, or a number is not
  ///   finite.
  public func encode(_ value: some Encodable, as type: TypeID? = nil) throws -> Node {
    let target = EncodingTarget()
    try ValueEncoder(target: target, codingPath: []).box(value)
    guard case .object? = target.value else { throw Self.error(value, "expected an object") }
    var reader = JSONReader(limits: Limits(depth: .max))
    let root: Node
    do throws(Diagnostic) {
      root = try reader.read((target.value ?? .object([])).text, as: type).root
    } catch {
      throw Self.error(value, error.message, error)
    }
    guard type != nil || root.type != .unknown else {
      throw Self.error(value, "expected a member 'resourceType' that names a resource of R4")
    }
    return root
  }

  private static func error(_ value: some Encodable, _ message: String, _ cause: Diagnostic? = nil) -> EncodingError {
    .invalidValue(value, .init(codingPath: [], debugDescription: message, underlyingError: cause))
  }
}

/// A place that an encoder fills, perhaps after the containers around it.
final class EncodingTarget {
  private enum Form {
    case value, list, object
  }

  private var form = Form.value
  private var scalar: JSONValue?
  private var items: [EncodingTarget] = []
  private var members: [(key: String, target: EncodingTarget)] = []
  private var places: [String: Int] = [:]

  /// What was encoded here; nil if nothing was.
  var value: JSONValue? {
    get {
      switch form {
      case .value: scalar
      case .list: .array(items.map { $0.value ?? .object([]) })
      case .object: .object(members.map { JSONValue.Member(key: $0.key, value: $0.target.value ?? .object([])) })
      }
    }
    set {
      form = .value
      scalar = newValue
    }
  }

  func becomeList() { form = .list }

  func becomeObject() { form = .object }

  /// The number of items of a list.
  var count: Int { items.count }

  /// A new place at the end of the list.
  func appended() -> EncodingTarget {
    let target = EncodingTarget()
    items.append(target)
    return target
  }

  /// The place of a key; the one that is there if the key is encoded twice.
  func member(_ key: String) -> EncodingTarget {
    if let place = places[key] { return members[place].target }
    let target = EncodingTarget()
    places[key] = members.count
    members.append((key, target))
    return target
  }
}

/// An encoder of one value.
struct ValueEncoder: Encoder {
  let target: EncodingTarget
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    target.becomeObject()
    return KeyedEncodingContainer(MembersWriter(target: target, codingPath: codingPath))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    target.becomeList()
    return ItemsWriter(target: target, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { self }

  /// Encodes a value; a decimal keeps its text, which coders have no way to say.
  func box<Value: Encodable>(_ value: Value) throws {
    if let decimal = value as? FHIRDecimal {
      target.value = .number(decimal.lexeme)
    } else {
      try value.encode(to: self)
    }
  }
}

extension ValueEncoder: SingleValueEncodingContainer {
  func encodeNil() { target.value = .null }
  func encode(_ value: Bool) { target.value = .boolean(value) }
  func encode(_ value: String) { target.value = .string(value) }
  func encode(_ value: Double) throws { try floating(value) }
  func encode(_ value: Float) throws { try floating(value) }
  func encode(_ value: Int) { integer(value) }
  func encode(_ value: Int8) { integer(value) }
  func encode(_ value: Int16) { integer(value) }
  func encode(_ value: Int32) { integer(value) }
  func encode(_ value: Int64) { integer(value) }
  func encode(_ value: UInt) { integer(value) }
  func encode(_ value: UInt8) { integer(value) }
  func encode(_ value: UInt16) { integer(value) }
  func encode(_ value: UInt32) { integer(value) }
  func encode(_ value: UInt64) { integer(value) }
  func encode<Value: Encodable>(_ value: Value) throws { try box(value) }

  private func integer(_ value: some FixedWidthInteger) { target.value = .number(String(value)) }

  private func floating(_ value: some BinaryFloatingPoint & CustomStringConvertible) throws {
    guard value.isFinite else {
      throw EncodingError.invalidValue(
        value, .init(codingPath: codingPath, debugDescription: "expected a finite number"))
    }
    target.value = .number(value.description)
  }
}

/// The members of an object being encoded.
private struct MembersWriter<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let target: EncodingTarget
  let codingPath: [any CodingKey]

  func encodeNil(forKey key: Key) { encoder(key).encodeNil() }
  func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws { try encoder(key).box(value) }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    encoder(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { encoder(key).unkeyedContainer() }
  func superEncoder() -> any Encoder { encoder(JSONKey("super")) }
  func superEncoder(forKey key: Key) -> any Encoder { encoder(key) }

  private func encoder(_ key: any CodingKey) -> ValueEncoder {
    ValueEncoder(target: target.member(key.stringValue), codingPath: codingPath + [key])
  }
}

/// The items of a list being encoded.
private struct ItemsWriter: UnkeyedEncodingContainer {
  let target: EncodingTarget
  let codingPath: [any CodingKey]

  var count: Int { target.count }

  func encodeNil() { encoder().encodeNil() }
  func encode<Value: Encodable>(_ value: Value) throws { try encoder().box(value) }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
    encoder().container(keyedBy: type)
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { encoder().unkeyedContainer() }
  func superEncoder() -> any Encoder { encoder() }

  private func encoder() -> ValueEncoder {
    ValueEncoder(target: target.appended(), codingPath: codingPath + [JSONKey(count)])
  }
}

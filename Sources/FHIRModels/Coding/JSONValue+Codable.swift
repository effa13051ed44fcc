// Any coder to and from a JSON value, as far as coders go: they have no lexemes.

internal import FHIRCore

extension JSONValue: Codable {
  init(from decoder: any Decoder) throws {
    if let decoder = decoder as? ValueDecoder {
      self = decoder.value
    } else if let members = try? decoder.container(keyedBy: JSONKey.self) {
      self = .object(
        try members.allKeys.map { Member(key: $0.stringValue, value: try members.decode(JSONValue.self, forKey: $0)) })
    } else if var items = try? decoder.unkeyedContainer() {
      var values: [JSONValue] = []
      while !items.isAtEnd { values.append(try items.decode(JSONValue.self)) }
      self = .array(values)
    } else {
      self = try Self(scalarIn: decoder.singleValueContainer())
    }
  }

  private init(scalarIn container: any SingleValueDecodingContainer) throws {
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else {
      self = .number(try container.decode(FHIRDecimal.self).lexeme)
    }
  }

  func encode(to encoder: any Encoder) throws {
    if let encoder = encoder as? ValueEncoder {
      encoder.target.value = self
      return
    }
    switch self {
    case .object(let members):
      var container = encoder.container(keyedBy: JSONKey.self)
      for member in members { try container.encode(member.value, forKey: JSONKey(member.key)) }
    case .array(let items):
      var container = encoder.unkeyedContainer()
      for item in items { try container.encode(item) }
    default:
      var container = encoder.singleValueContainer()
      switch self {
      case .boolean(let value): try container.encode(value)
      case .string(let value): try container.encode(value)
      case .number(let lexeme):
        guard let value = FHIRDecimal(lexeme: lexeme) else {
          throw EncodingError.invalidValue(
            self, .init(codingPath: encoder.codingPath, debugDescription: "expected a number of JSON's grammar"))
        }
        try container.encode(value)
      default: try container.encodeNil()
      }
    }
  }
}

/// A key by its text or position.
struct JSONKey: CodingKey {
  let stringValue: String
  let intValue: Int?

  init(_ text: String) {
    stringValue = text
    intValue = nil
  }

  init(_ index: Int) {
    stringValue = "\(index)"
    intValue = index
  }

  init(stringValue text: String) { self.init(text) }

  init(intValue index: Int) { self.init(index) }
}

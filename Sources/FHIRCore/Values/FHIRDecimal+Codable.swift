// Decimals in Swift's coders, which know integers and doubles: as near as they allow. The exact way is the tree.

extension FHIRDecimal: Codable {
  /// Decodes an integer exactly, a fraction through the nearest `Double`, or the lexeme from a string.
  ///
  /// Decoders hand over numbers, not text: trailing zeros and digits beyond the 17th are lost before this is called
  /// (`JSONDecoder` gives `1.00` as the integer 1). Our own decoders do not come here. A string is read as a lexeme, for
  /// formats such as YAML where the writer had to quote it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let integer = try? container.decode(Int64.self) {
      self.init(integer)
    } else if let integer = try? container.decode(UInt64.self) {
      self.init(integer)
    } else if let number = try? container.decode(Double.self) {
      let text = number.description
      guard let value = FHIRDecimal(lexeme: text.hasSuffix(".0") ? String(text.dropLast(2)) : text) else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected a finite number")
      }
      self = value
    } else {
      let text = try container.decode(String.self)
      guard let value = FHIRDecimal(lexeme: text) else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected a decimal number")
      }
      self = value
    }
  }

  /// Encodes a number: an integer exactly if it has at most 64 bits, anything else as the nearest `Double`.
  ///
  /// What is lost: trailing zeros (`1.00` is written as `1`), the sign of `-0`, exponents as written, and digits beyond the
  /// 15th to 17th. What is too large for a `Double` throws `EncodingError.invalidValue`. Without Foundation there is no
  /// better number to hand over, and a string would not be a number in the JSON. Our own encoders do not come here.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let integer = Int64(exactly: self) {
      try container.encode(integer)
    } else if let integer = UInt64(exactly: self) {
      try container.encode(integer)
    } else {
      let number = Double(self)
      guard number.isFinite else {
        let context = EncodingError.Context(
          codingPath: encoder.codingPath, debugDescription: "expected a number that a Double can hold")
        throw EncodingError.invalidValue(self, context)
      }
      try container.encode(number)
    }
  }
}

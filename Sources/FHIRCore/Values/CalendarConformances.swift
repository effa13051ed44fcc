// What date, dateTime, instant and time have in common: equality of text, coding as text, literals.

/// A date or time that keeps its text; nothing outside needs to be generic over these.
protocol CalendarText: Hashable, Codable, ExpressibleByStringLiteral {
  var text: String { get }
  init(utf8 bytes: Span<UInt8>) throws(ValueFailure)
}

extension CalendarText {
  /// Whether both are written alike; `compare(to:)` goes by value.
  public static func == (left: Self, right: Self) -> Bool { left.text == right.text }

  /// Hashes the text.
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// Takes a literal of the program's source, such as `patient.birthDate = "2013-04"`.
  ///
  /// - Precondition: The literal is valid. A bad one is a mistake in the program and stops it; text from outside goes
  ///   through `init(text:)`, which gives nil, or `init(utf8:)`, which says why.
  public init(stringLiteral literal: String) {
    do {
      try self.init(utf8: literal.utf8.span)
    } catch {
      preconditionFailure("expected \(error.expected) in the literal \"\(literal)\"; \(error.hint)")
    }
  }

  /// Decodes a string; throws `DecodingError.dataCorrupted` without the text if it is not a value of the type.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    do {
      try self.init(utf8: text.utf8.span)
    } catch {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "expected \(error.expected); \(error.hint)")
    }
  }

  /// Encodes the text as a string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension FHIRDate: CalendarText {}
extension FHIRDateTime: CalendarText {}
extension FHIRInstant: CalendarText {}
extension FHIRTime: CalendarText {}

// What FHIR's primitive types are in Swift.

public import FHIRCore

/// A Swift type that a primitive element's value can have.
///
/// | FHIR | Swift |
/// |---|---|
/// | boolean | `Bool` |
/// | integer, unsignedInt, positiveInt | `Int` |
/// | decimal | `FHIRDecimal` |
/// | date, dateTime, instant, time | `FHIRDate`, `FHIRDateTime`, `FHIRInstant`, `FHIRTime` |
/// | code with a required binding to a list of codes | an enum such as `R4.ObservationStatus` |
/// | string, code, id, uri, url, canonical, oid, uuid, markdown, base64Binary, xhtml | `String` |
public protocol PrimitiveValue: Codable, Hashable, Sendable {
  /// How the value is written: as text, as a number or as a truth value.
  static var kind: ValueKind { get }

  /// The type that a primitive with such a value has unless something else is said.
  static var typeID: TypeID { get }

  /// Reads a value; nil if the text is none of this type.
  init?(lexeme: String)

  /// The value as it is written.
  var lexeme: String { get }
}

/// A primitive value that is written as text.
public protocol TextValue: PrimitiveValue {}

extension TextValue {
  /// Text.
  public static var kind: ValueKind { .string }
}

/// An enum of the codes that a required binding allows.
///
/// A code that the enum lacks is nil in the property and stays in the tree.
public protocol CodeValue: TextValue, CaseIterable, RawRepresentable<String> {}

extension CodeValue {
  /// `code`.
  public static var typeID: TypeID { R4.Types.code }

  /// The case of a code.
  public init?(lexeme: String) { self.init(rawValue: lexeme) }

  /// The code.
  public var lexeme: String { rawValue }
}

extension String: TextValue {
  /// `string`.
  public static var typeID: TypeID { R4.Types.string }

  /// The text itself.
  public init?(lexeme: String) { self = lexeme }

  /// The text itself.
  public var lexeme: String { self }
}

extension Bool: PrimitiveValue {
  /// `boolean`.
  public static var typeID: TypeID { R4.Types.boolean }

  /// A truth value.
  public static var kind: ValueKind { .boolean }

  /// `true` or `false`.
  public init?(lexeme: String) {
    switch lexeme {
    case "true": self = true
    case "false": self = false
    default: return nil
    }
  }

  /// `true` or `false`.
  public var lexeme: String { self ? "true" : "false" }
}

extension Int: PrimitiveValue {
  /// `integer`.
  public static var typeID: TypeID { R4.Types.integer }

  /// A number.
  public static var kind: ValueKind { .number }

  /// Reads decimal digits with at most a minus sign.
  public init?(lexeme: String) {
    guard lexeme.utf8.first != 0x2B else { return nil }
    self.init(lexeme)
  }

  /// The digits.
  public var lexeme: String { String(self) }
}

extension FHIRDecimal: PrimitiveValue {
  /// `decimal`.
  public static var typeID: TypeID { R4.Types.decimal }

  /// A number.
  public static var kind: ValueKind { .number }
}

extension FHIRDate: TextValue {
  /// `date`.
  public static var typeID: TypeID { R4.Types.date }

  /// Reads a date.
  public init?(lexeme: String) { self.init(text: lexeme) }

  /// The date as it was written.
  public var lexeme: String { text }
}

extension FHIRDateTime: TextValue {
  /// `dateTime`.
  public static var typeID: TypeID { R4.Types.dateTime }

  /// Reads a date with or without a time.
  public init?(lexeme: String) { self.init(text: lexeme) }

  /// The date and time as they were written.
  public var lexeme: String { text }
}

extension FHIRInstant: TextValue {
  /// `instant`.
  public static var typeID: TypeID { R4.Types.instant }

  /// Reads an instant.
  public init?(lexeme: String) { self.init(text: lexeme) }

  /// The instant as it was written.
  public var lexeme: String { text }
}

extension FHIRTime: TextValue {
  /// `time`.
  public static var typeID: TypeID { R4.Types.time }

  /// Reads a time of day.
  public init?(lexeme: String) { self.init(text: lexeme) }

  /// The time as it was written.
  public var lexeme: String { text }
}

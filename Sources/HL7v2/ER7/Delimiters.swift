// The delimiters of a message, which it says itself in MSH-1 and MSH-2 (HL7 v2.5.1, 2.5.4).

/// The delimiters of a message.
struct Delimiters {
  var field = UInt8(ascii: "|")
  var component = UInt8(ascii: "^")
  var repetition = UInt8(ascii: "~")
  /// Nil if the message declares none.
  var escape: UInt8? = UInt8(ascii: "\\")
  /// Nil if the message declares none.
  var subcomponent: UInt8? = UInt8(ascii: "&")

  /// Those of most messages.
  init() {}

  /// The delimiters that stand behind `MSH`, `FHS` or `BHS`; nil if they cannot be.
  ///
  /// - Parameter header: the segment from its name on.
  init?(_ header: ArraySlice<UInt8>) {
    let marks = header.dropFirst(3)
    guard let first = marks.first, Self.canDelimit(first) else { return nil }
    self.init(field: first, others: Array(marks.dropFirst().prefix { $0 != first && $0 != 0x0D && $0 != 0x0A }))
  }

  /// The delimiters as MSH-1 and MSH-2 say them; nil if they cannot be.
  ///
  /// - Parameters:
  ///   - field: MSH-1.
  ///   - others: MSH-2, whose fifth character, for truncation, changes nothing here.
  init?(field: UInt8, others: [UInt8]) {
    guard others.count >= 1, others.prefix(4).allSatisfy(Self.canDelimit),
      Set(others.prefix(4)).union([field]).count == min(others.count, 4) + 1
    else { return nil }
    self.field = field
    component = others[0]
    if others.count > 1 { repetition = others[1] }
    escape = others.count > 2 ? others[2] : nil
    subcomponent = others.count > 3 ? others[3] : nil
  }

  /// MSH-2.
  var others: [UInt8] { [component, repetition] + [escape, subcomponent].compactMap { $0 } }

  private static func canDelimit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }
}

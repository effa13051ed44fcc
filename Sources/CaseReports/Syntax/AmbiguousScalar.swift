// Which plain scalars other YAML readers take for something else than text.

/// What a reader of YAML 1.1 or 1.2 may take a plain scalar for.
enum AmbiguousScalar: String {
  case null = "nothing"
  case boolean = "a boolean"
  case number = "a number"
  case date = "a date"

  /// What the scalar may be taken for; `nil` if everybody reads text.
  ///
  /// `y` and `n` are booleans in YAML 1.1 only by the letter: readers in wide use take them as text.
  init?(_ text: String) {
    switch text {
    case "", "~", "null", "Null", "NULL": self = .null
    case "true", "True", "TRUE", "false", "False", "FALSE", "yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON",
      "off", "Off", "OFF":
      self = .boolean
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF", ".nan", ".NaN", ".NAN":
      self = .number
    default:
      if Self.isNumber(Array(text.utf8)) {
        self = .number
      } else if Self.isDate(Array(text.utf8)) {
        self = .date
      } else {
        return nil
      }
    }
  }

  /// Decimal, octal, hexadecimal, binary and base-60 integers and fractions, with signs, underscores and exponents.
  private static func isNumber(_ text: [UInt8]) -> Bool {
    var rest = text[...]
    if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { rest.removeFirst() }
    guard let first = rest.first, isDigit(first) || first == UInt8(ascii: ".") && rest.count > 1 else { return false }
    let prefix = rest.prefix(2)
    if prefix.elementsEqual("0x".utf8) { return rest.count > 2 && rest.dropFirst(2).allSatisfy(isHexDigit) }
    if prefix.elementsEqual("0b".utf8) || prefix.elementsEqual("0o".utf8) {
      return rest.count > 2 && rest.dropFirst(2).allSatisfy { isDigit($0) || $0 == UInt8(ascii: "_") }
    }
    return isDecimal(rest) || isSexagesimal(rest)
  }

  private static func isDecimal(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    var digits = 0
    var points = 0
    while let byte = rest.first, isDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") {
      if isDigit(byte) { digits += 1 }
      if byte == UInt8(ascii: ".") { points += 1 }
      rest.removeFirst()
    }
    guard digits > 0, points <= 1 else { return false }
    guard let exponent = rest.first else { return true }
    guard exponent | 0x20 == UInt8(ascii: "e") else { return false }
    rest.removeFirst()
    if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { rest.removeFirst() }
    return !rest.isEmpty && rest.allSatisfy(isDigit)
  }

  /// Numbers to the base 60, such as `1:40`: after each colon 0 to 59, so `1:640` is text for everybody.
  private static func isSexagesimal(_ text: ArraySlice<UInt8>) -> Bool {
    let groups = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard groups.count > 1, let first = groups.first, let last = groups.last else { return false }
    guard let start = first.first, isDigit(start), first.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "_") }) else {
      return false
    }
    func isGroup(_ group: ArraySlice<UInt8>) -> Bool {
      guard let tens = group.first, group.allSatisfy(isDigit) else { return false }
      return group.count == 1 || group.count == 2 && tens <= UInt8(ascii: "5")
    }
    let pieces = last.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard let seconds = pieces.first, isGroup(seconds) else { return false }
    if pieces.count == 2, !pieces[1].allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "_") }) { return false }
    return groups.dropFirst().dropLast().allSatisfy(isGroup)
  }

  /// A whole date, perhaps with a time of day.
  private static func isDate(_ text: [UInt8]) -> Bool {
    let parts = text.split(separator: UInt8(ascii: "-"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[0].allSatisfy(isDigit) else { return false }
    guard (1...2).contains(parts[1].count), parts[1].allSatisfy(isDigit) else { return false }
    let day = parts[2].prefix { isDigit($0) }
    guard (1...2).contains(day.count) else { return false }
    guard let next = parts[2].dropFirst(day.count).first else { return true }
    return next | 0x20 == UInt8(ascii: "t") || next == 0x20
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x66).contains(byte | 0x20) || byte == UInt8(ascii: "_")
  }
}

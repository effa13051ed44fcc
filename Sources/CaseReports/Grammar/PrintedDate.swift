// Dates as FHIR writes them, which is how a case file prints them.

/// Recognises dates.
enum PrintedDate {
  /// Whether a text is meant as a date: four digits at the end or before `-`, `/`, `.`, `T` or `年`.
  static func looksLikeDate(_ text: String) -> Bool {
    let digits = text.prefix { ("0"..."9").contains($0) }
    guard digits.count == 4 else { return false }
    guard let next = text.dropFirst(4).first else { return true }
    return "-/.T年".contains(next)
  }

  /// Whether a text is a FHIR date or dateTime.
  static func isValid(_ text: String) -> Bool {
    var scanner = TextScanner(text)
    guard let year = digits(4, &scanner), year > 0 else { return false }
    if scanner.isAtEnd { return true }
    guard scanner.take("-"), let month = digits(2, &scanner), (1...12).contains(month) else { return false }
    if scanner.isAtEnd { return true }
    let length = [
      31, year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
    ]
    guard scanner.take("-"), let day = digits(2, &scanner), (1...length[month - 1]).contains(day) else { return false }
    return scanner.isAtEnd || isValidTime(&scanner)
  }

  private static func isValidTime(_ scanner: inout TextScanner) -> Bool {
    guard scanner.take("T"), let hour = digits(2, &scanner), hour < 24, scanner.take(":"),
      let minute = digits(2, &scanner), minute < 60, scanner.take(":"),
      let second = digits(2, &scanner), second <= 60
    else { return false }
    if scanner.take(".") {
      guard digits(1, &scanner) != nil else { return false }
      while digits(1, &scanner) != nil {}
    }
    if scanner.take("Z") { return scanner.isAtEnd }
    guard scanner.take("+") || scanner.take("-"), let zoneHour = digits(2, &scanner), scanner.take(":"),
      let zoneMinute = digits(2, &scanner)
    else { return false }
    return scanner.isAtEnd && (zoneHour < 14 && zoneMinute < 60 || zoneHour == 14 && zoneMinute == 0)
  }

  private static func digits(_ count: Int, _ scanner: inout TextScanner) -> Int? {
    var value = 0
    for _ in 0..<count {
      guard let digit = (0...9).first(where: { scanner.take(String($0)) }) else { return nil }
      value = value * 10 + digit
    }
    return value
  }
}

// What the author of a case file most likely meant, when a text does not follow its grammar.

/// Hints for the most likely mistakes.
///
/// A hint never repeats the text, for it may be a patient's.
enum CaseHints {
  static func value(_ text: String) -> String? {
    if let hint = typography(text) { return hint }
    let hasDigit = text.utf8.contains { (0x30...0x39).contains($0) }
    if !hasDigit { return "words belong in 'result:'; for a value that is not known write 'absent: unknown'" }
    if let first = text.first, "<>≤≥".contains(first) {
      return text.contains(":")
        ? "one blank after the sign, as in '< 1:40'"
        : "one blank after the sign and one before the unit, as in '< 5 mg/dL'"
    }
    if let first = text.first, "~≈±".contains(first) || text.hasPrefix("about ") || text.hasPrefix("approximately ") {
      return "a value has no 'about'; put the number in 'value:' and the words in 'quote:'"
    }
    if hasDashBetweenDigits(text) { return "write a range with 'to', as in '3 to 5 mg/dL'" }
    if text.contains("+/-") || text.contains("±") { return "a value has no tolerance; put it in a note" }
    if text.utf8.first == 0x30, text.utf8.dropFirst().first.map({ (0x30...0x39).contains($0) }) == true {
      return "a number has no zero in front of another digit"
    }
    var scanner = TextScanner(text)
    if scanner.number() != nil {
      switch scanner.rest.first {
      case "+", "-": return "words belong in 'result:'"
      case "/" where TextScanner.startsWithDigit(scanner.rest.dropFirst()):
        return "two numbers are two parts: write 'parts:', each with its name and value"
      case " ": return "one number, one blank, one unit; words belong in 'result:'"
      default: return "one blank between the number and the unit, as in '5 mg/dL'"
      }
    }
    return "words belong in 'result:'"
  }

  /// What was meant by what stands where a unit should.
  static func unit(_ unit: String) -> String? {
    if let hint = typography(unit) { return hint }
    guard let first = unit.first else { return nil }
    if "-–—~〜".contains(first) { return "write a range with 'to', as in '3 to 5 mg/dL'" }
    if first == "±" || first == "+" { return "a value has no tolerance and no sum; put them in words into 'result:'" }
    if unit.contains("(") || unit.contains("[") {
      return "what stands in brackets goes in 'flag:', in 'result:' or in a note"
    }
    return nil
  }

  static func dose(_ text: String) -> String? {
    if let hint = typography(text) { return hint }
    if hasDashBetweenDigits(text) { return "write a range with 'to', as in '5 to 10 mg'" }
    if !text.utf8.contains(where: { (0x30...0x39).contains($0) }) {
      return "words belong in 'text:'; 'dose:' may be left out"
    }
    return "one number, one blank, one unit, as in '20 mg/m2'; how often and how go in 'text:' and 'route:'"
  }

  static func interval(_ text: String) -> String? {
    if let hint = typography(text) { return hint }
    if hasDashBetweenDigits(text) { return "write a range with 'to', as in '2 to 3 weeks'" }
    return "a number and second, minute, hour, day, week, month or year, in English; "
      + "before it 'about', 'at least' or 'at most'"
  }

  static func cycle(_ text: String) -> String? {
    typography(text) ?? "'every', a number and a unit of time, as in 'every 1 week'"
  }

  static func time(_ text: String) -> String? {
    if let hint = typography(text) { return hint }
    if PrintedDate.looksLikeDate(text) || hasMonthName(text) {
      return "a date stands only on an anchor: give it to one in 'timeline' and count from that"
    }
    let words = text.lowercased().split(separator: " ")
    if let first = words.first(where: { $0 != "on" && $0 != "at" && $0 != "in" }),
      ["day", "week", "month", "year", "hour", "pod"].contains(first)
    {
      return "count from an anchor, as in '2 weeks after T1'"
    }
    if let hint = number(words) { return hint }
    if words.last == "later" || words.last == "ago" {
      return "say from which anchor it counts, as in '2 weeks after T1'"
    }
    if words.contains("since") || words.contains("from") || words.contains("until") {
      return "a period is said with the keys 'from:' and 'until:'"
    }
    if text.contains(" + ") || words.contains("and") || text.contains("+") {
      return "times are not added up; name the moment in 'timeline' and count from it"
    }
    if hasDashBetweenDigits(text) { return "write a range with 'to', as in '2 to 3 weeks after T1'" }
    if words.count == 2 || words.count == 3, let first = words.first, TextScanner.startsWithDigit(first) {
      return "say from which anchor it counts, as in '2 weeks after T1'"
    }
    return "blanks are single, words are lower case, units of time are in English"
  }

  /// What is wrong with a time that has its anchor, and a number or unit that is not written as such.
  private static func number(_ words: [Substring]) -> String? {
    guard words.contains("after") || words.contains("before"), let first = words.first else { return nil }
    if ["approximately", "approx.", "around", "circa", "ca.", "nearly", "almost", "roughly"].contains(first)
      || first.hasPrefix("~") || first.hasPrefix("≈")
    {
      return "write 'about' before the number, as in 'about 2 weeks after T1'"
    }
    let numbers = [
      "a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ]
    if numbers.contains(String(first)) { return "write the number in digits, as in '2 weeks after T1'" }
    let shortUnits = [
      "s", "sec", "secs", "min", "mins", "h", "hr", "hrs", "d", "w", "wk", "wks", "m", "mo", "mos", "y", "yr", "yrs",
    ]
    if words.count > 1, TextScanner.startsWithDigit(first), shortUnits.contains(words[1].filter { $0 != "." }) {
      return "write the unit of time out, as in '2 weeks after T1'"
    }
    return nil
  }

  static func date(_ text: String) -> String? {
    if text.contains("/") || text.contains(".") && !text.contains(":") || text.contains("年") {
      return "write it with hyphens: year, month, day"
    }
    return typography(text)
  }

  /// Characters that look right and are not.
  static func typography(_ text: String) -> String? {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xFF10...0xFF19: return "the digits are full-width; write them as 0 to 9"
      case 0xFF01...0xFF5E: return "there is a full-width character; write it in ASCII"
      case 0x3000: return "there is a full-width blank; write a plain one"
      case 0x660...0x669, 0x6F0...0x6F9, 0x966...0x96F: return "write the digits as 0 to 9"
      case 0xA0, 0x2007, 0x2009, 0x202F: return "there is a no-break or thin space; write a plain blank"
      default: continue
      }
    }
    if text.hasPrefix(" ") || text.hasSuffix(" ") { return "there is a blank at the beginning or the end" }
    if text.contains("  ") { return "there are two blanks in a row; write one" }
    if hasCommaBetweenDigits(text) {
      return "write a decimal point for a comma, and thousands without a separator"
    }
    return nil
  }

  private static func hasCommaBetweenDigits(_ text: String) -> Bool { has(text) { $0 == "," } }

  private static func hasDashBetweenDigits(_ text: String) -> Bool { has(text) { "-–—~〜".contains($0) } }

  /// Whether one of these characters stands between two digits.
  private static func has(_ text: String, between isSeparator: (Character) -> Bool) -> Bool {
    let characters = Array(text)
    guard characters.count > 2 else { return false }
    return characters.indices.dropFirst().dropLast().contains { index in
      isSeparator(characters[index]) && characters[index - 1].isNumber && characters[index + 1].isNumber
    }
  }

  private static func hasMonthName(_ text: String) -> Bool {
    let months = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
      "november", "december",
    ]
    let words = text.lowercased().split { !$0.isLetter }
    return text.contains { $0.isNumber } && words.contains { word in months.contains { $0 == word } }
  }
}

extension TextScanner {
  static func startsWithDigit(_ text: some StringProtocol) -> Bool {
    text.utf8.first.map { (0x30...0x39).contains($0) } ?? false
  }
}

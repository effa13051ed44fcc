// When a text may stand without quotes, and how it stands in them.

/// Quoting for YAML readers of every kind.
enum PlainScalar {
  /// Whether every reader of YAML 1.1 and 1.2 takes the text as this text when it stands without quotes.
  static func isSafe(_ text: String, inBrackets: Bool = false) -> Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return false }
    // `y` and `n` are text for most readers, `=` for nearly all; quotes cost nothing.
    guard AmbiguousScalar(text) == nil, !["y", "Y", "n", "N", "=", "<<"].contains(text) else { return false }
    guard !"-?:,[]{}#&*!|>'\"%@`".unicodeScalars.contains(first), !text.hasPrefix("..."), first != " ", last != " ",
      last != ":"
    else { return false }
    guard !text.contains(": "), !text.contains(" #"), text.unicodeScalars.allSatisfy(isPrintable) else { return false }
    return !inBrackets || !text.unicodeScalars.contains { ",[]{}:?".unicodeScalars.contains($0) }
  }

  /// The text in double quotes.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default:
        if isPrintable(scalar) {
          quoted.unicodeScalars.append(scalar)
        } else {
          let digits = String(scalar.value, radix: 16, uppercase: true)
          let (letter, width) = scalar.value > 0xFFFF ? ("U", 8) : ("u", 4)
          quoted += "\\\(letter)" + String(repeating: "0", count: width - digits.count) + digits
        }
      }
    }
    return quoted + "\""
  }

  /// Whether YAML has the character as it is, on one line, and an editor shows it.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA1...0xAC, 0xAE...0x1FFF, 0x2010...0x2027, 0x2030...0x205F, 0x2070...0xD7FF, 0xF900...0xFEFE,
      0xFF00...0xFFEF, 0x10000...0xEFFFF:
      !scalar.properties.isNoncharacterCodePoint
    default: false
    }
  }
}

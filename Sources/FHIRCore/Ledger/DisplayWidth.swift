// How many cells of a terminal a text takes, after Unicode's East Asian Width (UAX #11).

/// The cells that a text takes in a terminal: 2 for wide characters and emoji, 0 for marks that combine, else 1.
package func displayWidth(of text: String) -> Int {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
  return text.reduce(0) { $0 + displayWidth(of: $1) }
}

private func displayWidth(of character: Character) -> Int {
  let scalars = character.unicodeScalars
  if scalars.contains(where: isWide) { return 2 }
  // U+FE0F asks for the picture of what is else a narrow sign; two regional indicators make a flag.
  if scalars.contains("\u{FE0F}") || scalars.count(where: { (0x1F1E6...0x1F1FF).contains($0.value) }) == 2 { return 2 }
  // Half-width kana and their sound marks are one character of two cells.
  return scalars.count { !isInvisible($0) }
}

private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .control: true
  // The soft hyphen is shown.
  case .format: scalar != "\u{AD}"
  default: false
  }
}

private func isWide(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.properties.isEmojiPresentation, !(0x1F1E6...0x1F1FF).contains(scalar.value) { return true }
  return switch scalar.value {
  case 0x1100...0x115F: true  // Hangul Jamo that begin a syllable
  case 0x2329...0x232A: true  // angle brackets
  case 0x2630...0x2637, 0x268A...0x268F: true  // trigrams and digrams of the Yijing
  case 0x2E80...0x303E: true  // radicals, ideographic punctuation
  case 0x3041...0x3247, 0x3250...0x4DFF: true  // kana, bopomofo, compatibility, extension A, hexagrams
  case 0x4E00...0xA4CF: true  // ideographs, Yi
  case 0xA960...0xA97C: true  // Hangul Jamo extended A
  case 0xAC00...0xD7A3: true  // Hangul syllables
  case 0xF900...0xFAFF: true  // compatibility ideographs
  case 0xFE10...0xFE19, 0xFE30...0xFE6F: true  // vertical and small forms
  case 0xFF01...0xFF60, 0xFFE0...0xFFE6: true  // full-width forms
  case 0x16FE0...0x18DFF: true  // Tangut, Khitan
  case 0x1AFF0...0x1B2FF: true  // kana supplements, Nushu
  case 0x1D300...0x1D376: true  // Tai Xuan Jing and counting rods
  case 0x1F200...0x1F265: true  // enclosed ideographs
  case 0x20000...0x3FFFD: true  // ideographs of planes 2 and 3
  default: false
  }
}

/// The text with control characters made visible, so that a name in a file cannot steer a terminal.
package func printable(_ text: String) -> String {
  func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    // Overrides of the writing direction would make a line read as what it is not.
    default: (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }
  }
  guard text.unicodeScalars.contains(where: isHidden) else { return text }
  var shown = ""
  for scalar in text.unicodeScalars {
    if isHidden(scalar) {
      shown += "\\u{" + String(scalar.value, radix: 16) + "}"
    } else {
      shown.unicodeScalars.append(scalar)
    }
  }
  return shown
}

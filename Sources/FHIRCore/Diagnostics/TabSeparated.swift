// Text in a column of tab-separated lines.

/// The text as a column: a tab, line break or backslash is written `\t`, `\n`, `\r` or `\\`.
package func tabSeparatedColumn(_ text: String) -> String {
  guard text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\\") }) else { return text }
  var column = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\\": column += "\\\\"
    case "\t": column += "\\t"
    case "\n": column += "\\n"
    case "\r": column += "\\r"
    default: column.unicodeScalars.append(scalar)
    }
  }
  return column
}

/// The text that a column stands for.
package func unescapedColumn(_ column: String) -> String {
  guard column.utf8.contains(UInt8(ascii: "\\")) else { return column }
  var text = ""
  var isEscaped = false
  for scalar in column.unicodeScalars {
    guard isEscaped else {
      if scalar == "\\" { isEscaped = true } else { text.unicodeScalars.append(scalar) }
      continue
    }
    isEscaped = false
    switch scalar {
    case "t": text += "\t"
    case "n": text += "\n"
    case "r": text += "\r"
    default: text.unicodeScalars.append(scalar)
    }
  }
  return text
}

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

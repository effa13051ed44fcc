// Keys and names of a file as messages show them.

/// A key as paths and excerpts show it.
///
/// What is not written as a name may be a patient's data in the wrong place, so it is not repeated; and a thousand
/// findings must not hold a thousand copies of a key that fills the file.
package func shownName(_ key: String) -> String {
  guard isShownName(key.utf8) else { return "(no name)" }
  return key.utf8.count <= 100 ? key : String(key.prefix(60)) + "…"
}

/// Whether a key is written as a name: ASCII letters, digits, `_`, `-` and `.`.
///
/// Only the part that may be shown is looked at: a key may fill the file, and a thousand findings may name it.
package func isShownName(_ key: some Sequence<UInt8>) -> Bool {
  key.prefix(101).allSatisfy { byte in
    switch UnicodeScalar(byte) {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-", ".": true
    default: false
    }
  }
}

/// A path whose steps are keys of a file, as messages show it: `$.name[0].(no name)[0]`, `/Befund/Wert[2]/@Erg`.
package func shownPath(_ path: String) -> String {
  guard !isShownName(path.utf8) else { return path }
  var shown = ""
  for step in path.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "." || $0 == "/" }) {
    if step.startIndex > path.startIndex { shown.append(path[path.index(before: step.startIndex)]) }
    shown += shownStep(step)
  }
  return shown
}

private func shownStep(_ step: Substring) -> String {
  let name = step.prefix { $0 != "[" }
  let index = step[name.endIndex...]
  let isIndex = index.isEmpty || index.hasSuffix("]") && index.dropFirst().dropLast().allSatisfy(\.isNumber)
  guard isIndex else { return "(no name)" }
  if name == "$" || name == "text()" { return String(step) }
  return (name.first == "@" ? "@" + shownName(String(name.dropFirst())) : shownName(String(name))) + index
}

// What a viewer could run instead of showing it: scripts in links, tags in plain text.

internal import FHIRCore

enum ActiveContent {
  /// Whether a link begins with a scheme that runs a script; blanks and control characters before it and in it are passed over,
  /// as viewers do.
  static func isScheme(_ bytes: Span<UInt8>) -> Bool {
    var scheme: [UInt8] = []
    for index in bytes.indices where bytes[index] > 0x20 {
      if bytes[index] == UInt8(ascii: ":") {
        return ["javascript", "vbscript"].contains { scheme.elementsEqual($0.utf8) }
      }
      scheme.append(bytes[index] | 0x20)
      if scheme.count > 10 { return false }
    }
    return false
  }

  /// Whether a text holds what looks like a tag of HTML: `<`, a letter or `/` or `!`, and `>` behind it.
  static func hasTag(_ bytes: Span<UInt8>) -> Bool {
    var isOpen = false
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "<"):
        guard index + 1 < bytes.count else { return false }
        let next = bytes[index + 1]
        isOpen = next == UInt8(ascii: "/") || next == UInt8(ascii: "!") || (0x61...0x7A).contains(next | 0x20)
      case UInt8(ascii: ">") where isOpen: return true
      default: continue
      }
    }
    return false
  }
}

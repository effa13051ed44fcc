// What Windows added to Shift_JIS, which documents that declare the one often hold of the other.

/// The double bytes of Windows-31J that Shift_JIS (JIS X 0208) does not have: ① ㈱ and the like.
enum ShiftJIS {
  /// Whether a name means Shift_JIS itself.
  static func isName(_ name: String) -> Bool {
    ["SHIFT_JIS", "SHIFT-JIS", "SJIS", "X-SJIS", "MS_KANJI"].contains(name.uppercased())
  }

  /// The offset of the first character that only Windows-31J has; nil if there is none.
  static func firstExtension(in bytes: some RandomAccessCollection<UInt8>) -> Int? {
    var offset = 0
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let lead = bytes[index]
      let next = bytes.index(after: index)
      guard 0x81...0x9F ~= lead || 0xE0...0xFC ~= lead, next < bytes.endIndex else {
        (index, offset) = (next, offset + 1)
        continue
      }
      switch lead {
      // NEC's row 13, the characters of NEC and IBM, and those that a user defines.
      case 0x85...0x87, 0xEB...0xFC: return offset
      case 0x88 where bytes[next] < 0x9F: return offset
      default: break
      }
      (index, offset) = (bytes.index(after: next), offset + 2)
    }
    return nil
  }
}

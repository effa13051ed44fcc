// What stands between segments and around messages, and is no content.

/// A byte that ends a segment or frames a message (HL7 v2.5.1, 2.5.4; the frames are those of MLLP).
enum LineEnd: String {
  case carriageReturn = "CR"
  case lineFeed = "LF"
  case messageStart = "VT"
  case messageEnd = "FS"
  /// Of UTF-8, which is decoded to one character.
  case byteOrderMark = "BOM"

  init?(byte: UInt8) {
    switch byte {
    case 0x0D: self = .carriageReturn
    case 0x0A: self = .lineFeed
    case 0x0B: self = .messageStart
    case 0x1C: self = .messageEnd
    default: return nil
    }
  }

  var bytes: [UInt8] {
    switch self {
    case .carriageReturn: [0x0D]
    case .lineFeed: [0x0A]
    case .messageStart: [0x0B]
    case .messageEnd: [0x1C]
    case .byteOrderMark: [0xEF, 0xBB, 0xBF]
    }
  }

  static func all(in text: ArraySlice<UInt8>) -> [LineEnd] { text.compactMap(LineEnd.init(byte:)) }

  static func text(of ends: [LineEnd]) -> String { ends.map(\.rawValue).joined(separator: " ") }

  /// The bytes that a text of names stands for; names that are none are passed over.
  static func bytes(of text: String) -> [UInt8] {
    text.split(separator: " ").flatMap { LineEnd(rawValue: String($0))?.bytes ?? [] }
  }
}

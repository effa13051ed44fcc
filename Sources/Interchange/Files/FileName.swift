// The name of a file as the system knows it: bytes, which need not be UTF-8.

internal import FHIRCore

/// The name of a file on the command line; `-` is standard input or output.
///
/// A name is any bytes without NUL. Swift's arguments are text, so a byte that is not part of valid UTF-8 travels
/// through them as one character from U+10FF80 to U+10FFFF (see ``argument(_:)``).
public struct FileName: Sendable, Hashable, CustomStringConvertible {
  /// The bytes of the name.
  public let bytes: [UInt8]

  /// Takes a name as the system has it.
  public init(bytes: [UInt8]) { self.bytes = bytes }

  /// Takes a name from an argument that was made by ``argument(_:)``, or from any text.
  public init(text: String) {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      if scalar.value >= Self.firstEscape {
        bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      } else {
        bytes.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
      }
    }
    self.bytes = bytes
  }

  /// `-`: standard input or standard output.
  public static let standard = FileName(bytes: [UInt8(ascii: "-")])

  /// Whether the name is `-`.
  public var isStandard: Bool { self == .standard }

  /// The name for messages: control characters are written as `\u{H}`, bytes that are not UTF-8 as `\xHH`.
  public var description: String {
    var text = ""
    for piece in Self.pieces(of: bytes) {
      switch piece {
      case .character(let scalar): text.unicodeScalars.append(scalar)
      case .byte(let byte): text += Self.escape(byte)
      }
    }
    return printable(text)
  }

  /// The text that stands for the bytes of an argument and from which ``init(text:)`` makes the same bytes.
  ///
  /// Valid UTF-8 stays as it is, but for the 128 private characters that stand for bytes here: of them each byte is
  /// written as such a character, so that no two arguments become one.
  public static func argument(_ bytes: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    for piece in pieces(of: bytes) {
      switch piece {
      case .character(let scalar) where scalar.value >= firstEscape:
        for byte in String(scalar).utf8 { text.append(escaped(byte)) }
      case .character(let scalar): text.append(scalar)
      case .byte(let byte): text.append(escaped(byte))
      }
    }
    return String(text)
  }

  /// The part after the last dot of the last part, in lower case; empty if there is none.
  public var ending: String {
    let last = lastPart
    guard let dot = last.lastIndex(of: UInt8(ascii: ".")), dot > last.startIndex else { return "" }
    return String(decoding: last[(dot + 1)...], as: UTF8.self).lowercased()
  }

  /// The part after the last slash.
  var lastPart: ArraySlice<UInt8> { bytes[(lastSlash.map { $0 + 1 } ?? 0)...] }

  /// The folder that the file lies in.
  var folder: FileName {
    guard let slash = lastSlash else { return FileName(bytes: [UInt8(ascii: ".")]) }
    return FileName(bytes: Array(bytes[...slash]))
  }

  /// A file beside this one.
  func sibling(_ name: String) -> FileName {
    FileName(bytes: Array(bytes[..<(lastSlash.map { $0 + 1 } ?? 0)]) + Array(name.utf8))
  }

  /// The name as C takes it.
  var cString: [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }

  private var lastSlash: Int? { bytes.lastIndex(of: UInt8(ascii: "/")) }

  private enum Piece {
    case character(Unicode.Scalar)
    case byte(UInt8)
  }

  /// The first of the characters that stand for the bytes 0x80 to 0xFF; the last byte of its number is the byte.
  private static let firstEscape: UInt32 = 0x10FF80

  private static func pieces(of bytes: [UInt8]) -> [Piece] {
    var pieces: [Piece] = []
    var rest = bytes[...]
    while let first = rest.first {
      let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      if let text = String(validating: rest.prefix(length), as: UTF8.self), text.unicodeScalars.count == 1,
        let scalar = text.unicodeScalars.first
      {
        pieces.append(.character(scalar))
        rest = rest.dropFirst(length)
      } else {
        pieces.append(.byte(first))
        rest = rest.dropFirst()
      }
    }
    return pieces
  }

  private static func escaped(_ byte: UInt8) -> Unicode.Scalar {
    Unicode.Scalar(firstEscape - 0x80 + UInt32(byte)) ?? "\u{FFFD}"
  }

  private static func escape(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "\\x" + (digits.count < 2 ? "0" : "") + digits
  }
}

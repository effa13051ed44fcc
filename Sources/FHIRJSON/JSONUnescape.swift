// Strings with escapes, decoded. The slow path of reading strings, complete.

internal import FHIRCore

enum JSONUnescape {
  /// Appends the content of a string, from `start` to the quote at `end`, without its escapes.
  static func append(
    _ bytes: borrowing Span<UInt8>, from start: Int, to end: Int, to output: inout [UInt8]
  ) throws(JSONFault) {
    var at = start
    while at < end {
      let plain = min(JSONScanner.plainEnd(bytes, at), end)
      output.append(bytes, at..<plain)
      at = plain
      guard at < end else { return }
      // The scanner has seen that a byte follows each backslash before the quote.
      switch bytes[at + 1] {
      case ASCII.quote, ASCII.backslash, ASCII.slash: output.append(bytes[at + 1])
      case UInt8(ascii: "b"): output.append(0x08)
      case UInt8(ascii: "f"): output.append(0x0C)
      case UInt8(ascii: "n"): output.append(ASCII.lineFeed)
      case UInt8(ascii: "r"): output.append(ASCII.carriageReturn)
      case UInt8(ascii: "t"): output.append(ASCII.tab)
      case UInt8(ascii: "u"):
        at = try appendCharacter(bytes, at, end, to: &output)
        continue
      default: throw JSONFault(.escape, at: at)
      }
      at += 2
    }
  }

  /// Decodes `\uXXXX`, or a pair of them, and returns the offset behind.
  private static func appendCharacter(
    _ bytes: borrowing Span<UInt8>, _ at: Int, _ end: Int, to output: inout [UInt8]
  ) throws(JSONFault) -> Int {
    let unit = try hexadecimal(bytes, at, end)
    var value = UInt32(unit)
    var next = at + 6
    switch unit {
    case 0xD800...0xDBFF:
      guard next + 1 < end, bytes[next] == ASCII.backslash, bytes[next + 1] == UInt8(ascii: "u") else {
        throw JSONFault(.loneSurrogate, at: at)
      }
      let low = try hexadecimal(bytes, next, end)
      guard 0xDC00...0xDFFF ~= low else { throw JSONFault(.loneSurrogate, at: at) }
      value = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
      next += 6
    case 0xDC00...0xDFFF: throw JSONFault(.loneSurrogate, at: at)
    default: break
    }
    guard let scalar = Unicode.Scalar(value), let encoded = Unicode.UTF8.encode(scalar) else {
      throw JSONFault(.loneSurrogate, at: at)
    }
    output.append(contentsOf: encoded)
    return next
  }

  private static func hexadecimal(_ bytes: borrowing Span<UInt8>, _ at: Int, _ end: Int) throws(JSONFault) -> UInt16 {
    guard at + 6 <= end else { throw JSONFault(.escape, at: at) }
    var value: UInt16 = 0
    for index in (at + 2)..<(at + 6) {
      guard let digit = hexDigit(bytes[index]) else { throw JSONFault(.escape, at: at) }
      value = value << 4 | UInt16(digit)
    }
    return value
  }
}

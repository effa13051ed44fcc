// Finding where tokens end. Pure functions over the bytes: they return offsets and build nothing.
// Unsafe is only the unaligned load of several bytes; RawSpan still checks its bounds.

internal import FHIRCore

/// ASCII bytes that mean something in JSON.
enum ASCII {
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let quote: UInt8 = 0x22
  static let plus: UInt8 = 0x2B
  static let comma: UInt8 = 0x2C
  static let minus: UInt8 = 0x2D
  static let point: UInt8 = 0x2E
  static let slash: UInt8 = 0x2F
  static let zero: UInt8 = 0x30
  static let nine: UInt8 = 0x39
  static let colon: UInt8 = 0x3A
  static let bracketOpen: UInt8 = 0x5B
  static let backslash: UInt8 = 0x5C
  static let bracketClose: UInt8 = 0x5D
  static let underscore: UInt8 = 0x5F
  static let braceOpen: UInt8 = 0x7B
  static let braceClose: UInt8 = 0x7D
}

/// Eight bytes at once («SIMD within a register»).
///
/// A byte of `value - ones` borrows only if that byte of `value` is zero, or if the byte below it borrowed; so the
/// lowest marked byte is always exact, and only the lowest is used.
enum EightBytes {
  static let ones: UInt64 = 0x0101_0101_0101_0101
  static let highs: UInt64 = 0x8080_8080_8080_8080

  /// The eight bytes from an offset, the first one lowest.
  @inline(__always)
  static func load(_ bytes: borrowing Span<UInt8>, _ offset: Int) -> UInt64 {
    unsafe UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Marks the bytes that end the plain part of a JSON string: `"`, `\` and what is below a blank.
  @inline(__always)
  static func stringEnds(_ word: UInt64) -> UInt64 {
    let quote = word ^ (ones &* UInt64(ASCII.quote))
    let backslash = word ^ (ones &* UInt64(ASCII.backslash))
    let isQuote = (quote &- ones) & ~quote
    let isBackslash = (backslash &- ones) & ~backslash
    let isControl = (word &- (ones &* UInt64(ASCII.space))) & ~word
    return (isQuote | isBackslash | isControl) & highs
  }
}

/// Sixteen bytes at once, for passing over long runs quickly; where a run ends exactly is left to `EightBytes`.
enum SixteenBytes {
  typealias Block = SIMD16<UInt8>

  @inline(__always)
  static func load(_ bytes: borrowing Span<UInt8>, _ offset: Int) -> Block {
    unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: Block.self)
  }

  /// The first offset from `start`, in steps of sixteen, whose block holds an end of a string's plain part.
  @inline(__always)
  static func skipPlain(_ bytes: borrowing Span<UInt8>, _ start: Int) -> Int {
    var at = start
    let quote = Block(repeating: ASCII.quote)
    let backslash = Block(repeating: ASCII.backslash)
    let space = Block(repeating: ASCII.space)
    while at &+ 16 <= bytes.count {
      let block = load(bytes, at)
      if any((block .== quote) .| (block .== backslash) .| (block .< space)) { break }
      at &+= 16
    }
    return at
  }

  /// The first offset from `start`, in steps of sixteen, whose block holds `byte`.
  @inline(__always)
  static func skip(until byte: UInt8, _ bytes: borrowing Span<UInt8>, _ start: Int) -> Int {
    var at = start
    let wanted = Block(repeating: byte)
    while at &+ 16 <= bytes.count, !any(load(bytes, at) .== wanted) { at &+= 16 }
    return at
  }
}

enum JSONScanner {
  /// The first offset from `start` that holds no white space.
  @inline(__always)
  static func skipWhiteSpace(_ bytes: borrowing Span<UInt8>, _ start: Int) -> Int {
    guard start < bytes.count, bytes[start] <= ASCII.space else { return start }
    return skipLongWhiteSpace(bytes, start)
  }

  @inline(never)
  private static func skipLongWhiteSpace(_ bytes: borrowing Span<UInt8>, _ start: Int) -> Int {
    var at = start
    let blanks = EightBytes.ones &* UInt64(ASCII.space)
    while at < bytes.count {
      // Indentation is the common case: eight blanks at once.
      while at &+ 8 <= bytes.count, EightBytes.load(bytes, at) == blanks { at &+= 8 }
      guard at < bytes.count, isWhiteSpace(bytes[at]) else { break }
      at &+= 1
    }
    return at
  }

  /// Whether a byte is white space (RFC 8259, section 2).
  @inline(__always)
  static func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == ASCII.space || byte == ASCII.lineFeed || byte == ASCII.carriageReturn || byte == ASCII.tab
  }

  /// The first offset from `start` that ends the plain part of a string: `"`, `\`, a control character, or the end.
  @inline(__always)
  static func plainEnd(_ bytes: borrowing Span<UInt8>, _ start: Int) -> Int {
    var at = start
    while at &+ 8 <= bytes.count {
      let ends = EightBytes.stringEnds(EightBytes.load(bytes, at))
      if ends != 0 { return at &+ ends.trailingZeroBitCount &>> 3 }
      at &+= 8
      // What goes on for longer is mostly narrative.
      at = SixteenBytes.skipPlain(bytes, at)
    }
    while at < bytes.count {
      let byte = bytes[at]
      if byte == ASCII.quote || byte == ASCII.backslash || byte < ASCII.space { return at }
      at &+= 1
    }
    return at
  }

  /// The offset of the quote that ends the string whose content begins at `start`, and whether it has escapes.
  @inline(__always)
  static func string(
    _ bytes: borrowing Span<UInt8>, _ start: Int
  ) throws(JSONFault) -> (end: Int, hasEscapes: Bool) {
    let at = plainEnd(bytes, start)
    guard at < bytes.count else { throw JSONFault(.truncated, at: bytes.count) }
    if bytes[at] == ASCII.quote { return (at, false) }
    return (try stringWithEscapes(bytes, at), true)
  }

  @inline(never)
  private static func stringWithEscapes(_ bytes: borrowing Span<UInt8>, _ start: Int) throws(JSONFault) -> Int {
    var at = start
    while true {
      guard at < bytes.count else { throw JSONFault(.truncated, at: bytes.count) }
      switch bytes[at] {
      case ASCII.quote: return at
      case ASCII.backslash: at = plainEnd(bytes, min(at &+ 2, bytes.count))
      default: throw JSONFault(.byteInString, at: at)
      }
    }
  }

  /// The offset behind the number that begins at `start` (RFC 8259, section 6).
  @inline(__always)
  static func number(_ bytes: borrowing Span<UInt8>, _ start: Int) throws(JSONFault) -> Int {
    var at = start
    if bytes[at] == ASCII.minus { at &+= 1 }
    let integer = at
    at = digits(bytes, at)
    guard at > integer else { throw fault(bytes, at) }
    if bytes[integer] == ASCII.zero, at > integer &+ 1 { throw JSONFault(.leadingZero, at: start) }
    guard at < bytes.count else { return at }
    if bytes[at] == ASCII.point {
      let fraction = at &+ 1
      at = digits(bytes, fraction)
      guard at > fraction else { throw fault(bytes, at) }
      guard at < bytes.count else { return at }
    }
    if bytes[at] | 0x20 == 0x65 {  // e, E
      at &+= 1
      if at < bytes.count, bytes[at] == ASCII.plus || bytes[at] == ASCII.minus { at &+= 1 }
      let exponent = at
      at = digits(bytes, exponent)
      guard at > exponent else { throw fault(bytes, at) }
    }
    return at
  }

  @inline(__always)
  private static func digits(_ bytes: borrowing Span<UInt8>, _ start: Int) -> Int {
    var at = start
    while at < bytes.count, bytes[at] &- ASCII.zero <= 9 { at &+= 1 }
    return at
  }

  private static func fault(_ bytes: borrowing Span<UInt8>, _ at: Int) -> JSONFault {
    JSONFault(at < bytes.count ? .number : .truncated, at: at)
  }

  /// The offset behind `true`, `false` or `null`, if that is what stands at `start`.
  @inline(__always)
  static func word(_ bytes: borrowing Span<UInt8>, _ start: Int, _ word: StaticString) throws(JSONFault) -> Int {
    var at = start
    for index in 0..<word.utf8CodeUnitCount {
      guard at < bytes.count else { throw JSONFault(.truncated, at: at) }
      guard unsafe bytes[at] == word.utf8Start[index] else { throw JSONFault(.expectedValue, at: start) }
      at &+= 1
    }
    return at
  }
}

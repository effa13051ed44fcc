// A file of the IANA time zone database (TZif, RFC 8536).

/// The history of a zone, and the rule that goes on.
struct ZoneFile: Sendable, Hashable {
  /// When the offset changed, in seconds from 1970 UTC.
  private let transitions: [Int]
  /// The offset from each of them on.
  private let after: [Int]
  /// The offset before the first.
  private let before: Int
  private let rule: ZoneSchedule?

  /// Reads a file; nil if it is none.
  init?(_ bytes: [UInt8]) {
    guard let first = Header(bytes, at: 0) else { return nil }
    var header = first
    var start = Header.size
    var width = 4
    if first.version >= UInt8(ascii: "2") {
      // The block of version 1 is for old readers.
      let second = Header.size + first.size(width: 4)
      guard let next = Header(bytes, at: second) else { return nil }
      header = next
      start = second + Header.size
      width = 8
    }
    guard header.types > 0, start + header.size(width: width) <= bytes.count else { return nil }
    let indices = start + header.times * width
    let types = indices + header.times
    func offset(of type: Int) -> Int { Self.number(bytes, types + type * 6, 4) }
    var transitions: [Int] = []
    var after: [Int] = []
    for number in 0..<header.times {
      let type = Int(bytes[indices + number])
      let time = Self.number(bytes, start + number * width, width)
      guard type < header.types, transitions.last.map({ $0 < time }) ?? true else { return nil }
      transitions.append(time)
      after.append(offset(of: type))
    }
    let offsets = (0..<header.types).map(offset)
    guard offsets.allSatisfy({ abs($0) < 26 * 3600 }) else { return nil }
    self.transitions = transitions
    self.after = after
    before = offsets[0]
    let end = start + header.size(width: width)
    let footer = width == 8 && end < bytes.count ? bytes[(end + 1)...].prefix { $0 != 0x0A } : []
    rule = footer.isEmpty ? nil : ZoneSchedule(String(decoding: footer, as: UTF8.self))
    if !footer.isEmpty, rule == nil { return nil }
  }

  /// How many seconds the clock was ahead of UTC.
  func offset(at time: Int) -> Int {
    if let last = transitions.last, time >= last, let rule { return rule.offset(at: time) }
    if transitions.isEmpty, let rule { return rule.offset(at: time) }
    var (low, high) = (0, transitions.count)
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= time { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? before : after[low - 1]
  }

  /// A signed number, the highest byte first.
  private static func number(_ bytes: [UInt8], _ start: Int, _ width: Int) -> Int {
    var value: UInt64 = 0
    for byte in bytes[start..<start + width] { value = value << 8 | UInt64(byte) }
    return width == 8 ? Int(truncatingIfNeeded: value) : Int(Int32(truncatingIfNeeded: value))
  }

  private struct Header {
    static let size = 44
    let version: UInt8
    let isUTC, isStandard, leaps, times, types, characters: Int

    init?(_ bytes: [UInt8], at start: Int) {
      guard start >= 0, start + Self.size <= bytes.count, bytes[start..<start + 4].elementsEqual("TZif".utf8) else {
        return nil
      }
      version = bytes[start + 4]
      let counts = (0..<6).map { ZoneFile.number(bytes, start + 20 + 4 * $0, 4) }
      guard counts.allSatisfy({ 0...100_000 ~= $0 }) else { return nil }
      (isUTC, isStandard, leaps) = (counts[0], counts[1], counts[2])
      (times, types, characters) = (counts[3], counts[4], counts[5])
    }

    /// How many bytes the block behind it has.
    func size(width: Int) -> Int {
      times * width + times + types * 6 + characters + leaps * (width + 4) + isStandard + isUTC
    }
  }
}

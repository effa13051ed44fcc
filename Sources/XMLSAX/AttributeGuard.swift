// Counts the attributes of a tag before libxml2 sees them: it compares each with each, which takes hours for some millions.

/// Watches for tags with too many attributes in a document that comes in chunks.
///
/// No `<` stands in a tag, so only what is long without one is looked at.
struct AttributeGuard {
  private let limit: Int
  private var state = State.outside
  private var count = 0
  /// Where the tag begins that is being read.
  private var start = 0

  private enum State: Hashable {
    case outside
    /// Behind a `<`.
    case opened
    case tag
    case quoted(UInt8)
  }

  init(limit: Int) { self.limit = min(limit, 1 << 32) }

  /// Looks through a chunk.
  ///
  /// - Parameters:
  ///   - bytes: the chunk.
  ///   - offset: where it begins in the document.
  /// - Returns: where a tag begins that has too many attributes; nil if none has.
  mutating func excess(in bytes: Span<UInt8>, at offset: Int) -> Int? {
    var position = end(bytes, from: 0)
    // What a chunk before has begun.
    if state != .outside, count(bytes, from: 0, to: position) { return start }
    while position < bytes.count {
      // An attribute has five bytes at least, so of tags that lie close to each other only the last is looked for.
      let farthest = min(position + 5 * limit, bytes.count - 1)
      var next = farthest
      while next > position, bytes[next] != UInt8(ascii: "<") { next &-= 1 }
      if next > position, farthest < bytes.count - 1 {
        position = next
        continue
      }
      // A long tag, or the last one, which may go on in the next chunk.
      let end = end(bytes, from: next + 1)
      (state, count, start) = (.opened, 0, offset + next)
      if count(bytes, from: next + 1, to: end) { return start }
      position = end
    }
    return nil
  }

  /// The next `<`, or the end.
  private func end(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: "<") { end &+= 1 }
    return end
  }

  /// Goes on counting; true if there are too many.
  private mutating func count(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
    for index in start..<end {
      let byte = bytes[index]
      switch state {
      case .outside: return false
      case .opened:
        // Comments, CDATA sections and instructions may hold as many quotes as they like.
        state = byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") ? .outside : .tag
      case .quoted(let quote): if byte == quote { state = .tag }
      case .tag:
        if byte == UInt8(ascii: ">") {
          state = .outside
        } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
          state = .quoted(byte)
          count += 1
          if count > limit { return true }
        }
      }
    }
    if end < bytes.count { state = .outside }
    return false
  }
}

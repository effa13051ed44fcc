// Which resource an object is, said by `resourceType`, which need not come first (84 of the 5,298 official examples).

internal import FHIRCore

/// Where the values of `resourceType` stand, in objects that do not begin with it.
///
/// An object is looked through up to its `resourceType`, and with it the objects inside of what is passed over; what was
/// found in those is kept until the parser comes to them. So no byte is looked at twice, however resources are nested.
struct ResourceTypes {
  /// A string, without its quotes.
  struct Value {
    let range: Range<Int>
    let hasEscapes: Bool
  }

  /// The values, by the opening brace of the object.
  private var found: [Int: Value] = [:]
  /// What stands before has been looked through.
  private var end = 0

  /// The value that `resourceType` has in the object whose brace is at an offset; nil if it is missing, or no string.
  ///
  /// The outcome for text that is no JSON has no meaning: the parser will come to the fault.
  mutating func value(inObjectAt brace: Int, _ bytes: borrowing Span<UInt8>, deepest: Int) -> Value? {
    if brace >= end { look(bytes, from: brace, deepest: deepest) }
    return found.removeValue(forKey: brace)
  }

  /// The value of the key that begins at an offset, if that is a key `resourceType`.
  static func value(ofKeyAt quote: Int, _ bytes: borrowing Span<UInt8>) -> Value? {
    guard quote < bytes.count, bytes[quote] == ASCII.quote,
      let (end, hasEscapes) = try? JSONScanner.string(bytes, quote + 1),
      isResourceType(bytes, quote + 1, end, hasEscapes)
    else { return nil }
    return value(behind: end, bytes)
  }

  /// An object or array that is open.
  private struct Level {
    /// Where an object begins; nil for an array.
    var brace: Int?
    /// Whether the next string is a key.
    var isKey: Bool
  }

  private mutating func look(_ bytes: borrowing Span<UInt8>, from brace: Int, deepest: Int) {
    // Objects whose first `resourceType` has been seen; a second one is a duplicate key.
    var decided: Set<Int> = []
    var levels: [Level] = []
    var at = brace
    repeat {
      switch bytes[at] {
      case ASCII.quote:
        guard let (close, hasEscapes) = try? JSONScanner.string(bytes, at + 1) else {
          end = bytes.count
          return
        }
        if let top = levels.last, top.isKey, let object = top.brace {
          levels[levels.count - 1].isKey = false
          if Self.isResourceType(bytes, at + 1, close, hasEscapes), decided.insert(object).inserted {
            found[object] = Self.value(behind: close, bytes)
            if object == brace {
              end = close
              return
            }
          }
        }
        at = close
      case ASCII.braceOpen: levels.append(Level(brace: at, isKey: true))
      case ASCII.bracketOpen: levels.append(Level(brace: nil, isKey: false))
      case ASCII.braceClose, ASCII.bracketClose: _ = levels.popLast()
      case ASCII.comma:
        if let top = levels.last, top.brace != nil { levels[levels.count - 1].isKey = true }
      default: break
      }
      at += 1
      // Deeper than the parser goes: it will say so.
      if levels.count > deepest { at = bytes.count }
    } while at < bytes.count && !levels.isEmpty
    end = at
  }

  private static func isResourceType(
    _ bytes: borrowing Span<UInt8>, _ start: Int, _ end: Int, _ hasEscapes: Bool
  ) -> Bool {
    if hasEscapes {
      var key: [UInt8] = []
      guard (try? JSONUnescape.append(bytes, from: start, to: end, to: &key)) != nil else { return false }
      return key.elementsEqual("resourceType".utf8)
    }
    let name: StaticString = "resourceType"
    return end - start == name.utf8CodeUnitCount && (try? JSONScanner.word(bytes, start, name)) != nil
  }

  /// The string behind a colon, if that is what stands there.
  private static func value(behind quote: Int, _ bytes: borrowing Span<UInt8>) -> Value? {
    var at = JSONScanner.skipWhiteSpace(bytes, quote + 1)
    guard at < bytes.count, bytes[at] == ASCII.colon else { return nil }
    at = JSONScanner.skipWhiteSpace(bytes, at + 1)
    guard at < bytes.count, bytes[at] == ASCII.quote, let (end, hasEscapes) = try? JSONScanner.string(bytes, at + 1)
    else { return nil }
    return Value(range: at + 1..<end, hasEscapes: hasEscapes)
  }
}

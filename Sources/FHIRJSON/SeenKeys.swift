// Finding duplicate keys in time that does not depend on how many there are.

internal import FHIRCore

/// The keys of the objects that are open, for those that a bit mask cannot hold.
///
/// `stamps` holds the serial number of the innermost open object that has a key. An object that stamps over an
/// outer one puts the old stamps back when it closes.
struct SeenKeys {
  /// An object: its serial number, and where its stamps begin.
  struct Mark {
    var serial: UInt32 = 0
    var base = 0
  }

  private var stamps: [UInt32] = []
  private var replaced: [(key: Int, stamp: UInt32)] = []
  private var serial: UInt32 = 0

  mutating func open() -> Mark {
    serial &+= 1
    return Mark(serial: serial, base: replaced.count)
  }

  /// Closes what is still open after a fault, so that the next record begins as if nothing had been.
  mutating func closeAll() { close(Mark()) }

  mutating func close(_ mark: Mark) {
    while replaced.count > mark.base {
      let last = replaced.removeLast()
      stamps[last.key] = last.stamp
    }
  }

  /// What an object has under a name.
  enum Part: Int {
    /// The key itself.
    case key
    /// The key with `_` before it.
    case twin
    /// One of the keys of a choice; the name is that of the element.
    case choice
  }

  /// Adds a part of a name; false if the object has it already.
  mutating func insert(_ part: Part, of name: Name, in mark: Mark) -> Bool {
    let key = Self.index(part, name)
    if key >= stamps.count {
      stamps.append(contentsOf: repeatElement(0, count: max(key + 1, stamps.count * 2) - stamps.count))
    }
    guard stamps[key] != mark.serial else { return false }
    replaced.append((key, stamps[key]))
    stamps[key] = mark.serial
    return true
  }

  func contains(_ part: Part, of name: Name, in mark: Mark) -> Bool {
    let key = Self.index(part, name)
    return key < stamps.count && stamps[key] == mark.serial
  }

  private static func index(_ part: Part, _ name: Name) -> Int { Int(name.rawValue) * 3 + part.rawValue }
}

// Finding duplicate keys in time that does not depend on how many there are.

internal import FHIRCore

/// The keys of the objects that are open, for those that a bit mask cannot hold.
///
/// `stamps[key]` is the serial number of the innermost open object that has the key. An object that stamps over an
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

  mutating func close(_ mark: Mark) {
    while replaced.count > mark.base {
      let last = replaced.removeLast()
      stamps[last.key] = last.stamp
    }
  }

  /// Adds a key; false if the object has it already.
  mutating func insert(_ name: Name, isTwin: Bool, in mark: Mark) -> Bool {
    let key = Self.key(name, isTwin)
    if key >= stamps.count {
      stamps.append(contentsOf: repeatElement(0, count: max(key + 1, stamps.count * 2) - stamps.count))
    }
    guard stamps[key] != mark.serial else { return false }
    replaced.append((key, stamps[key]))
    stamps[key] = mark.serial
    return true
  }

  func contains(_ name: Name, isTwin: Bool, in mark: Mark) -> Bool {
    let key = Self.key(name, isTwin)
    return key < stamps.count && stamps[key] == mark.serial
  }

  private static func key(_ name: Name, _ isTwin: Bool) -> Int { Int(name.rawValue) * 2 + (isTwin ? 1 : 0) }
}

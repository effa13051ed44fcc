// A guess at the next key: files mostly go on as they went on the last time.

internal import FHIRCore

/// Remembers which member followed which, so that most keys are found by comparing with one candidate.
///
/// Kept from record to record by readers of many: after the first few, nearly every key of an export is guessed.
struct Successors {
  static let none = UInt32.max
  private var next: [UInt32] = []
  private var first: [UInt32] = []

  /// The row that is likely to follow `previous` in an object of a type.
  @inline(__always)
  func guess(after previous: UInt32, in type: TypeID) -> UInt32 {
    if previous == Self.none {
      let index = Int(type.rawValue)
      return index < first.count ? first[index] : Self.none
    }
    let index = Int(previous)
    return index < next.count ? next[index] : Self.none
  }

  /// Notes what did follow.
  mutating func learn(_ row: UInt32, after previous: UInt32, in type: TypeID) {
    if previous == Self.none {
      Self.set(&first, Int(type.rawValue), row)
    } else {
      Self.set(&next, Int(previous), row)
    }
  }

  private static func set(_ table: inout [UInt32], _ index: Int, _ row: UInt32) {
    if index >= table.count {
      table.append(contentsOf: repeatElement(none, count: max(index + 1, table.count * 2) - table.count))
    }
    table[index] = row
  }
}

// Attempts on an arena that leave no trace where they fail.

/// The records of an arena as they were before an attempt, of those that were there already.
struct Journal<Record: BitwiseCopyable> {
  private var entries: [(id: UInt32, record: Record)] = []
  private var attempts = 0
  private var firstNew: UInt32 = 0

  /// Where an attempt began.
  struct Mark {
    fileprivate let records: Int
    fileprivate let entries: Int
    fileprivate let firstNew: UInt32
  }

  /// Begins an attempt on an arena of so many records; it ends with ``keep(_:)`` or ``restore(_:_:)``.
  mutating func mark(_ count: Int) -> Mark {
    let mark = Mark(records: count, entries: entries.count, firstNew: firstNew)
    attempts += 1
    firstNew = UInt32(truncatingIfNeeded: count)
    return mark
  }

  /// Notes a record that is about to change.
  @inline(__always)
  mutating func note(_ id: UInt32, _ record: @autoclosure () -> Record) {
    if attempts > 0, id < firstNew { entries.append((id, record())) }
  }

  /// Ends an attempt that has succeeded.
  mutating func keep(_ mark: Mark) {
    attempts -= 1
    firstNew = mark.firstNew
    if attempts == 0 { entries.removeAll(keepingCapacity: true) }
  }

  /// Ends an attempt that has failed: the records are again what they were.
  mutating func restore(_ mark: Mark, _ records: inout [Record]) {
    for (id, record) in entries[mark.entries...].reversed() where Int(id) < mark.records { records[Int(id)] = record }
    entries.removeLast(entries.count - mark.entries)
    records.removeLast(records.count - mark.records)
    attempts -= 1
    firstNew = mark.firstNew
  }
}

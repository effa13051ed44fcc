// Read-only bytes that are looked into where they lie: the embedded definitions, or a table compiled at run time.
// One of the few files with unsafe code: every read is checked against the length before the pointer is touched.

/// A table of bytes that is never copied and never changes.
///
/// The type is usable from inline code, for otherwise no member of it is inlined in other modules, whatever it says.
@safe @usableFromInline
package final class ByteTable: @unchecked Sendable {
  // Safe to share: the bytes are written before `init` returns and never again.
  @usableFromInline let base: UnsafeRawPointer
  private let ownsBytes: Bool
  /// The length in bytes.
  @usableFromInline package let count: Int

  /// Looks into bytes that live as long as the process.
  @unsafe
  package init(unowned base: UnsafeRawPointer, count: Int) {
    unsafe self.base = base
    self.count = count
    ownsBytes = false
  }

  /// Keeps a copy of `bytes`.
  package init(copying bytes: [UInt8]) {
    let copy = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes.count), alignment: 8)
    unsafe bytes.withUnsafeBytes { source in
      if let start = source.baseAddress { unsafe copy.copyMemory(from: start, byteCount: source.count) }
    }
    unsafe base = UnsafeRawPointer(copy)
    count = bytes.count
    ownsBytes = true
  }

  deinit {
    if ownsBytes { unsafe base.deallocate() }
  }

  /// The byte at an offset.
  @inlinable @inline(__always)
  package func byte(_ offset: Int) -> UInt8 {
    precondition(offset >= 0 && offset < count)
    return unsafe base.load(fromByteOffset: offset, as: UInt8.self)
  }

  /// The little-endian number of two bytes at an offset.
  @inlinable @inline(__always)
  package func uint16(_ offset: Int) -> UInt16 {
    precondition(offset >= 0 && offset &+ 2 <= count)
    return unsafe UInt16(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
  }

  /// The little-endian number of four bytes at an offset.
  @inlinable @inline(__always)
  package func uint32(_ offset: Int) -> UInt32 {
    precondition(offset >= 0 && offset &+ 4 <= count)
    return unsafe UInt32(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  /// The two little-endian numbers of eight bytes each at an offset: a row of sixteen bytes with one check.
  @inlinable @inline(__always)
  package func twoWords(_ offset: Int) -> (UInt64, UInt64) {
    precondition(offset >= 0 && offset &+ 16 <= count)
    return unsafe (
      UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)),
      UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset &+ 8, as: UInt64.self))
    )
  }

  /// Whether `length` bytes at `offset` equal those of `other` from `start`.
  @inlinable @inline(__always)
  package func matches(_ offset: Int, _ length: Int, _ other: borrowing Span<UInt8>, from start: Int) -> Bool {
    precondition(offset >= 0 && length >= 0 && offset &+ length <= count)
    guard start >= 0, start &+ length <= other.count else { return false }
    // Eight bytes at once, the last eight overlapping those before; a short word in two halves that overlap likewise.
    var index = 0
    if length >= 8 {
      while index &+ 8 < length {
        if differs(offset, other, start, index, UInt64.self) { return false }
        index &+= 8
      }
      return !differs(offset, other, start, length &- 8, UInt64.self)
    }
    if length >= 4 {
      return !differs(offset, other, start, 0, UInt32.self) && !differs(offset, other, start, length &- 4, UInt32.self)
    }
    while index < length {
      if differs(offset, other, start, index, UInt8.self) { return false }
      index &+= 1
    }
    return true
  }

  /// Compares one word; the bounds have been checked.
  @inlinable @inline(__always)
  func differs<Word: FixedWidthInteger & BitwiseCopyable>(
    _ offset: Int, _ other: borrowing Span<UInt8>, _ start: Int, _ index: Int, _ type: Word.Type
  ) -> Bool {
    unsafe base.loadUnaligned(fromByteOffset: offset &+ index, as: Word.self)
      != other.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: start &+ index, as: Word.self)
  }

  /// Appends `length` bytes at `offset` to `output`.
  @inlinable @inline(__always)
  package func append(_ offset: Int, _ length: Int, to output: inout [UInt8]) {
    precondition(offset >= 0 && length >= 0 && offset &+ length <= count)
    unsafe output.append(contentsOf: UnsafeRawBufferPointer(start: base + offset, count: length))
  }

  /// The text of `length` bytes at `offset`.
  package func string(_ offset: Int, _ length: Int) -> String {
    var bytes: [UInt8] = []
    append(offset, length, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

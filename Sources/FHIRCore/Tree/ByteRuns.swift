// Copying runs of bytes, which readers and writers do all day. Unsafe only in how it is said: a Span cannot be appended to
// an array yet; the buffer it lends checks its bounds where ours are computed.

extension [UInt8] {
  /// The bytes of a span.
  @inlinable @inline(__always)
  package init(copying bytes: borrowing Span<UInt8>) {
    self = unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
  }

  /// Appends the bytes of a span.
  @inlinable @inline(__always)
  package mutating func append(_ bytes: borrowing Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }

  /// Appends the bytes of `range`, which lies within `bytes`.
  @inlinable @inline(__always)
  package mutating func append(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: UnsafeBufferPointer(rebasing: $0[range])) }
  }
}

extension String {
  /// The text of a span, which is UTF-8.
  package init(copying bytes: borrowing Span<UInt8>) { self.init(decoding: [UInt8](copying: bytes), as: UTF8.self) }
}

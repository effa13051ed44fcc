// Copying runs of bytes, which readers and writers do all day. Unsafe only in how it is said: a Span cannot be appended to
// an array yet; the buffer it lends checks its bounds where ours are computed.

extension [UInt8] {
  /// Appends the bytes of `range`, which lies within `bytes`.
  @inline(__always)
  mutating func append(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: UnsafeBufferPointer(rebasing: $0[range])) }
  }
}

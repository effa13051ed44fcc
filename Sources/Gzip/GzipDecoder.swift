// Decompresses gzip (RFC 1952) through the system's zlib. One of the few files with unsafe code: zlib takes pointers.

internal import CZlib

/// Why compressed data could not be read.
public enum GzipError: Error, Sendable, Hashable, CustomStringConvertible {
  /// They are no gzip, or their checksum or length does not fit.
  case damaged
  /// They end before their checksum.
  case truncated
  /// They are more than allowed after decompression.
  case tooLarge

  /// What was expected.
  public var description: String {
    switch self {
    case .damaged: "expected gzip, found damaged data or something else"
    case .truncated: "expected the rest of the compressed data, found their end"
    case .tooLarge: "expected less after decompression"
    }
  }
}

/// Decompresses gzip as it comes: any number of members, one after another, each closed by its checksum (RFC 1952, 2.2).
///
/// ```swift
/// var decoder = GzipDecoder()
/// decoder.feed(chunk)
/// while try decoder.decode(atMost: 1 << 16, to: &output) {}
/// ```
@safe
public struct GzipDecoder: ~Copyable {
  private let stream: UnsafeMutablePointer<z_stream>
  private var input: [UInt8] = []
  private var taken = 0
  /// Whether a member has begun and not ended.
  private var isInMember = false

  /// Begins before the first byte.
  public init() {
    // zlib wants its state to stay where it is.
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 16 asks for gzip's header and checksum.
    let version = unsafe zlibVersion()
    let status = unsafe inflateInit2_(stream, 15 + 16, version, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "out of memory")
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Whether data begin as gzip does.
  public static func isGzip(_ start: some Sequence<UInt8>) -> Bool { start.starts(with: [0x1F, 0x8B]) }

  /// Whether all that was fed has been decoded, so that more is needed.
  public var isHungry: Bool { taken == input.count }

  /// Adds compressed bytes; those before must have been decoded.
  public mutating func feed(_ bytes: [UInt8]) {
    precondition(isHungry, "what was fed before has not been decoded")
    input = bytes
    taken = 0
  }

  /// Appends what comes next.
  ///
  /// - Parameters:
  ///   - count: how many bytes are appended at most.
  ///   - output: what they are appended to.
  /// - Returns: whether any were; if not, more must be fed.
  /// - Throws: `damaged` if the data are no gzip or their checksum does not fit.
  public mutating func decode(atMost count: Int, to output: inout [UInt8]) throws(GzipError) -> Bool {
    var buffer = [UInt8](repeating: 0, count: min(count, 1 << 16))
    while true {
      if !isInMember {
        guard !isHungry else { return false }
        unsafe inflateReset(stream)
        isInMember = true
      }
      let (status, written) = step(&buffer)
      output += buffer[..<written]
      switch status {
      case Z_STREAM_END: isInMember = false
      case Z_OK, Z_BUF_ERROR: break
      default: throw .damaged
      }
      if written > 0 { return true }
      if isInMember, isHungry { return false }
    }
  }

  /// Says that there is no more.
  ///
  /// - Throws: `truncated` if a member has not ended.
  public func finish() throws(GzipError) {
    if isInMember { throw .truncated }
  }

  private mutating func step(_ buffer: inout [UInt8]) -> (status: Int32, written: Int) {
    let status = unsafe input.withUnsafeMutableBufferPointer { source in
      unsafe buffer.withUnsafeMutableBufferPointer { target in
        unsafe stream.pointee.next_in = source.baseAddress.map { unsafe $0 + taken }
        unsafe stream.pointee.avail_in = UInt32(source.count - taken)
        unsafe stream.pointee.next_out = target.baseAddress
        unsafe stream.pointee.avail_out = UInt32(target.count)
        return unsafe inflate(stream, Z_NO_FLUSH)
      }
    }
    taken = unsafe input.count - Int(stream.pointee.avail_in)
    return unsafe (status, buffer.count - Int(stream.pointee.avail_out))
  }
}

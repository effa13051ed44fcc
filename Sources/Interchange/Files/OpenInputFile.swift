// A file that is being read, piece by piece or to its end. What is compressed is read as what it holds.

public import FHIRCore
internal import Gzip

/// A file that is open for reading, or standard input; gzip is decompressed, whatever the name of the file.
public struct OpenInputFile: ~Copyable {
  private let name: FileName
  private let descriptor: Descriptor
  /// The size, if the file has one that is known.
  private var size: Int?
  /// Whether the file can be opened once more and holds the same then.
  let isLasting: Bool
  /// What was read to be looked at and has not been taken.
  private var ahead: [UInt8] = []
  /// How much of that has been taken.
  private var taken = 0
  /// What decompresses the file, if it is compressed.
  private var decoder: GzipDecoder?

  /// The largest content of a compressed file that is read whole: a small file must not fill the memory.
  static let mostDecompressed = 1 << 30

  private init(_ name: FileName, _ descriptor: consuming Descriptor, _ status: FileStatus) {
    self.name = name
    self.descriptor = descriptor
    size = status.kind == .regular ? status.size : nil
    isLasting = status.kind == .regular && !name.isStandard
  }

  static func open(_ name: FileName) throws(Diagnostic) -> OpenInputFile {
    let descriptor = try opened(name)
    let status = try status(of: descriptor, name)
    var file = OpenInputFile(name, descriptor, status)
    try file.lookForGzip()
    return file
  }

  /// Whether the file holds more bytes than these.
  ///
  /// - Throws: a `Diagnostic` if the file cannot be read.
  mutating func isLarger(than count: Int) throws(Diagnostic) -> Bool {
    if let size { return size > count }
    return try peek(count + 1).count > count
  }

  /// Whether the file is compressed.
  public var isCompressed: Bool { decoder != nil }

  private mutating func lookForGzip() throws(Diagnostic) {
    let start = try peek(2)
    guard GzipDecoder.isGzip(start) else { return }
    decoder = GzipDecoder()
    decoder?.feed(start)
    ahead = []
    size = nil
  }

  /// The bytes that come next, which are not taken: so many, or fewer at the end of the file.
  ///
  /// - Throws: a `Diagnostic` if the file cannot be read.
  public mutating func peek(_ count: Int) throws(Diagnostic) -> [UInt8] {
    var bytes = takeAhead()
    while bytes.count < count, try fill(&bytes, atMost: count - bytes.count) {}
    ahead = bytes
    return bytes
  }

  /// The bytes that come next, which are not taken, as many as tell a format: a mebibyte, and where the first line is
  /// longer, what comes up to the line behind it, if that is not too far.
  ///
  /// - Throws: a `Diagnostic` if the file cannot be read.
  public mutating func peekStart() throws(Diagnostic) -> [UInt8] {
    var count = 1 << 20
    var start = try peek(count)
    while start.count == count, count < 1 << 26, !start.dropLast().contains(UInt8(ascii: "\n")) {
      count *= 2
      start = try peek(count)
    }
    return start
  }

  /// The bytes that come next, at most so many; empty at the end of the file.
  ///
  /// - Throws: a `Diagnostic` if the file cannot be read.
  public mutating func next(atMost count: Int) throws(Diagnostic) -> [UInt8] {
    if taken < ahead.count {
      let end = min(taken + count, ahead.count)
      defer { taken = end }
      return Array(ahead[taken..<end])
    }
    ahead = []
    taken = 0
    var bytes: [UInt8] = []
    _ = try fill(&bytes, atMost: count)
    return bytes
  }

  /// All bytes that are left.
  ///
  /// - Parameter limit: the largest size in bytes; a larger file is refused, before it is read if its size is known.
  /// - Returns: the bytes up to the end of the file.
  /// - Throws: a `Diagnostic` if the file cannot be read or is too large.
  public mutating func rest(limit: Int = Limits().size) throws(Diagnostic) -> [UInt8] {
    let limit = isCompressed ? min(limit, Self.mostDecompressed) : limit
    let tooLarge = Diagnostic(
      FileRule.size, "expected at most \(limit) bytes\(isCompressed ? " after decompression" : "")",
      at: Place(file: name.description))
    guard size ?? 0 <= limit else { throw tooLarge }
    var bytes = takeAhead()
    // One byte more than the file has, so that the read that finds the end needs no more room.
    if let size { bytes.reserveCapacity(size + 1) }
    var isMore = true
    while isMore {
      let room = bytes.capacity - bytes.count
      isMore = try fill(&bytes, atMost: room > 0 ? room : max(bytes.count, 1 << 16))
      if bytes.count > limit { throw tooLarge }
    }
    return bytes
  }

  /// What was looked at and has not been taken.
  private mutating func takeAhead() -> [UInt8] {
    defer {
      ahead = []
      taken = 0
    }
    return taken == 0 ? ahead : Array(ahead[taken...])
  }

  /// Appends what comes next, at most so many bytes; whether there was any.
  private mutating func fill(_ bytes: inout [UInt8], atMost count: Int) throws(Diagnostic) -> Bool {
    guard isCompressed else { return try read(&bytes, atMost: count) }
    while try !decode(&bytes, atMost: count) {
      var compressed: [UInt8] = []
      let isEnd = try !read(&compressed, atMost: 1 << 16)
      decoder?.feed(compressed)
      if isEnd { return try decode(&bytes, atMost: count, isEnd: true) }
    }
    return true
  }

  private mutating func decode(
    _ bytes: inout [UInt8], atMost count: Int, isEnd: Bool = false
  ) throws(Diagnostic) -> Bool {
    do throws(GzipError) {
      if isEnd { try decoder?.finish() }
      return try decoder?.decode(atMost: count, to: &bytes) ?? false
    } catch {
      throw Diagnostic(FileRule.gzip, error.description, at: Place(file: name.description))
    }
  }

  private func read(_ bytes: inout [UInt8], atMost count: Int) throws(Diagnostic) -> Bool {
    do throws(SystemFailure) {
      return try SystemCalls.readSome(descriptor, atMost: count, to: &bytes)
    } catch {
      throw Self.diagnostic(error, name)
    }
  }

  private static func status(of descriptor: borrowing Descriptor, _ name: FileName) throws(Diagnostic) -> FileStatus {
    do throws(SystemFailure) {
      let status = try SystemCalls.status(of: descriptor)
      guard status.kind != .folder else { throw .isFolder }
      return status
    } catch {
      throw diagnostic(error, name)
    }
  }

  private static func opened(_ name: FileName) throws(Diagnostic) -> Descriptor {
    do throws(SystemFailure) {
      return name.isStandard ? Descriptor(standard: 0) : try SystemCalls.openFile(name, for: .read)
    } catch {
      throw diagnostic(error, name)
    }
  }

  private static func diagnostic(_ failure: SystemFailure, _ name: FileName) -> Diagnostic {
    let place = Place(file: name.description)
    return failure == .isFolder
      ? Diagnostic(FileRule.read, "expected a file, found a folder", at: place)
      : Diagnostic(FileRule.read, "expected to read this file: \(failure.reason)", at: place)
  }
}

// Reads a file, or standard input, straight into the array that the readers take.

public import FHIRCore

/// A file that is read, or standard input.
public struct InputFile: Sendable {
  /// The name that the user gave.
  public let name: FileName

  /// Names a file; `-` is standard input.
  public init(_ name: FileName) { self.name = name }

  /// Reads everything.
  ///
  /// - Parameter limit: the largest size in bytes; a larger file is refused, before it is read if its size is known.
  /// - Returns: the bytes of the file.
  /// - Throws: a `Diagnostic` if there is no such file, if it is a folder, cannot be read, or is too large.
  public func read(limit: Int = Limits().size) throws(Diagnostic) -> [UInt8] {
    do throws(SystemFailure) {
      return try bytes(limit: limit)
    } catch {
      let place = Place(file: name.description)
      switch error {
      case .isFolder: throw Diagnostic(FileRule.read, "expected a file, found a folder", at: place)
      case .tooLarge: throw Diagnostic(FileRule.size, "expected at most \(limit) bytes", at: place)
      default: throw Diagnostic(FileRule.read, "expected to read this file: \(error.reason)", at: place)
      }
    }
  }

  /// Which file of the system this is, or nil if there is none that could be overwritten.
  public var identity: FileIdentity? {
    if name.isStandard { return FileIdentity(openFile: 0) }
    return FileIdentity(existing: name)
  }

  private func bytes(limit: Int) throws(SystemFailure) -> [UInt8] {
    let descriptor = name.isStandard ? Descriptor(standard: 0) : try SystemCalls.openFile(name, for: .read)
    let status = try SystemCalls.status(of: descriptor)
    guard status.kind != .folder else { throw .isFolder }
    guard status.kind != .regular || status.size <= limit else { throw .tooLarge }
    var bytes: [UInt8] = []
    // One byte more than the file has, so that the read that finds the end needs no more room.
    if status.kind == .regular { bytes.reserveCapacity(status.size + 1) }
    var isMore = true
    while isMore {
      let room = bytes.capacity - bytes.count
      isMore = try SystemCalls.readSome(descriptor, atMost: room > 0 ? room : max(bytes.count, 1 << 16), to: &bytes)
      if bytes.count > limit { throw .tooLarge }
    }
    return bytes
  }
}

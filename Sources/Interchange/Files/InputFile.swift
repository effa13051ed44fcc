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
    var reading = try open()
    return try reading.rest(limit: limit)
  }

  /// Begins to read.
  ///
  /// - Throws: a `Diagnostic` if there is no such file, if it is a folder, or cannot be read.
  public func open() throws(Diagnostic) -> OpenInputFile { try OpenInputFile.open(name) }

  /// Which file of the system this is, or nil if there is none that could be overwritten.
  public var identity: FileIdentity? {
    if name.isStandard { return FileIdentity(openFile: 0) }
    return FileIdentity(existing: name)
  }
}

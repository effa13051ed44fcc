// A file that appears whole or not at all.

public import FHIRCore

/// A place that is written to: a file, a device or pipe, or standard output.
///
/// A file is written under a temporary name in the same folder, flushed, and renamed when all outputs of a command are
/// ready (``OutputFiles``), so that nobody ever sees half of it and a failure leaves what was there before.
public struct OutputFile: Sendable {
  /// The name that the user gave.
  public let name: FileName
  let target: Target

  enum Target: Sendable, Hashable {
    /// A stream that the program was started with.
    case stream(Int32)
    /// A device or pipe, which is written where it is.
    case device
    /// A file, by its path without symbolic links, and what is there now.
    case file(FileName, FileIdentity)
  }

  /// Looks at what a name leads to; nothing is written yet.
  ///
  /// `-`, `/dev/stdout`, `/dev/stderr` and `/dev/fd/N` are streams that the program was started with.
  ///
  /// - Throws: a `Diagnostic` if no file of this name can be written.
  public init(_ name: FileName) throws(Diagnostic) {
    self.name = name
    do throws(SystemFailure) {
      target = try Self.target(of: name)
    } catch {
      throw Self.diagnostic(error, name)
    }
  }

  /// Whether this is standard output.
  public var isStandardOutput: Bool { target == .stream(1) }

  /// Which file of the system this is, or nil if there is nothing that could be overwritten.
  public var identity: FileIdentity? {
    switch target {
    case .stream(let number): FileIdentity(openFile: number)
    case .device: nil
    case .file(_, let identity): identity
    }
  }

  static func diagnostic(_ failure: SystemFailure, _ name: FileName) -> Diagnostic {
    let place = Place(file: name.description)
    if failure == .isFolder {
      return Diagnostic(FileRule.write, "expected the name of a file, found a folder", at: place)
    }
    if failure == .brokenPipe {
      return Diagnostic(FileRule.brokenPipe, "expected a reader: \(failure.reason)", at: place)
    }
    return Diagnostic(FileRule.write, "expected to write this file: \(failure.reason)", at: place)
  }

  private static func target(of name: FileName) throws(SystemFailure) -> Target {
    if let number = streamNumber(of: name) { return .stream(number) }
    if name.bytes.isEmpty { throw .missing }
    do throws(SystemFailure) {
      let status = try SystemCalls.status(of: name)
      switch status.kind {
      case .folder: throw SystemFailure.isFolder
      case .regular, .symbolicLink:
        guard SystemCalls.isWritable(name) else { throw SystemFailure.denied }
        let path = try SystemCalls.resolved(name)
        return .file(path, .existing(device: status.device, inode: status.inode))
      case .other: return .device
      }
    } catch {
      guard error == .missing, name.bytes.last != UInt8(ascii: "/") else { throw error }
      // A symbolic link to nothing, or a folder that is not there.
      guard (try? SystemCalls.statusOfLink(name)) == nil, let identity = FileIdentity(new: name) else { throw error }
      return .file(name, identity)
    }
  }

  private static func streamNumber(of name: FileName) -> Int32? {
    if name.isStandard { return 1 }
    let text = String(decoding: name.bytes, as: UTF8.self)
    switch text {
    case "/dev/stdout": return 1
    case "/dev/stderr": return 2
    default:
      for folder in ["/dev/fd/", "/proc/self/fd/"] where text.hasPrefix(folder) {
        return Int32(text.dropFirst(folder.count)).flatMap { $0 >= 0 ? $0 : nil }
      }
      return nil
    }
  }
}

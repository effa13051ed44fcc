// All outputs of one command: either each of them becomes visible, or none.

public import FHIRCore

/// The outputs of one command, which appear together when all are ready.
///
/// ```swift
/// var outputs = OutputFiles()
/// try outputs.add(bundle, to: try OutputFile(name))
/// try outputs.add(ledger, to: try OutputFile(ledgerName))
/// try outputs.commit()
/// ```
///
/// Files are written and flushed by ``add(_:to:)`` under temporary names. ``commit()`` writes what goes to streams and
/// devices, then renames the files and flushes their folders. If anything fails before, every temporary file is
/// removed and what was there before is untouched.
public struct OutputFiles: ~Copyable {
  private struct Pending {
    let output: OutputFile
    let path: FileName
    let temporary: FileName
  }

  private var files: [Pending] = []
  private var streams: [(output: OutputFile, bytes: [UInt8])] = []

  /// Begins without outputs.
  public init() {}

  deinit {
    for file in files { TemporaryFiles.remove(file.temporary) }
  }

  /// Adds an output.
  ///
  /// - Throws: a `Diagnostic` if the file cannot be written.
  public mutating func add(_ bytes: [UInt8], to output: OutputFile) throws(Diagnostic) {
    guard case .file(let path, let identity) = output.target else {
      streams.append((output, bytes))
      return
    }
    do throws(SystemFailure) {
      try add(bytes, to: output, at: path, identity)
    } catch {
      throw OutputFile.diagnostic(error, output.name)
    }
  }

  /// Makes all outputs visible.
  ///
  /// - Throws: a `Diagnostic` if a stream cannot be written or a file cannot be renamed. Files that were renamed
  ///   before that stay, and the others are as they were.
  public consuming func commit() throws(Diagnostic) {
    for (output, bytes) in streams {
      do throws(SystemFailure) {
        try Self.write(bytes, to: output)
      } catch {
        throw OutputFile.diagnostic(error, output.name)
      }
    }
    for file in files {
      do throws(SystemFailure) {
        try TemporaryFiles.rename(file.temporary, to: file.path)
        try Self.flushFolder(of: file.path)
      } catch {
        throw OutputFile.diagnostic(error, file.output.name)
      }
    }
  }

  private mutating func add(
    _ bytes: [UInt8], to output: OutputFile, at path: FileName, _ identity: FileIdentity
  ) throws(SystemFailure) {
    var replaced: FileStatus?
    if case .existing = identity { replaced = try SystemCalls.status(of: path) }
    // Until it has the permissions of the file that it replaces, nobody else may look into it.
    let temporary = try TemporaryFiles.create(beside: path, mode: replaced == nil ? 0o666 : 0o600)
    files.append(Pending(output: output, path: path, temporary: temporary.name))
    try SystemCalls.writeAll(bytes, to: temporary.descriptor)
    if let replaced { try SystemCalls.adopt(replaced, for: temporary.descriptor) }
    try SystemCalls.flush(temporary.descriptor)
    try temporary.closed()
  }

  /// Makes the new name last; a folder that may be written but not looked at cannot be flushed.
  private static func flushFolder(of path: FileName) throws(SystemFailure) {
    do throws(SystemFailure) {
      let folder = try SystemCalls.openFile(path.folder, for: .folder)
      try SystemCalls.flush(folder)
    } catch  where error == .denied {}
  }

  private static func write(_ bytes: [UInt8], to output: OutputFile) throws(SystemFailure) {
    switch output.target {
    case .stream(let number): try SystemCalls.writeAll(bytes, to: Descriptor(standard: number))
    case .device, .file: try SystemCalls.writeAll(bytes, to: SystemCalls.openFile(output.name, for: .write))
    }
  }
}

// An output that is written piece by piece, unseen until it is whole.

public import FHIRCore

/// Writes an output under a temporary name: beside the file that it becomes, or in the system's folder for temporary files
/// if it goes to a stream, which must not see half of it either.
public final class OutputWriter {
  private let output: OutputFile
  private let temporary: FileName
  private var file: TemporaryFile?
  private var replaced: FileStatus?

  /// Begins to write.
  ///
  /// - Throws: a `Diagnostic` if the file cannot be written.
  public init(_ output: OutputFile) throws(Diagnostic) {
    self.output = output
    do throws(SystemFailure) {
      var target = FileName(bytes: (SystemCalls.variable("TMPDIR") ?? Array("/tmp".utf8)) + Array("/stream".utf8))
      // Until it has the permissions of the file that it replaces, nobody else may look into it.
      var mode: UInt32 = 0o600
      if case .file(let path, let identity) = output.target {
        target = path
        if case .existing = identity { replaced = try SystemCalls.status(of: path) } else { mode = 0o666 }
      }
      let file = try TemporaryFiles.create(beside: target, mode: mode)
      temporary = file.name
      self.file = consume file
    } catch {
      throw OutputFile.diagnostic(error, output.name)
    }
  }

  deinit { TemporaryFiles.remove(temporary) }

  /// Whether the output is a file, which appears by its name.
  var isForFile: Bool { if case .file = output.target { true } else { false } }

  /// Appends bytes.
  ///
  /// - Throws: a `Diagnostic` if the file cannot be written.
  public func append(_ bytes: [UInt8]) throws(Diagnostic) {
    guard let file = file.take() else { return }
    do throws(SystemFailure) {
      try SystemCalls.writeAll(bytes, to: file.descriptor)
    } catch {
      throw OutputFile.diagnostic(error, output.name)
    }
    self.file = consume file
  }

  /// Ends the writing, so that what has been written outlives a crash.
  func close() throws(Diagnostic) {
    guard let file = file.take() else { return }
    do throws(SystemFailure) {
      if let replaced { try SystemCalls.adopt(replaced, for: file.descriptor) }
      if isForFile { try SystemCalls.flush(file.descriptor) }
      try file.closed()
    } catch {
      throw OutputFile.diagnostic(error, output.name)
    }
  }

  /// Gives the file its name.
  func rename() throws(Diagnostic) {
    guard case .file(let path, _) = output.target else { return }
    try attempt { () throws(SystemFailure) in
      try TemporaryFiles.rename(temporary, to: path)
      try Self.flushFolder(of: path)
    }
  }

  /// Sends what has been written to where it goes.
  func copyToStream() throws(Diagnostic) {
    try attempt { () throws(SystemFailure) in
      let written = try SystemCalls.openFile(temporary, for: .read)
      var bytes: [UInt8] = []
      while try SystemCalls.readSome(written, atMost: 1 << 20, to: &bytes) {
        try OutputFiles.write(bytes, to: output)
        bytes.removeAll(keepingCapacity: true)
      }
    }
  }

  private func attempt(_ work: () throws(SystemFailure) -> Void) throws(Diagnostic) {
    do throws(SystemFailure) {
      try work()
    } catch {
      throw OutputFile.diagnostic(error, output.name)
    }
  }

  /// Makes the new name last; a folder that may be written but not looked at cannot be flushed.
  private static func flushFolder(of path: FileName) throws(SystemFailure) {
    do throws(SystemFailure) {
      let folder = try SystemCalls.openFile(path.folder, for: .folder)
      try SystemCalls.flush(folder)
    } catch  where error == .denied {}
  }
}

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
/// Files are written and flushed by `add` under temporary names. ``commit()`` writes what goes to streams and
/// devices, then renames the files and flushes their folders. If anything fails before, every temporary file is
/// removed and what was there before is untouched.
public struct OutputFiles: ~Copyable {
  private var writers: [OutputWriter] = []
  private var streams: [(output: OutputFile, bytes: [UInt8])] = []

  /// Begins without outputs.
  public init() {}

  /// Adds an output.
  ///
  /// - Throws: a `Diagnostic` if the file cannot be written.
  public mutating func add(_ bytes: [UInt8], to output: OutputFile) throws(Diagnostic) {
    guard case .file = output.target else {
      streams.append((output, bytes))
      return
    }
    let writer = try OutputWriter(output)
    try writer.append(bytes)
    try add(writer)
  }

  /// Adds an output that has been written piece by piece.
  ///
  /// - Throws: a `Diagnostic` if the file cannot be written.
  public mutating func add(_ writer: OutputWriter) throws(Diagnostic) {
    try writer.close()
    writers.append(writer)
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
    for writer in writers where !writer.isForFile { try writer.copyToStream() }
    for writer in writers where writer.isForFile { try writer.rename() }
  }

  static func write(_ bytes: [UInt8], to output: OutputFile) throws(SystemFailure) {
    switch output.target {
    case .stream(let number): try SystemCalls.writeAll(bytes, to: Descriptor(standard: number))
    case .device, .file: try SystemCalls.writeAll(bytes, to: SystemCalls.openFile(output.name, for: .write))
    }
  }
}

// The rules of files: what hinders reading or writing one.

public import FHIRCore

/// Rules of files, in the order of their ids.
public enum FileRule {
  /// Whoever reads the output has gone.
  public static let brokenPipe = Rule(
    "file.broken-pipe", .error, .dropped, "Whoever reads the output has gone; nothing is said, for it was meant so.")
  /// A compressed file is damaged or cut.
  public static let gzip = Rule(
    "file.gzip", .error, .refused, "A compressed file is whole, and its checksums fit.")
  /// A file cannot be read.
  public static let read = Rule("file.read", .error, .refused, "A file cannot be read.")
  /// A file is too large to be read.
  public static let size = Rule("file.size", .error, .refused, "A file is larger than the limit allows.")
  /// A file cannot be written.
  public static let write = Rule(
    "file.write", .error, .dropped, "A file cannot be written; what was there before is still there.")

  /// All of them.
  public static let all = [brokenPipe, gzip, read, size, write]
}

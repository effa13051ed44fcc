// Standard error, where everything goes that is not data.

/// Standard error of the process.
public enum StandardError {
  /// Writes a text and a line feed; a failure is not reported, for there is nowhere to report it.
  public static func write(_ line: String) {
    try? SystemCalls.writeAll(Array(line.utf8) + [0x0A], to: Descriptor(standard: 2))
  }
}

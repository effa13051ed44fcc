// Gzip that is in memory.

/// Decompresses gzip that is at hand as a whole.
public enum Gzip {
  /// The decompressed bytes; refused when there are more than `limit`, so that no small file fills the memory.
  public static func decompress(_ input: [UInt8], limit: Int) throws(GzipError) -> [UInt8] {
    guard !input.isEmpty else { throw .truncated }
    var decoder = GzipDecoder()
    decoder.feed(input)
    var output: [UInt8] = []
    while try decoder.decode(atMost: 1 << 16, to: &output) {
      if output.count > limit { throw .tooLarge }
    }
    try decoder.finish()
    return output
  }
}

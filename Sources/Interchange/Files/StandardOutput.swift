// What is known about where standard output goes.

/// Standard output of the process.
public enum StandardOutput {
  /// Whether colours are shown there and are wanted: on a terminal that has them, and without `NO_COLOR`.
  public static var showsColor: Bool {
    func variable(_ name: String) -> [UInt8] { SystemCalls.variable(name) ?? [] }
    return SystemCalls.isTerminal(Descriptor(standard: 1)) && variable("NO_COLOR").isEmpty
      && variable("TERM") != Array("dumb".utf8)
  }
}

// What the program was started with: arguments, in which names of files keep their bytes, and variables.

/// What the program was started with.
public enum ProcessStart {
  /// The arguments without the program's name, as texts from which ``FileName/init(text:)`` makes the same bytes.
  ///
  /// Swift's own list has U+FFFD where an argument is not UTF-8, which no file is called.
  public static var arguments: [String] { SystemCalls.arguments.dropFirst().map(FileName.argument) }

  /// Lets writing fail where it would end the program: a pipe without a reader (``FileRule/brokenPipe``), a file larger
  /// than the user's limit.
  public static func letWritingFail() { SystemCalls.letWritingFail() }

  /// How many processors the program may use.
  public static var processors: Int { SystemCalls.processors }

  /// A variable of the environment; nil if it is not set, or empty.
  public static func variable(_ name: String) -> String? {
    guard let bytes = SystemCalls.variable(name), !bytes.isEmpty else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}

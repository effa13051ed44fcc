// The arguments of the program, in which a file's name keeps its bytes.

/// The arguments of the program.
public enum ProgramArguments {
  /// The arguments without the program's name, as texts from which ``FileName/init(text:)`` makes the same bytes.
  ///
  /// Swift's own list has U+FFFD where an argument is not UTF-8, which no file is called.
  public static var all: [String] { SystemCalls.arguments.dropFirst().map(FileName.argument) }
}

// Names of files as arguments.

public import ArgumentParser
public import Interchange

extension FileName: ExpressibleByArgument {
  /// Takes the name from an argument, bytes and all; an empty one names nothing.
  public init?(argument: String) {
    guard !argument.isEmpty else { return nil }
    self.init(text: argument)
  }

  /// How the help shows a default.
  public var defaultValueDescription: String { description }

  /// Shells complete names of files.
  public static var defaultCompletionKind: CompletionKind { .file() }
}

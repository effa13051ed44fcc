// The rules of formats: whether a file is something that can be read.

public import FHIRCore

/// Rules of formats, in the order of their ids.
public enum FormatRule {
  /// The file has no content.
  public static let empty = Rule("format.empty", .error, .refused, "A file has nothing in it but white space.")
  /// The format is known by sight and not read.
  public static let foreign = Rule("format.foreign", .error, .refused, "A file has a format that is not read.")
  /// The format is not known.
  public static let unknown = Rule("format.unknown", .error, .refused, "A file looks like no format that is read.")

  /// All of them.
  public static let all = [empty, foreign, unknown]
}

// The rules of formats: whether a file is something that can be read.

public import FHIRCore

/// Rules of formats, in the order of their ids.
public enum FormatRule {
  /// What is said about resources, where only resources have a place.
  public static let dropped = Rule(
    "format.bundle.dropped", .error, .dropped,
    "NDJSON has a line for each resource of a Bundle, and none for what the Bundle says about itself and its entries.")
  /// The file has no content.
  public static let empty = Rule("format.empty", .error, .refused, "A file has nothing in it but white space.")
  /// The format is known by sight and not read.
  public static let foreign = Rule("format.foreign", .error, .refused, "A file has a format that is not read.")
  /// A way that does not exist.
  public static let oneWay = Rule("format.one-way", .error, .refused, "A format goes into the other and back.")
  /// The format is not known.
  public static let unknown = Rule("format.unknown", .error, .refused, "A file looks like no format that is read.")

  /// All of them.
  public static let all = [dropped, empty, foreign, oneWay, unknown]
}

// The rules of HL7 v2 messages as they are read and written.

public import FHIRCore

/// Rules of HL7 v2 messages, in the order of their ids.
public enum HL7v2Rule {
  /// A count in the trailer of a batch that is not the number of messages.
  public static let batchCount = Rule(
    "message.batch-count", .error, .kept, "The count in BTS-1 or FTS-1 is the number of messages or batches before it.")
  /// A character that no document holds.
  public static let character = Rule(
    "message.character", .error, .refused,
    "Text has no control characters but tabs and the ends of lines, and no characters that XML does not know.")
  /// A character set that is not known, or bytes that are not in it.
  public static let encoding = Rule(
    "message.encoding", .error, .refused,
    "The text of a message is in the character set that MSH-18 names; UTF-8 and ASCII need no name.")
  /// No header, or one that does not say the delimiters.
  public static let header = Rule(
    "message.header", .error, .refused,
    "A message begins with MSH, the field separator, and the other delimiters, all different and none a letter or digit."
  )
  /// A line that is no segment.
  public static let line = Rule(
    "message.line", .warning, .repaired,
    "A line that does not begin with the name of a segment and the field separator belongs to the text before it.")
  /// What has no place in a message with delimiters.
  public static let place = Rule(
    "message.place", .error, .kept,
    "What stands in the XML of a message is a segment, a field, a component or a subcomponent, each with its number.")
  /// A text that cannot be written.
  public static let unencodable = Rule(
    "message.unencodable", .error, .refused, "A message is written only with characters that its character set has.")

  /// All of them.
  public static let all = [batchCount, character, encoding, header, line, place, unencodable]
}

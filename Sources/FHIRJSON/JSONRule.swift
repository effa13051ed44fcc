// The rules that a JSON file can break, in the order of their ids.

public import FHIRCore

/// Rules of JSON itself (RFC 8259) and of FHIR's way of writing it (FHIR R4, 2.6.2 JSON Representation).
public enum JSONRule {
  /// A byte order mark stands before the text.
  public static let byteOrderMark = Rule(
    "json.byte-order-mark", .warning, .repaired, "A byte order mark stands before the text; it is skipped.")
  /// A control character stands in a string as it is.
  public static let controlCharacter = Rule(
    "json.control-character", .error, .refused, "A control character stands in a string without an escape.")
  /// A key occurs twice in one object.
  public static let duplicateKey = Rule(
    "json.duplicate-key", .error, .kept, "A key occurs twice in one object; both values stay in the tree.")
  /// An object or a list without content.
  public static let empty = Rule("json.empty", .error, .kept, "An object or a list has no content.")
  /// The text is not UTF-8.
  public static let encoding = Rule("json.encoding", .error, .refused, "The text is not UTF-8.")
  /// A backslash is followed by something that is no escape.
  public static let escape = Rule("json.escape", .error, .refused, "A backslash begins no valid escape.")
  /// One value stands where FHIR has a list.
  public static let expectedArray = Rule(
    "json.expected-array", .error, .kept, "One value stands where FHIR has a list.")
  /// Half a surrogate pair.
  public static let loneSurrogate = Rule(
    "json.lone-surrogate", .error, .refused, "An escape gives half a surrogate pair, which is no character.")
  /// `null` where FHIR has none.
  public static let null = Rule(
    "json.null", .error, .kept, "`null` stands where FHIR has no place for it: only lists of primitives use it.")
  /// A number that JSON's grammar does not know.
  public static let number = Rule("json.number", .error, .refused, "A number is not written as JSON demands.")
  /// A second type of one choice.
  public static let secondChoice = Rule(
    "json.second-choice", .error, .kept, "An element `[x]` stands there with two types; both stay in the tree.")
  /// What stands here is no JSON.
  public static let syntax = Rule("json.syntax", .error, .refused, "The text is not JSON.")
  /// Something follows the value.
  public static let trailingContent = Rule(
    "json.trailing-content", .error, .refused, "Something follows where the file should end.")
  /// The text ends too early.
  public static let truncated = Rule("json.truncated", .error, .refused, "The text ends before the value does.")
  /// A list where FHIR has one value.
  public static let unexpectedArray = Rule(
    "json.unexpected-array", .error, .kept, "A list stands where FHIR has one value.")
  /// A token of the wrong kind, such as a string for a number.
  public static let valueType = Rule(
    "json.value-type", .error, .kept, "A value is written as the wrong kind of JSON token.")

  /// All of them.
  public static let all = [
    byteOrderMark, controlCharacter, duplicateKey, empty, encoding, escape, expectedArray, loneSurrogate, null, number,
    secondChoice, syntax, trailingContent, truncated, unexpectedArray, valueType,
  ]
}

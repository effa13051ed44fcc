// The rules that a mapping file can break before anybody asks what it means.

public import FHIRCore

/// Rules of the language of mappings, in the order of their ids.
public enum MappingRule {
  /// A name that is declared twice.
  public static let duplicate = Rule(
    "mapping.duplicate", .error, .refused, "A name is declared once in a mapping.")
  /// A line that is indented otherwise than those around it.
  public static let indentation = Rule(
    "mapping.indentation", .error, .refused, "Lines of one block are indented alike, by blanks.")
  /// Brackets where there is no list.
  public static let notAList = Rule(
    "mapping.not-a-list", .error, .refused, "Brackets choose from a list, and stand at no single element.")
  /// A place that FHIR does not have.
  public static let path = Rule(
    "mapping.path", .error, .refused, "A place on the right is one that FHIR R4 has, and a resource a type of it.")
  /// A line that is none of the language.
  public static let syntax = Rule("mapping.syntax", .error, .refused, "A line is written as the language has it.")
  /// A name that nothing declares.
  public static let undeclared = Rule(
    "mapping.undeclared", .error, .refused, "A system, table, type or group that is used is declared.")

  /// All of them.
  public static let all = [duplicate, indentation, notAList, path, syntax, undeclared]
}

// The rules of mappings: of the files themselves, of documents that are read by them, and of FHIR that is written.

public import FHIRCore

/// Rules of mappings, in the order of their ids: `map.` of running them, `mapping.` of the files.
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
  /// Many nodes and one place.
  public static let repeats = Rule(
    "mapping.repeats", .error, .refused, "A node that repeats has a place for each: a resource, or an item of a list.")
  /// A line that is none of the language.
  public static let syntax = Rule("mapping.syntax", .error, .refused, "A line is written as the language has it.")
  /// A name that nothing declares.
  public static let undeclared = Rule(
    "mapping.undeclared", .error, .refused, "A system, table, type or group that is used is declared.")

  /// A document of another kind.
  public static let root = Rule(
    "map.root", .error, .refused, "A document begins with the element that the mapping knows.")
  /// A node that no line takes.
  public static let carried = Rule(
    "map.carried", .error, .kept, "A line of the mapping speaks of every node; the others are carried as they are.")
  /// A value that has no place in the document.
  public static let noPlace = Rule(
    "map.no-place", .error, .dropped, "The dialect has a place for every value of the FHIR that is written.")
  /// Two resources of one key that are not alike.
  public static let contradiction = Rule(
    "map.contradiction", .error, .kept, "What has one key in a document says one thing; else both are kept apart.")
  /// A time that was not, or was twice.
  public static let clock = Rule(
    "map.clock", .warning, .kept,
    "A time of the clock was once in the zone that is given; else it becomes its date, with the printed text beside it."
  )
  /// What was carried cannot go back to where it stood.
  public static let stale = Rule(
    "map.stale", .error, .kept,
    "What a document carries goes back to where it stood; if what it stood behind is gone, it goes to the end.")
  /// A printed text that an edit has left behind.
  public static let superseded = Rule(
    "map.superseded", .warning, .dropped,
    "The printed text beside a value says that value; else the value was edited, and is written.")
  /// A document that does not come back.
  public static let notEqual = Rule(
    "map.not-equal", .error, .kept, "What is read is written again as it was, as canonical XML.")
  /// FHIR without what a document is made of.
  public static let nothing = Rule(
    "map.nothing", .error, .refused, "A Bundle has a resource that the root of the document is made of.")

  /// All of them.
  public static let all = [
    carried, clock, contradiction, noPlace, notEqual, nothing, root, stale, superseded, duplicate, indentation,
    notAList,
    path, repeats, syntax, undeclared,
  ]
}

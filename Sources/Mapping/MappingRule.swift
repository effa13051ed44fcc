// The rules of mappings: of the files themselves, of documents that are read by them, and of FHIR that is written.

public import FHIRCore

/// Rules of mappings, in the order of their ids: `map.` of running them, `mapping.` of the files.
public enum MappingRule {
  /// Two lines that take the same resources.
  public static let ambiguousResource = Rule(
    "mapping.ambiguous-resource", .warning, .kept,
    "Lines for resources of one type behind one link are told apart by 'with' or 'where', the more specific first.")
  /// Two lines that print one value.
  public static let ambiguousWayBack = Rule(
    "mapping.ambiguous-way-back", .error, .refused,
    "A value of FHIR is printed by one line; alternatives are cases of one 'choose'.")
  /// A default that would be printed.
  public static let defaultPrinted = Rule(
    "mapping.default-printed", .warning, .kept,
    "A default is no value that a line prints, for each document without it would have to be noted.")
  /// A name that is declared twice.
  public static let duplicate = Rule(
    "mapping.duplicate", .error, .refused, "A name is declared once in a mapping.")
  /// A line that is indented otherwise than those around it.
  public static let indentation = Rule(
    "mapping.indentation", .error, .refused, "Lines of one block are indented alike, by blanks.")
  /// Leaves that cannot be told apart again.
  public static let joinSeparator = Rule(
    "mapping.join-separator", .error, .refused, "Leaves that are joined have a text between them that tells them apart."
  )
  /// Several codes with one target.
  public static let notReversible = Rule(
    "mapping.not-reversible", .warning, .kept,
    "A table by which codes are written has one code for each target; of several the first is written.")
  /// A part of a choice before its type is known.
  public static let orderDependency = Rule(
    "mapping.order-dependency", .error, .refused,
    "A line about a part of a choice stands behind the line that decides its type.")
  /// An element that R4 demands and no line gives.
  public static let requiredMissing = Rule(
    "mapping.required-missing", .warning, .kept, "A resource has a line or a default for each element that R4 demands.")
  /// A codec that gives what a place cannot hold.
  public static let typeMismatch = Rule(
    "mapping.type-mismatch", .error, .refused, "A codec of the line gives what the place can hold.")
  /// What never comes to be.
  public static let unreachable = Rule(
    "mapping.unreachable", .error, .refused,
    "A node, label or text is left for each line, case and codec: what takes all stands last.")
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
    carried, clock, contradiction, noPlace, notEqual, nothing, root, stale, superseded, ambiguousResource,
    ambiguousWayBack, defaultPrinted, duplicate, indentation, joinSeparator, notAList, notReversible, orderDependency,
    path,
    repeats, requiredMissing, syntax, typeMismatch, undeclared, unreachable,
  ]
}

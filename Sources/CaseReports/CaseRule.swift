// The rules of case files.

public import FHIRCore

/// The rules that a case file can break.
public enum CaseRule {
  // The file.

  /// The bytes are not text in UTF-8.
  public static let encoding = Rule(
    "case.encoding", .error, .refused, "A case file is text in UTF-8.")
  /// There is a byte order mark.
  public static let byteOrderMark = Rule(
    "case.byte-order-mark", .warning, .kept, "A case file begins without a byte order mark; it is read without it.")
  /// There is nothing in the file.
  public static let empty = Rule("case.empty", .error, .refused, "A case file is not empty.")
  /// The file is too large.
  public static let size = Rule("case.size", .error, .refused, "A case file is not larger than a settable limit.")
  /// The file nests too deep.
  public static let depth = Rule(
    "case.depth", .error, .refused, "Lists and keys do not nest deeper than a settable limit.")
  /// There is a control character.
  public static let controlCharacter = Rule(
    "case.control-character", .error, .refused, "Texts have no control characters but line breaks and tabs.")
  /// There are more findings.
  public static let more = Rule(
    "case.more", .information, .kept, "Only the first findings of a file are reported, up to a settable limit.")

  // YAML and JSON.

  /// The text is not YAML.
  public static let yamlSyntax = Rule("case.yaml.syntax", .error, .refused, "The file is YAML.")
  /// There is an anchor or alias of YAML.
  public static let yamlAlias = Rule(
    "case.yaml.alias", .error, .refused, "Anchors (`&`) and aliases (`*`) of YAML are not used.")
  /// There is a tag of YAML.
  public static let yamlTag = Rule("case.yaml.tag", .error, .refused, "Tags (`!`) of YAML are not used.")
  /// There is a directive of YAML.
  public static let yamlDirective = Rule(
    "case.yaml.directive", .error, .refused, "Directives (`%`) of YAML are not used.")
  /// There is a tab.
  public static let yamlTab = Rule(
    "case.yaml.tab", .error, .refused, "Tabs stand only in quotes, in block scalars and in comments.")
  /// There are several documents.
  public static let yamlDocuments = Rule("case.yaml.documents", .error, .refused, "A file holds one document.")
  /// There is a merge key.
  public static let yamlMerge = Rule("case.yaml.merge", .error, .refused, "Merge keys (`<<`) of YAML are not used.")
  /// A key is not text.
  public static let yamlKey = Rule("case.yaml.key", .error, .refused, "A key is a text and not empty.")
  /// A comment ends a text that may have been meant to go on.
  public static let yamlComment = Rule(
    "case.yaml.comment", .warning, .dropped,
    "A `#` after a blank begins a comment; a text that goes on with it stands in quotes.")
  /// Other readers take a plain scalar for something else.
  public static let yamlAmbiguousScalar = Rule(
    "case.yaml.ambiguous-scalar", .warning, .kept,
    "A text that other YAML readers take for a number, date, boolean or nothing stands in quotes; here it is read as text."
  )

  // Keys and types.

  /// A key has no meaning.
  public static let keyUnknown = Rule(
    "case.key.unknown", .error, .refused, "Each key is one that its place in the file knows.")
  /// A key is missing.
  public static let keyMissing = Rule("case.key.missing", .error, .refused, "Required keys are there.")
  /// A key stands twice.
  public static let keyDuplicate = Rule("case.key.duplicate", .error, .refused, "A key stands once.")
  /// Something else than a text, a list, or keys and values was expected.
  public static let type = Rule(
    "case.type", .error, .refused, "Each key holds what it should: a text, a list, or keys and values.")
  /// The format is not one that can be read.
  public static let format = Rule("case.format", .error, .refused, "The format is `case/1`.")
  /// A word is not one of those that stand here.
  public static let word = Rule(
    "case.word", .error, .refused, "Where only certain words stand (kinds, states, flags), it is one of them.")

  // Ids and references.

  /// An id does not have its form.
  public static let idForm = Rule(
    "case.id.form", .error, .refused,
    "Ids are lower-case words with hyphens; those of anchors and statements are any word.")
  /// An id is given twice.
  public static let idDuplicate = Rule("case.id.duplicate", .error, .refused, "An id is unique over all lists.")
  /// A statement is made twice.
  public static let statementDuplicate = Rule(
    "case.statement.duplicate", .error, .refused, "A statement id occurs once.")
  /// A number is left out of the statements.
  public static let statementGap = Rule(
    "case.statement.gap", .warning, .kept, "Where statements are numbered, each number is there.")
  /// A reference leads nowhere.
  public static let referenceUnknown = Rule(
    "case.reference.unknown", .error, .refused, "A reference is the id of an entry.")
  /// A reference leads to something of the wrong kind.
  public static let referenceKind = Rule(
    "case.reference.kind", .error, .refused, "A reference is the id of an entry of the right kind.")
  /// References go round in a circle.
  public static let referenceCycle = Rule(
    "case.reference.cycle", .error, .refused, "An entry is not a part of itself, nor its own cause or evidence.")

  // Anchors and times.

  /// There is no such anchor.
  public static let anchorUnknown = Rule(
    "case.anchor.unknown", .error, .refused, "A time counts from an anchor of the timeline.")
  /// Times depend on each other.
  public static let anchorCycle = Rule(
    "case.anchor.cycle", .error, .refused,
    "No moment is counted from itself, directly or through other anchors and entries.")
  /// An anchor from which others count is tied to nothing.
  public static let anchorNoEvent = Rule(
    "case.anchor.no-event", .error, .refused, "An anchor from which others count is tied to an event with `is`.")
  /// An anchor is tied to an event that lies elsewhere.
  public static let anchorEvent = Rule(
    "case.anchor.event", .error, .refused, "The entry that an anchor is tied to stands at this anchor.")
  /// There are several anchors without a time.
  public static let anchorRoots = Rule(
    "case.anchor.roots", .warning, .kept, "Normally one anchor has no `at`; from it all others are counted.")
  /// A text is no time.
  public static let timeSyntax = Rule(
    "case.time.syntax", .error, .refused,
    "A time is an anchor, an interval after or before one, or a relation to an entry.")
  /// There is a moment and a period.
  public static let timeBoth = Rule(
    "case.time.both", .error, .refused, "An entry has `at`, or `from` and `until`, not both.")
  /// A period ends before it begins.
  public static let timeOrder = Rule(
    "case.time.order", .error, .refused, "`until` is not before `from`, as far as both are known.")

  // Values.

  /// A text is no measured value.
  public static let valueSyntax = Rule(
    "case.value.syntax", .error, .refused, "A value is a number with its unit, a range or a titre.")
  /// A unit is not in the unit table.
  public static let valueUnit = Rule(
    "case.value.unit", .error, .refused, "A unit is one of the printed units of the unit table.")
  /// A text is no dose.
  public static let doseSyntax = Rule(
    "case.dose.syntax", .error, .refused, "A dose is a number with its unit, perhaps for a time.")
  /// A text is no length of time.
  public static let intervalSyntax = Rule(
    "case.interval.syntax", .error, .refused, "A length of time is a number with a unit of time.")
  /// A text is no cycle.
  public static let cycleSyntax = Rule(
    "case.cycle.syntax", .error, .refused, "A cycle is `every`, a number and a unit of time.")
  /// A text is no event of an anchor.
  public static let eventSyntax = Rule(
    "case.event.syntax", .error, .refused, "An anchor's event is `visit`, an entry, or the start or end of one.")
  /// A text is no whole number.
  public static let wholeNumber = Rule(
    "case.whole-number", .error, .refused, "The number of courses is a whole number.")
  /// A text is no date.
  public static let date = Rule(
    "case.date", .error, .refused, "A date is a year, a month or a day, as FHIR writes them.")
  /// A text is no DOI or language.
  public static let source = Rule(
    "case.source", .error, .refused, "The DOI begins with `10.`, the language is a tag such as `en`.")

  // What belongs together.

  /// A result says nothing.
  public static let resultEmpty = Rule(
    "case.result.empty", .error, .refused, "A result has a value, words, parts, or the reason why it is absent.")
  /// A result is absent and there.
  public static let resultAbsent = Rule(
    "case.result.absent", .error, .refused, "What is absent has neither value nor words.")
  /// A dose or a stop says nothing.
  public static let partEmpty = Rule(
    "case.part.empty", .error, .refused, "A dose has `dose` or `text`; a stop has `text`, `because` or a statement.")
  /// The status of a treatment contradicts its other keys.
  public static let treatmentStatus = Rule(
    "case.treatment.status", .error, .refused,
    "A treatment's status agrees with its end, its stop, its doses and its courses.")

  /// All rules, from which the documentation is made.
  public static let all: [Rule] = [
    encoding, byteOrderMark, empty, size, depth, controlCharacter, more, yamlSyntax, yamlAlias, yamlTag, yamlDirective,
    yamlTab, yamlDocuments, yamlMerge, yamlKey, yamlComment, yamlAmbiguousScalar, keyUnknown, keyMissing, keyDuplicate,
    type, format,
    word, idForm, idDuplicate, statementDuplicate, statementGap, referenceUnknown, referenceKind, referenceCycle,
    anchorUnknown,
    anchorCycle, anchorNoEvent, anchorEvent, anchorRoots, timeSyntax, timeBoth, timeOrder, valueSyntax, valueUnit,
    doseSyntax, intervalSyntax, cycleSyntax, eventSyntax, wholeNumber, date, source, resultEmpty, resultAbsent,
    partEmpty, treatmentStatus,
  ]
}

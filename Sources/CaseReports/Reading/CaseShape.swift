// What keys there are, what they hold, and in which order they are written.

/// The kind of thing that an id names.
enum EntryKind: String, Hashable, Sendable, CaseIterable {
  case anchor
  case condition
  case investigation
  case result
  case treatment
  case adverseEvent = "adverse event"
  case course = "course entry"

  /// The kind with its article, for messages.
  var withArticle: String { "\("ai".contains(rawValue.prefix(1)) ? "an" : "a") \(rawValue)" }

  /// Everything but anchors.
  static let entries: Set<EntryKind> = Set(allCases).subtracting([.anchor])
}

/// What a key holds.
indirect enum CaseContent: Sendable {
  case text
  case format
  /// The id of the case, of an entry, or of an anchor.
  case caseID
  case entryID
  case anchorID
  /// Statement ids.
  case statements
  case reference(Set<EntryKind>)
  case references(Set<EntryKind>)
  case time
  case anchorTime
  case event
  case value
  case dose
  case interval
  case cycle
  case wholeNumber
  case date
  case doi
  case language
  case word([String])
  case texts
  case map(CaseShape)
  case list(CaseShape)
}

/// What must hold between the keys of a map.
enum CaseConstraint: Sendable {
  /// `at`, or `from` and `until`.
  case momentOrPeriod
  /// A value, words, parts, or absent.
  case finding
  case dose
  case stop
  case treatment
}

/// A map of a case file: its keys in the order in which they are written.
struct CaseShape: Sendable {
  /// A key.
  struct Key: Sendable {
    let name: String
    let content: CaseContent
    let isRequired: Bool

    static func required(_ name: String, _ content: CaseContent = .text) -> Key {
      Key(name: name, content: content, isRequired: true)
    }

    static func optional(_ name: String, _ content: CaseContent = .text) -> Key {
      Key(name: name, content: content, isRequired: false)
    }
  }

  /// What it is, with an article, for messages.
  let name: String
  /// What its id names, if it has one.
  let entry: EntryKind?
  let keys: [Key]
  let constraints: [CaseConstraint]

  init(_ name: String, entry: EntryKind? = nil, _ keys: [[Key]], _ constraints: [CaseConstraint] = []) {
    self.name = name
    self.entry = entry
    self.keys = keys.flatMap(\.self)
    self.constraints = constraints
  }

  /// The key of this name.
  func key(_ name: String) -> Key? { keys.first { $0.name == name } }
}

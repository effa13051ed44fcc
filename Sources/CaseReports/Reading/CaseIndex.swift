// What a case file declares and refers to, collected on one walk, for the checks that need all of it.

/// The ids, references, times and statements of a case file, each with its place.
struct CaseIndex {
  /// Something with an id.
  struct Entry {
    let id: String
    let kind: EntryKind
    let path: String
    let offset: Int
    /// `at`, `from` and `until`, as far as they could be read.
    var times: [String: Time] = [:]
    /// The printed date of an anchor.
    var date: String?
    /// The event of an anchor.
    var event: (form: AnchorEvent.Form, path: String, offset: Int)?
    /// The treatment that a treatment is part of.
    var partOf: String?
    /// The keys that are there, even if what they hold could not be read.
    var keys: Set<String> = []

    /// The id for a message; what is no id may be anything, and is not repeated.
    var shownID: String { Identifier.isWord(id) ? "'\(id)'" : "this \(kind.rawValue)" }

    /// Whether an anchor has a position, readable or not.
    var hasPosition: Bool { keys.contains("at") }
    /// Whether an anchor is tied to an event, readable or not.
    var hasEvent: Bool { keys.contains("is") }
    /// Whether `at`, `from` or `until` is there but could not be read.
    var hasUnreadableTime: Bool { ["at", "from", "until"].contains { keys.contains($0) && times[$0] == nil } }
  }

  /// A time, in an entry or in a part of one.
  struct Time {
    let form: RelativeTime.Form
    let path: String
    let offset: Int
  }

  /// A reference from one entry to another.
  struct Reference {
    let id: String
    let key: String
    let allowed: Set<EntryKind>
    let path: String
    let offset: Int
    /// The entry in which it stands, as an index.
    let owner: Int?
  }

  /// A statement id and the path of what states it.
  struct Statement {
    let id: String
    let path: String
    let offset: Int
  }

  /// A text with its path.
  struct Leaf {
    let path: String
    let offset: Int
  }

  var entries: [Entry] = []
  var times: [Time] = []
  var references: [Reference] = []
  var statements: [Statement] = []
  var leaves: [Leaf] = []
  /// Kinds of which some entry could not be read, so that its id may be missing through no fault of who refers to it.
  var incomplete: Set<EntryKind> = []
}

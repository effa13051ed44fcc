// The second pass: ids are unique, references lead somewhere, and to the right kind of thing.

internal import FHIRCore

/// Checks ids and references against each other.
struct ReferenceCheck {
  private let text: SourceText
  private let index: CaseIndex
  private let byID: [String: CaseIndex.Entry]
  private(set) var diagnostics: [Diagnostic] = []

  init(_ text: SourceText, _ index: CaseIndex) {
    self.text = text
    self.index = index
    byID = Dictionary(index.entries.map { ($0.id, $0) }) { first, _ in first }
    checkIDs()
    checkStatements()
    for reference in index.references { check(reference) }
    checkTimes()
    checkEvents()
    checkWholes()
  }

  private mutating func report(
    _ rule: Rule, _ message: String, at offset: Int, path: String, hint: String? = nil, value: String? = nil
  ) {
    diagnostics.append(Diagnostic(rule, message, at: text.place(of: offset, path: path), hint: hint, value: value))
  }

  private mutating func checkIDs() {
    var first: [String: CaseIndex.Entry] = [:]
    for entry in index.entries {
      guard let earlier = first[entry.id] else {
        first[entry.id] = entry
        continue
      }
      report(
        CaseRule.idDuplicate, "expected another id; this one is taken", at: entry.offset, path: "\(entry.path).id",
        hint: "it is the id of \(earlier.path) in line \(text.position(of: earlier.offset).line)")
    }
  }

  private mutating func checkStatements() {
    var first: [String: CaseIndex.Statement] = [:]
    for statement in index.statements {
      guard let earlier = first[statement.id] else {
        first[statement.id] = statement
        continue
      }
      report(
        CaseRule.statementDuplicate, "expected each statement once", at: statement.offset,
        path: "\(statement.path).states",
        hint: "'\(statement.id)' is also in \(earlier.path), line \(text.position(of: earlier.offset).line); "
          + "a sentence about two things is two statements, such as \(statement.id)a and \(statement.id)b")
    }
    checkNumbers(of: first.keys)
  }

  /// Where statements are numbered, from the first on: a number that is left out is mostly a sentence that was forgotten.
  private mutating func checkNumbers(of ids: some Collection<String>) {
    var prefixes: Set<Substring> = []
    var numbers: Set<Int> = []
    for id in ids {
      let prefix = id.prefix { !$0.isNumber }
      let digits = id[prefix.endIndex...].prefix { $0.isASCII && $0.isNumber }
      let rest = id[digits.endIndex...]
      guard let number = Int(digits), number < 10_000, rest.utf8.count <= 1 else { return }
      prefixes.insert(prefix)
      numbers.insert(number)
    }
    guard let prefix = prefixes.first, prefixes.count == 1, let last = numbers.max(), numbers.count > 2 else { return }
    let missing = (1...last).filter { !numbers.contains($0) }
    guard let gap = missing.first, missing.count <= last / 2,
      let next = index.statements.first(where: {
        $0.id.hasPrefix("\(prefix)\(numbers.filter { $0 > gap }.min() ?? last)")
      })
    else { return }
    let more = missing.count > 1 ? " and \(missing.count - 1) more" : ""
    report(
      CaseRule.statementGap, "no statement has the number \(prefix)\(gap)\(more)", at: next.offset,
      path: "\(next.path).states", hint: "a sentence may have been forgotten")
  }

  private mutating func check(_ reference: CaseIndex.Reference) {
    guard let target = byID[reference.id] else {
      // The entry may be there but unreadable; that has been reported.
      guard index.incomplete.isDisjoint(with: reference.allowed) else { return }
      let candidates = ids(of: reference.allowed)
      report(
        CaseRule.referenceUnknown, "no entry with this id" + didYouMean(reference.id, candidates), at: reference.offset,
        path: reference.path,
        hint: reference.id.contains(" ")
          ? "an id has no blanks; commas stand between ids" : "expected the id of \(Self.list(reference.allowed))",
        value: reference.id)
      return
    }
    if let owner = reference.owner, index.entries[owner].id == target.id, reference.key != "about" {
      report(
        CaseRule.referenceCycle, "expected another entry, found the entry itself", at: reference.offset,
        path: reference.path)
    } else if !reference.allowed.contains(target.kind) {
      report(
        CaseRule.referenceKind,
        "expected the id of \(Self.list(reference.allowed)), found \(target.kind.withArticle)", at: reference.offset,
        path: reference.path)
    }
  }

  private static func list(_ kinds: Set<EntryKind>) -> String {
    if kinds == EntryKind.entries { return "an entry" }
    let names = EntryKind.allCases.filter { kinds.contains($0) }.map(\.withArticle)
    return names.count > 1 ? names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "") : names.joined()
  }

  /// The ids that could have been meant, unless there are so many findings that nobody will read them.
  private func ids(of kinds: Set<EntryKind>) -> [String] {
    guard diagnostics.count < 1_000 else { return [] }
    return index.entries.lazy.filter { kinds.contains($0.kind) && Identifier.isWord($0.id) }.map(\.id)
  }

  private func didYouMean(_ id: String, _ candidates: [String]) -> String {
    NearMiss.of(id, among: candidates).map { "; did you mean '\($0)'?" } ?? ""
  }

  private mutating func checkTimes() {
    for time in index.times {
      switch time.form {
      case .anchor(let anchor), .offset(_, _, let anchor): checkAnchor(anchor, of: time)
      case .during(let id): checkEntry(id, of: time, allowed: [.condition, .investigation, .treatment, .adverseEvent])
      case .afterCourses(_, let id): checkEntry(id, of: time, allowed: [.treatment])
      }
    }
  }

  private mutating func checkAnchor(_ id: String, of time: CaseIndex.Time) {
    let target = byID[id]
    guard target?.kind != .anchor, !index.incomplete.contains(.anchor) else { return }
    let anchors = ids(of: [.anchor])
    let hint: String
    if let target {
      hint = "it is \(target.kind.withArticle); write 'during \(id)', or tie an anchor to it with 'is:'"
    } else if let first = anchors.first, let last = anchors.last {
      hint = "anchors: " + (anchors.count > 4 ? "\(first) … \(last)" : anchors.joined(separator: ", "))
    } else {
      hint = "the timeline has no anchors yet"
    }
    report(
      CaseRule.anchorUnknown, "no anchor with this id" + (target == nil ? didYouMean(id, anchors) : ""),
      at: time.offset, path: time.path, hint: hint)
  }

  private mutating func checkEntry(_ id: String, of time: CaseIndex.Time, allowed: Set<EntryKind>) {
    guard let target = byID[id] else {
      guard index.incomplete.isDisjoint(with: allowed) else { return }
      let candidates = ids(of: allowed)
      report(
        CaseRule.referenceUnknown, "no entry with this id" + didYouMean(id, candidates), at: time.offset,
        path: time.path, hint: "expected the id of \(Self.list(allowed))")
      return
    }
    guard !allowed.contains(target.kind) else { return }
    report(
      CaseRule.referenceKind, "expected the id of \(Self.list(allowed)), found \(target.kind.withArticle)",
      at: time.offset, path: time.path,
      hint: target.kind == .anchor ? "an anchor is a moment; write it alone, or with 'after' or 'before'" : nil)
  }

  private mutating func checkEvents() {
    let allowed: Set<EntryKind> = [.condition, .investigation, .treatment, .adverseEvent, .course]
    for entry in index.entries {
      guard let event = entry.event, let id = event.form.entry else { continue }
      guard let target = byID[id] else {
        guard index.incomplete.isDisjoint(with: allowed) else { continue }
        let candidates = ids(of: allowed)
        report(
          CaseRule.referenceUnknown, "no entry with this id" + didYouMean(id, candidates + ["visit"]), at: event.offset,
          path: event.path, hint: "expected 'visit' or the id of \(Self.list(allowed))")
        continue
      }
      guard !allowed.contains(target.kind) else { continue }
      report(
        CaseRule.referenceKind, "expected the id of \(Self.list(allowed)), found \(target.kind.withArticle)",
        at: event.offset, path: event.path,
        hint: target.kind == .result ? "an anchor is tied to the investigation, not to its results" : nil)
    }
  }

  /// A treatment is not a part of its own part.
  private mutating func checkWholes() {
    var done: Set<String> = []
    for entry in index.entries where entry.partOf != nil {
      var chain: [String] = []
      var onChain: [String: Int] = [:]
      var current: CaseIndex.Entry? = entry
      while let link = current, !done.contains(link.id), onChain[link.id] == nil {
        onChain[link.id] = chain.count
        chain.append(link.id)
        current = link.partOf.flatMap { byID[$0] }
      }
      if let again = current, let start = onChain[again.id], chain.count - start > 1 {
        let place = index.references.first { $0.key == "part-of" && $0.owner.map { index.entries[$0].id } == again.id }
        report(
          CaseRule.referenceCycle, "treatments go round in a circle: \((chain[start...] + [again.id]).asCircle)",
          at: place?.offset ?? again.offset, path: place?.path ?? again.path)
      }
      done.formUnion(chain)
    }
  }
}

extension Sequence<String> {
  /// The ids of a circle, the middle left out of a long one.
  var asCircle: String {
    // What is no id may be anything, and is not repeated.
    let ids = map { Identifier.isWord($0) ? $0 : "?" }
    guard ids.count > 12 else { return ids.joined(separator: ", ") }
    return ids.prefix(8).joined(separator: ", ") + ", …, " + ids.suffix(2).joined(separator: ", ")
  }
}

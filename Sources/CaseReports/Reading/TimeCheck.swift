// The third pass: times form no circle, anchors are tied to events, periods end after they begin.

internal import FHIRCore

/// Checks the times of a case against each other.
struct TimeCheck {
  /// A moment that times depend on: an anchor, or a side of an entry.
  private enum Moment: Hashable {
    case anchor(String)
    case start(String)
    case end(String)

    var id: String {
      switch self {
      case .anchor(let id), .start(let id), .end(let id): id
      }
    }
  }

  private let text: SourceText
  private let index: CaseIndex
  private let byID: [String: CaseIndex.Entry]
  private(set) var diagnostics: [Diagnostic] = []
  /// Anchors and entries whose circle has been reported.
  private var circular: Set<String> = []

  init(_ text: SourceText, _ index: CaseIndex) {
    self.text = text
    self.index = index
    byID = Dictionary(index.entries.map { ($0.id, $0) }) { first, _ in first }
    checkRoots()
    checkCircles()
    checkEvents()
    checkOrder()
  }

  private mutating func report(_ rule: Rule, _ message: String, at offset: Int, path: String, hint: String? = nil) {
    diagnostics.append(Diagnostic(rule, message, at: text.place(of: offset, path: path), hint: hint))
  }

  private mutating func checkRoots() {
    let roots = index.entries.filter { $0.kind == .anchor && !$0.hasPosition }
    guard let first = roots.first else { return }
    for root in roots.dropFirst() {
      report(
        CaseRule.anchorRoots, "expected 'at'; \(first.shownID) has none already", at: root.offset, path: root.path,
        hint: "when it is only known to be later, write 'at: after' and the id of the other anchor")
    }
  }

  // MARK: Circles

  /// What a moment is counted from.
  private func dependencies(of moment: Moment) -> [Moment] {
    switch moment {
    case .anchor(let id): byID[id]?.times["at"].map { moments(of: $0.form) } ?? []
    case .start(let id): side("from", of: id) { .start($0) }
    case .end(let id): side("until", of: id) { .end($0) }
    }
  }

  private func side(_ key: String, of id: String, _ make: (String) -> Moment) -> [Moment] {
    guard let entry = byID[id], entry.kind != .anchor else { return [] }
    if let time = entry.times[key] ?? entry.times["at"] { return moments(of: time.form) }
    // A part takes its time from its whole.
    return entry.partOf.map { [make($0)] } ?? []
  }

  private func moments(of form: RelativeTime.Form) -> [Moment] {
    switch form {
    case .anchor(let id), .offset(_, _, let id): [.anchor(id)]
    case .during(let id): [.start(id), .end(id)]
    case .afterCourses(_, let id): [.start(id)]
    }
  }

  /// Finds circles by walking in depth, without recursion: a file may have a hundred thousand anchors in a row.
  private mutating func checkCircles() {
    var finished: Set<Moment> = []
    for entry in index.entries {
      let starts: [Moment] = entry.kind == .anchor ? [.anchor(entry.id)] : [.start(entry.id), .end(entry.id)]
      for start in starts where !finished.contains(start) {
        var path: [Moment] = []
        var onPath: [Moment: Int] = [:]
        var stack: [(moment: Moment, isExit: Bool)] = [(start, false)]
        while let (moment, isExit) = stack.popLast() {
          if isExit {
            path.removeLast()
            onPath[moment] = nil
            finished.insert(moment)
          } else if let begin = onPath[moment] {
            reportCircle(Array(path[begin...]))
          } else if !finished.contains(moment) {
            onPath[moment] = path.count
            path.append(moment)
            stack.append((moment, true))
            stack += dependencies(of: moment).reversed().map { ($0, false) }
          }
        }
      }
    }
  }

  private mutating func reportCircle(_ circle: [Moment]) {
    // The two sides of an entry may go round separately, which is one mistake.
    guard !circular.isSuperset(of: circle.map(\.id)) else { return }
    circular.formUnion(circle.map(\.id))
    // Parts that only pass a time on belong to `part-of`, which has a check of its own.
    guard let place = circle.lazy.compactMap(place(of:)).first else { return }
    var ids: [String] = []
    for moment in circle where ids.last != moment.id { ids.append(moment.id) }
    if ids.count < 2 || ids.first != ids.last { ids += ids.prefix(1) }
    let what = circle.allSatisfy { if case .anchor = $0 { true } else { false } } ? "anchors" : "times"
    report(
      CaseRule.anchorCycle, "\(what) go round in a circle: \(ids.asCircle)", at: place.offset,
      path: place.path)
  }

  /// Where it is said what a moment is counted from.
  private func place(of moment: Moment) -> CaseIndex.Time? {
    switch moment {
    case .anchor(let id): byID[id]?.times["at"]
    case .start(let id): byID[id]?.times["from"] ?? byID[id]?.times["at"]
    case .end(let id): byID[id]?.times["until"] ?? byID[id]?.times["at"]
    }
  }

  // MARK: Events

  private mutating func checkEvents() {
    var counted: Set<String> = []
    for time in index.times {
      if case .offset(_, _, let anchor) = time.form { counted.insert(anchor) }
    }
    for anchor in index.entries where anchor.kind == .anchor {
      if counted.contains(anchor.id), !anchor.hasEvent {
        report(
          CaseRule.anchorNoEvent, "'\(anchor.id)' has no event, but others count from it", at: anchor.offset,
          path: anchor.path, hint: "add 'is:' with 'visit', an entry, or 'start of' or 'end of' an entry")
      }
      checkEvent(of: anchor)
    }
  }

  /// The entry that an anchor is tied to says the same: `at: T4`, or `from: T5` for the start.
  private mutating func checkEvent(of anchor: CaseIndex.Entry) {
    guard let event = anchor.event, let id = event.form.entry, let kind = byID[id]?.kind, kind != .anchor,
      kind != .result
    else { return }
    let keys: [String] =
      switch event.form {
      case .visit: []
      case .start: ["from", "at"]
      case .end: ["until", "at"]
      case .entry: ["at", "from"]
      }
    guard let times = inheritedTimes(of: id) else { return }
    let said = keys.compactMap { times[$0] }.first
    if let said {
      // That there is no such anchor has been reported.
      if let other = said.form.anchor, byID[other]?.kind != .anchor { return }
      if said.form == .anchor(anchor.id) || said.form == anchor.times["at"]?.form { return }
      report(
        CaseRule.anchorEvent, "'\(id)' does not stand at this anchor", at: event.offset, path: event.path,
        hint: "its time is \(said.path) in line \(text.position(of: said.offset).line); write \(anchor.shownID) there")
    } else {
      report(
        CaseRule.anchorEvent, "'\(id)' does not say that it stands at this anchor", at: event.offset, path: event.path,
        hint: "give it '\(keys.first ?? "at"):' and \(anchor.shownID)")
    }
  }

  /// The times of an entry or, if it has none, of what it is part of; `nil` if some of them could not be read.
  private func inheritedTimes(of id: String) -> [String: CaseIndex.Time]? {
    var current = byID[id]
    var seen: Set<String> = []
    while let entry = current, seen.insert(entry.id).inserted {
      if entry.hasUnreadableTime { return nil }
      if !entry.times.isEmpty { return entry.times }
      current = entry.partOf.flatMap { byID[$0] }
    }
    return [:]
  }

  // MARK: Order

  private mutating func checkOrder() {
    guard circular.isEmpty else { return }
    var positions = PositionTable(byID)
    for entry in index.entries {
      guard let from = entry.times["from"], let until = entry.times["until"] else { continue }
      guard let start = positions.position(of: from.form), let end = positions.position(of: until.form) else {
        continue
      }
      if start.root == end.root, end.latest < start.earliest {
        report(
          CaseRule.timeOrder, "expected 'until' not before 'from'", at: until.offset, path: until.path,
          hint: "'from' is in line \(text.position(of: from.offset).line)")
      }
    }
  }
}

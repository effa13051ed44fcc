// From «2 weeks after T1» to the event it counts from, and back: what a time means once anchors are followed.

internal import FHIRCore

/// A moment as FHIR can say it.
enum Moment: Hashable, Sendable {
  /// A date or dateTime, to the letter.
  case date(String)
  /// Counted from an event.
  case relative(RelativeMoment)
  /// Not known.
  case unknown
}

/// A moment counted from the time of another resource.
struct RelativeMoment: Hashable, Sendable {
  /// Codes of R4's action-relationship-type, as far as they are used.
  enum Relationship: String, Hashable, Sendable, CaseIterable {
    case beforeStart = "before-start"
    case beforeEnd = "before-end"
    case concurrentWithStart = "concurrent-with-start"
    case concurrent
    case concurrentWithEnd = "concurrent-with-end"
    case afterStart = "after-start"
    case afterEnd = "after-end"

    /// Which part of the event it counts from.
    var side: EventSide {
      switch self {
      case .beforeStart, .concurrentWithStart, .afterStart: .start
      case .beforeEnd, .concurrentWithEnd, .afterEnd: .end
      case .concurrent: .whole
      }
    }
  }

  /// How far away; in a range without `high` or `low` that bound is not known.
  enum Offset: Hashable, Sendable {
    case exactly(String, TimeUnit)
    case range(low: String?, high: String?, TimeUnit)

    static let none = Offset.exactly("0", .day)
    static let unknown = Offset.range(low: "0", high: nil, .day)
  }

  let target: CaseGraph.TimeElement
  let relationship: Relationship
  let offset: Offset
}

/// The anchors of a case and what they stand for.
struct Chronology {
  let graph: CaseGraph
  /// What moments are called.
  let names: AnchorNames
  /// Where each anchor lies.
  private var positions: [String: Moment] = [:]

  /// The time of a resource, or one end of it: what others count from.
  struct Owner {
    let resource: ResourceKey
    let side: EventSide
  }

  /// Finds where the anchors lie, each once.
  init(graph: CaseGraph) {
    self.graph = graph
    names = AnchorNames(
      graph.timeline.map { anchor in
        let date: String? = if case .date(let date)? = anchor.at?.form { date } else { nil }
        return AnchorNames.Anchor(
          id: anchor.id, target: Self.event(of: anchor, in: graph), side: anchor.event?.form.side ?? .whole,
          isRoot: anchor.at == nil, date: date)
      },
      entry: { element in
        let name = element.resource.name
        return graph.timeElement(of: name, .whole) == element ? name : nil
      })
    for anchor in graph.timeline where positions[anchor.id] == nil { settle(anchor.id) }
  }

  /// Follows a time to the event that it counts from.
  ///
  /// An anchor is replaced by its own definition. A time that would count from itself is unknown: that is how the event
  /// of a first anchor comes out. An end may well count from the start of the same resource.
  ///
  /// - Parameters:
  ///   - form: What the time says.
  ///   - owner: Whose time it is; nil if nothing counts from it.
  /// - Returns: The moment.
  func resolve(_ form: RelativeTime.Form, for owner: Owner? = nil) -> Moment {
    let moment = moment(form)
    if let owner, case .relative(let relative) = moment, relative.target.resource == owner.resource,
      owner.side == .whole || relative.relationship.side == .whole || relative.relationship.side == owner.side
    {
      return .unknown
    }
    return moment
  }

  /// What a moment prints as.
  func form(of moment: Moment) -> RelativeTime.Form? { names.form(of: moment) }

  private func moment(_ form: RelativeTime.Form) -> Moment {
    switch form {
    case .anchor(let id): return positions[id] ?? .unknown
    case .offset(let interval, let direction, let id):
      guard let anchor = graph.anchors[id]?.value, let target = Self.event(of: anchor, in: graph) else {
        return .unknown
      }
      let relationship: RelativeMoment.Relationship =
        switch (direction, anchor.event?.form.side == .end) {
        case (.after, true): .afterEnd
        case (.after, false): .afterStart
        case (.before, true): .beforeEnd
        case (.before, false): .beforeStart
        }
      let offset = interval.map(RelativeMoment.Offset.init) ?? .unknown
      return .relative(RelativeMoment(target: target, relationship: relationship, offset: offset))
    case .during(let id):
      return graph.timeElement(of: id, .whole).map {
        .relative(RelativeMoment(target: $0, relationship: .concurrent, offset: .none))
      } ?? .unknown
    case .afterCourses(_, let id):
      return graph.timeElement(of: id, .start).map {
        .relative(RelativeMoment(target: $0, relationship: .afterStart, offset: .unknown))
      } ?? .unknown
    }
  }

  /// Finds where an anchor lies, and with it all anchors that it is said to be the same as.
  private mutating func settle(_ id: String) {
    var same: Set<String> = []
    var next = id
    var position = Moment.unknown
    // A circle of anchors is an error of the reader; a case made in code is not checked, and its circles are unknown.
    while same.insert(next).inserted {
      if let known = positions[next] {
        position = known
        break
      }
      guard let anchor = graph.anchors[next]?.value else { break }
      if case .time(.anchor(let other))? = anchor.at?.form {
        next = other
        continue
      }
      position = definition(of: anchor)
      break
    }
    for anchor in same { positions[anchor] = position }
  }

  /// Where an anchor lies: what its `at` says, or, for a root, the event itself.
  private func definition(of anchor: CaseReport.Anchor) -> Moment {
    switch anchor.at?.form {
    case .date(let date): return .date(date)
    case .time(let form): return moment(form)
    case nil:
      guard let target = Self.event(of: anchor, in: graph) else { return .unknown }
      let relationship: RelativeMoment.Relationship =
        switch anchor.event?.form.side {
        case .start: .concurrentWithStart
        case .end: .concurrentWithEnd
        case .whole, nil: .concurrent
        }
      return .relative(RelativeMoment(target: target, relationship: relationship, offset: .none))
    }
  }

  /// The element that an anchor's event has its time in.
  private static func event(of anchor: CaseReport.Anchor, in graph: CaseGraph) -> CaseGraph.TimeElement? {
    guard let event = anchor.event?.form else { return nil }
    guard let entry = event.entry else {
      return CaseGraph.TimeElement(resource: CaseGraph.encounter(of: anchor), path: "period")
    }
    return graph.timeElement(of: entry, event.side)
  }
}

extension RelativeMoment.Offset {
  /// What an interval says; `about` is a word that FHIR has no place for.
  init(_ interval: Interval.Form) {
    switch interval.qualifier {
    case .atLeast: self = .range(low: interval.low, high: nil, interval.unit)
    case .atMost: self = .range(low: nil, high: interval.high ?? interval.low, interval.unit)
    case .about, nil:
      if let high = interval.high {
        self = .range(low: interval.low, high: high, interval.unit)
      } else {
        self = .exactly(interval.low, interval.unit)
      }
    }
  }

  /// The interval that this prints as.
  var interval: Interval.Form? {
    switch self {
    case .exactly(let number, let unit): Interval.Form(number, unit)
    case .range(let low?, let high?, let unit): Interval.Form(low, to: high, unit)
    case .range(let low?, nil, let unit): Interval.Form(low, unit, qualifier: .atLeast)
    case .range(nil, let high?, let unit): Interval.Form(high, unit, qualifier: .atMost)
    case .range(nil, nil, _): nil
    }
  }
}

// From «2 weeks after T1» to the event it counts from, and back: what a time means once anchors are followed.

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

  /// What a time means, and the texts of the timeline that were followed to find it.
  struct Resolution {
    let moment: Moment
    let followed: [String]
  }

  /// The time of a resource, or one end of it: what others count from.
  struct Owner {
    let resource: ResourceKey
    let side: EventSide
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
  func resolve(_ form: RelativeTime.Form, for owner: Owner? = nil) -> Resolution {
    var followed: [String] = []
    var moment = follow(form, &followed, depth: 0)
    if let owner, case .relative(let relative) = moment, relative.target.resource == owner.resource,
      owner.side == .whole || relative.relationship.side == .whole || relative.relationship.side == owner.side
    {
      moment = .unknown
    }
    return Resolution(moment: moment, followed: followed)
  }

  private func follow(_ form: RelativeTime.Form, _ followed: inout [String], depth: Int) -> Moment {
    switch form {
    case .anchor(let id): return position(of: id, &followed, depth: depth)
    case .offset(let interval, let direction, let id):
      guard let (target, side) = event(of: id, &followed) else { return .unknown }
      let relationship: RelativeMoment.Relationship =
        switch (direction, side) {
        case (.after, .end): .afterEnd
        case (.after, .start), (.after, .whole): .afterStart
        case (.before, .end): .beforeEnd
        case (.before, .start), (.before, .whole): .beforeStart
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

  /// Where an anchor lies: what its `at` says, or, for a root, the event itself.
  private func position(of id: String, _ followed: inout [String], depth: Int) -> Moment {
    // A circle of anchors is an error of the reader; a case made in code is not checked.
    guard let anchor = graph.anchors[id], depth <= graph.anchors.count else { return .unknown }
    switch anchor.value.at?.form {
    case .date(let date):
      followed.append("\(anchor.path).at")
      return .date(date)
    case .time(let form):
      followed.append("\(anchor.path).at")
      return follow(form, &followed, depth: depth + 1)
    case nil:
      guard let (target, side) = event(of: id, &followed) else { return .unknown }
      let relationship: RelativeMoment.Relationship =
        switch side {
        case .whole: .concurrent
        case .start: .concurrentWithStart
        case .end: .concurrentWithEnd
        }
      return .relative(RelativeMoment(target: target, relationship: relationship, offset: .none))
    }
  }

  /// The element that an anchor's event has its time in.
  private func event(of id: String, _ followed: inout [String]) -> (CaseGraph.TimeElement, EventSide)? {
    guard let anchor = graph.anchors[id], let event = anchor.value.event?.form else { return nil }
    followed.append("\(anchor.path).is")
    return target(of: anchor.value, event).map { ($0, event.side) }
  }

  private func target(of anchor: CaseReport.Anchor, _ event: AnchorEvent.Form) -> CaseGraph.TimeElement? {
    guard let entry = event.entry else {
      return CaseGraph.TimeElement(resource: CaseGraph.encounter(of: anchor), path: "period")
    }
    return graph.timeElement(of: entry, event.side)
  }

  // MARK: Back

  /// The time that a moment prints as, if it can be said with the anchors of the case.
  ///
  /// The anchor named is the first that is tied to the event; a date is named by the first anchor that lies on it.
  func form(of moment: Moment) -> RelativeTime.Form? {
    switch moment {
    case .unknown: nil
    case .date(let date): graph.timeline.first { $0.at?.form == .date(date) }.map { .anchor($0.id) }
    case .relative(let moment): form(of: moment)
    }
  }

  private func form(of moment: RelativeMoment) -> RelativeTime.Form? {
    func anchor(_ sides: [EventSide], isRoot: Bool = false) -> String? {
      graph.timeline.first { anchor in
        guard let event = anchor.event?.form, sides.contains(event.side), !isRoot || anchor.at == nil else {
          return false
        }
        return target(of: anchor, event) == moment.target
      }?.id
    }
    func offset(_ direction: RelativeTime.Direction, _ sides: [EventSide]) -> RelativeTime.Form? {
      guard let anchor = anchor(sides) else { return nil }
      if moment.offset == .unknown { return .offset(nil, direction, anchor: anchor) }
      return moment.offset.interval.map { .offset($0, direction, anchor: anchor) }
    }
    switch moment.relationship {
    case .afterStart: return offset(.after, [.start, .whole])
    case .afterEnd: return offset(.after, [.end])
    case .beforeStart: return offset(.before, [.start, .whole])
    case .beforeEnd: return offset(.before, [.end])
    case .concurrentWithStart:
      return moment.offset == .none ? anchor([.start], isRoot: true).map { .anchor($0) } : nil
    case .concurrentWithEnd:
      return moment.offset == .none ? anchor([.end], isRoot: true).map { .anchor($0) } : nil
    case .concurrent:
      guard moment.offset == .none else { return nil }
      if let root = anchor([.whole], isRoot: true) { return .anchor(root) }
      let name = moment.target.resource.name
      return graph.timeElement(of: name, .whole) == moment.target ? .during(name) : nil
    }
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

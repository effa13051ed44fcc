// From a moment in FHIR to the time that a case prints for it.

/// What moments are called: by the first anchor that is tied to the event, or that lies on the date.
struct AnchorNames {
  /// What naming needs to know of an anchor.
  struct Anchor {
    let id: String
    /// The element that its event has its time in.
    let target: CaseGraph.TimeElement?
    let side: EventSide
    /// Whether it is placed by nothing but its event.
    let isRoot: Bool
    let date: String?
  }

  private struct Event: Hashable {
    let target: CaseGraph.TimeElement
    let isEnd: Bool
  }

  private struct Root: Hashable {
    let target: CaseGraph.TimeElement
    let side: EventSide
  }

  private var events: [Event: String] = [:]
  private var roots: [Root: String] = [:]
  private var dates: [String: String] = [:]
  /// The id of the entry whose whole time stands in an element.
  private let entry: (CaseGraph.TimeElement) -> String?

  init(_ anchors: [Anchor], entry: @escaping (CaseGraph.TimeElement) -> String?) {
    self.entry = entry
    for anchor in anchors {
      if let date = anchor.date, dates[date] == nil { dates[date] = anchor.id }
      guard let target = anchor.target else { continue }
      let event = Event(target: target, isEnd: anchor.side == .end)
      if events[event] == nil { events[event] = anchor.id }
      let root = Root(target: target, side: anchor.side)
      if anchor.isRoot, roots[root] == nil { roots[root] = anchor.id }
    }
  }

  /// The time that a moment prints as, if it can be said with these anchors.
  func form(of moment: Moment) -> RelativeTime.Form? {
    switch moment {
    case .unknown: nil
    case .date(let date): dates[date].map { .anchor($0) }
    case .relative(let moment): form(of: moment)
    }
  }

  private func form(of moment: RelativeMoment) -> RelativeTime.Form? {
    switch moment.relationship {
    case .afterStart: return offset(moment, .after, isEnd: false)
    case .afterEnd: return offset(moment, .after, isEnd: true)
    case .beforeStart: return offset(moment, .before, isEnd: false)
    case .beforeEnd: return offset(moment, .before, isEnd: true)
    case .concurrent, .concurrentWithStart, .concurrentWithEnd:
      guard moment.offset == .none else { return nil }
      let root = Root(target: moment.target, side: moment.relationship.side)
      if let anchor = roots[root] { return .anchor(anchor) }
      return root.side == .whole ? entry(moment.target).map { .during($0) } : nil
    }
  }

  private func offset(
    _ moment: RelativeMoment, _ direction: RelativeTime.Direction, isEnd: Bool
  ) -> RelativeTime.Form? {
    guard let anchor = events[Event(target: moment.target, isEnd: isEnd)] else { return nil }
    if moment.offset == .unknown { return .offset(nil, direction, anchor: anchor) }
    return moment.offset.interval.map { .offset($0, direction, anchor: anchor) }
  }
}

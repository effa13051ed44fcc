// When an entry holds: its own time, or that of the investigation, regimen or anchor it belongs to.

internal import FHIRCore
internal import FHIRModels

/// A moment, or a beginning and an end; each with where it stands in the case.
struct Times {
  var at: Piece<RelativeTime>?
  var from: Piece<RelativeTime>?
  var until: Piece<RelativeTime>?
  /// Whether there is an end that nobody states.
  var hasUnknownEnd = false

  init() {}

  /// The times that an entry states.
  init(_ timed: some CaseReport.Timed, at path: String) {
    at = timed.at.map { Piece(value: $0, path: "\(path).at") }
    from = timed.from.map { Piece(value: $0, path: "\(path).from") }
    until = timed.until.map { Piece(value: $0, path: "\(path).until") }
  }

  var isEmpty: Bool { at == nil && from == nil && until == nil }

  /// The same times, as those of another entry.
  var inherited: Times {
    var times = self
    times.at?.isInherited = true
    times.from?.isInherited = true
    times.until?.isInherited = true
    return times
  }
}

extension Conversion {
  /// What a time becomes.
  enum Effective {
    case dateTime(R4.Primitive<FHIRDateTime>)
    case period(R4.Period)
  }

  /// Times as a dateTime or a Period; nothing if there are none.
  func effective(
    _ times: Times, of resource: ResourceKey? = nil, _ scribe: Scribe, as element: String
  ) -> Effective? {
    func owner(_ side: EventSide) -> Chronology.Owner? { resource.map { Chronology.Owner(resource: $0, side: side) } }
    if let at = times.at { return .dateTime(dateTime(at, for: owner(.whole), scribe, as: element)) }
    return period(times, of: resource, scribe, as: element).map { .period($0) }
  }

  /// The beginning and the end as a Period.
  ///
  /// An end that is left out means in R4 that it has not come.
  func period(
    _ times: Times, of resource: ResourceKey? = nil, _ scribe: Scribe, as element: String
  ) -> R4.Period? {
    guard times.from != nil || times.until != nil else { return nil }
    func owner(_ side: EventSide) -> Chronology.Owner? { resource.map { Chronology.Owner(resource: $0, side: side) } }
    var period = R4.Period()
    if let from = times.from {
      period[primitive: "start", as: FHIRDateTime.self] = dateTime(
        from, for: owner(.start), scribe, as: "\(element).start")
    }
    if let until = times.until {
      period[primitive: "end", as: FHIRDateTime.self] = dateTime(until, for: owner(.end), scribe, as: "\(element).end")
    } else if times.hasUnknownEnd {
      period[extensionsOf: "end"] = [.dataAbsentReason("unknown")]
    }
    return period
  }
}

// MARK: Back

extension Restoration {
  /// Reads a dateTime or a Period into the times of an entry.
  ///
  /// - Parameters:
  ///   - element: The element that has the time.
  ///   - timed: What holds then.
  ///   - resource: Whose time it is; nil if nothing counts from it.
  ///   - id: The entry that may take its time from another one.
  func times<Timed: CaseReport.Timed>(
    _ element: BundleElement?, into timed: inout Timed, of resource: ResourceKey? = nil, inheritedBy id: String? = nil
  ) {
    guard let element else { return }
    func owner(_ side: EventSide) -> Chronology.Owner? { resource.map { Chronology.Owner(resource: $0, side: side) } }
    if element.is(R4.Period.self) {
      timed.from = time(element.child("start"), for: owner(.start), inheritedBy: id.map { ($0, "from") })
      timed.until = time(element.child("end"), for: owner(.end), inheritedBy: id.map { ($0, "until") })
    } else {
      timed.at = time(element, for: owner(.whole), inheritedBy: id.map { ($0, "at") })
    }
  }
}

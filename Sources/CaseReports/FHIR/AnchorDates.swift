// Dates that are given to anchors for one conversion, and the dates that follow from them.

public import FHIRCore

/// Dates of anchors that the case does not print, given for one conversion.
///
/// ```swift
/// let dates = try AnchorDates(["T0": FHIRDateTime(text: "2018-04-01")])
/// report.convert(source: source, anchors: dates)
/// ```
public struct AnchorDates: Sendable {
  /// The dates by the ids of the anchors.
  public private(set) var dates: [String: FHIRDateTime] = [:]

  /// No dates.
  public init() {}

  /// Whether no date is given.
  public var isEmpty: Bool { dates.isEmpty }

  /// Gives an anchor a date.
  ///
  /// - Returns: Whether it had none.
  public mutating func add(_ date: FHIRDateTime, to anchor: String) -> Bool {
    dates.updateValue(date, forKey: anchor) == nil
  }

  /// What keeps the dates from being used with a case; nil if nothing does.
  ///
  /// - Returns: A sentence without a value of the case.
  public func objection(in report: CaseReport) -> String? {
    let ids = report.timeline.map(\.id)
    for id in dates.keys.sorted() where !ids.contains(id) {
      if let near = NearMiss.of(id, among: ids) { return "The case has no anchor '\(id)'. Did you mean '\(near)'?" }
      return "The case has no anchor '\(id)'; it has \(Self.list(ids))."
    }
    let known = dates(in: CaseGraph(report) { _ in false })
    for anchor in report.timeline {
      guard let given = dates[anchor.id], let at = anchor.at else { continue }
      let other: FHIRDateTime? =
        switch at.form {
        case .date(let printed): FHIRDateTime(text: printed)
        case .time(let form): Self.date(of: form, known)
        }
      if let other, !given.mayEqual(other) {
        return "The date that is given to '\(anchor.id)' is not the one that follows from the case."
      }
      if case .time(.offset(_, let direction, let target)) = at.form, let base = known[target],
        given.isOnWrongSide(direction, of: base)
      {
        return
          "The date that is given to '\(anchor.id)' is not \(direction.rawValue) that of '\(target)', as the case says."
      }
    }
    return nil
  }

  private static func list(_ ids: [String]) -> String {
    switch ids.count {
    case 0: "none"
    case 1...3: ids.joined(separator: ", ")
    default: "\(ids[0]) … \(ids[ids.count - 1])"
    }
  }
}

extension FHIRDateTime {
  /// Whether this certainly lies before what it should lie after, or the other way round.
  fileprivate func isOnWrongSide(_ direction: RelativeTime.Direction, of other: FHIRDateTime) -> Bool {
    guard !mayEqual(other) else { return false }
    switch compare(to: other) {
    case .less?: return direction == .after
    case .greater?: return direction == .before
    case .equal?, nil: return false
    }
  }

  /// Whether two dates can be the same, as far as the coarser one says.
  fileprivate func mayEqual(_ other: FHIRDateTime) -> Bool {
    if precision > .day, other.precision > .day { return compare(to: other).map { $0 == .equal } ?? true }
    if year != other.year { return false }
    guard let month, let otherMonth = other.month else { return true }
    guard month == otherMonth else { return false }
    guard let day, let otherDay = other.day else { return true }
    return day == otherDay
  }
}

extension AnchorDates {
  /// The dates that are given, and those of the anchors that are counted from them exactly.
  ///
  /// A date that the case prints is not counted on: it would make dates that nobody asked for.
  func dates(in graph: CaseGraph) -> [String: FHIRDateTime] {
    if isEmpty { return [:] }
    var known = dates
    var seen: Set<String> = []
    for anchor in graph.timeline {
      // Up to an anchor that was settled before, and down the same way.
      var way: [(id: String, form: RelativeTime.Form)] = []
      var id = anchor.id
      while known[id] == nil, seen.insert(id).inserted, case .time(let form)? = graph.anchors[id]?.value.at?.form,
        let next = form.anchor
      {
        way.append((id, form))
        id = next
      }
      for (id, form) in way.reversed() { known[id] = Self.date(of: form, known) }
    }
    return known
  }

  /// The date of a time, if it follows from the dates of anchors.
  ///
  /// A time that is not exact has none: `about`, bounds, ranges, courses, `during`, and an interval that is not said.
  static func date(of form: RelativeTime.Form, _ dates: [String: FHIRDateTime]) -> FHIRDateTime? {
    switch form {
    case .anchor(let id): return dates[id]
    case .offset(let interval?, let direction, let id):
      guard interval.qualifier == nil, interval.high == nil else { return nil }
      return dates[id]?.moved(by: interval.low, interval.unit, direction)
    case .offset(nil, _, _), .during, .afterCourses: return nil
    }
  }
}

extension FHIRDateTime {
  /// The date that lies this far away, as exact as the interval is; nil if the date is less exact than that.
  ///
  /// Years give a year, months a month, days and weeks a day. Hours, minutes and seconds give a time and need one. A part of
  /// a year, of a month or of a day gives nothing, for none of them says how long it is.
  ///
  /// ```swift
  /// FHIRDateTime(text: "2018-04-01")?.moved(by: "4", .week, .after)  // 2018-04-29
  /// FHIRDateTime(text: "2018-04-01")?.moved(by: "3", .month, .after)  // 2018-07
  /// FHIRDateTime(text: "2018-04")?.moved(by: "4", .week, .after)  // nil
  /// ```
  func moved(by number: String, _ unit: TimeUnit, _ direction: RelativeTime.Direction) -> FHIRDateTime? {
    let sign = direction == .after ? 1 : -1
    guard let count = Self.whole(number, times: unit.count).map({ $0 * sign }) else { return nil }
    switch unit {
    case .year: return Self.make(year + count)
    case .month:
      guard let month else { return nil }
      let months = year * 12 + month - 1 + count
      return months < 12 ? nil : Self.make(months / 12, months % 12 + 1)
    case .week, .day:
      guard let month, let day else { return nil }
      let date = Gregorian.date(ofDayNumber: Gregorian.dayNumber(year: year, month: month, day: day) + count)
      return Self.make(date.year, date.month, date.day)
    case .hour, .minute, .second:
      guard let month, let day, let hour, let minute, let second else { return nil }
      let days = Gregorian.dayNumber(year: year, month: month, day: day)
      let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second + count
      let rest = ((seconds % 86_400) + 86_400) % 86_400
      let date = Gregorian.date(ofDayNumber: (seconds - rest) / 86_400)
      let time = [rest / 3_600, rest / 60 % 60, rest % 60].map { Self.digits($0, 2) }.joined(separator: ":")
      // What follows the seconds, a fraction and the zone, stays.
      return Self.make(date.year, date.month, date.day).flatMap {
        FHIRDateTime(text: "\($0.text)T\(time)\(text.dropFirst(19))")
      }
    }
  }

  private static func make(_ year: Int, _ month: Int? = nil, _ day: Int? = nil) -> FHIRDateTime? {
    guard (1...9_999).contains(year) else { return nil }
    return FHIRDateTime(
      text: digits(year, 4) + (month.map { "-" + digits($0, 2) } ?? "") + (day.map { "-" + digits($0, 2) } ?? ""))
  }

  private static func digits(_ number: Int, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
  }

  /// A decimal times a factor, if that is a whole number; nil also if it is longer than any life.
  private static func whole(_ number: String, times factor: Int) -> Int? {
    let parts = number.split(separator: ".", maxSplits: 1)
    guard let first = parts.first, number.utf8.count <= 12, let digits = Int(first + (parts.dropFirst().first ?? ""))
    else { return nil }
    let divisor = parts.dropFirst().first?.utf8.reduce(1) { power, _ in power * 10 } ?? 1
    return (digits * factor).isMultiple(of: divisor) ? digits * factor / divisor : nil
  }
}

extension TimeUnit {
  /// How many years, months, days or seconds it is, whichever it is made of.
  fileprivate var count: Int {
    switch self {
    case .second, .day, .month, .year: 1
    case .minute: 60
    case .hour: 3_600
    case .week: 7
    }
  }
}

// Where moments lie, as far as that is known, to find periods that end before they begin.

internal import FHIRCore

/// The earliest and the latest day on which each anchor can lie, counted from a root or on the calendar.
struct PositionTable {
  /// Between which days a moment lies, from the same root.
  struct Position {
    /// The anchor they are counted from; `nil` is the calendar.
    let root: String?
    let earliest: Double
    let latest: Double
  }

  private let byID: [String: CaseIndex.Entry]
  private var known: [String: Position] = [:]

  init(_ byID: [String: CaseIndex.Entry]) { self.byID = byID }

  /// The position of a time, or `nil` if it hangs on an entry, whose length nobody knows.
  ///
  /// There must be no circle.
  mutating func position(of form: RelativeTime.Form) -> Position? {
    guard let anchor = form.anchor, let base = position(ofAnchor: anchor) else { return nil }
    guard case .offset(let interval, let direction, _) = form else { return base }
    let days = interval.map(Self.days) ?? (0, .infinity)
    return switch direction {
    case .after: Position(root: base.root, earliest: base.earliest + days.least, latest: base.latest + days.most)
    case .before: Position(root: base.root, earliest: base.earliest - days.most, latest: base.latest - days.least)
    }
  }

  /// Follows the chain of anchors down to one that is known, then back up.
  private mutating func position(ofAnchor id: String) -> Position? {
    var chain: [String] = []
    var current = id
    while known[current] == nil {
      guard let anchor = byID[current], anchor.kind == .anchor else { return nil }
      if let date = anchor.date {
        known[current] = Self.position(of: date)
        guard known[current] != nil else { return nil }
      } else if let time = anchor.times["at"] {
        guard let next = time.form.anchor else { return nil }
        chain.append(current)
        current = next
      } else if anchor.hasPosition {
        return nil
      } else {
        known[current] = Position(root: current, earliest: 0, latest: 0)
      }
    }
    for link in chain.reversed() {
      guard let time = byID[link]?.times["at"], let position = position(of: time.form) else { return nil }
      known[link] = position
    }
    return known[id]
  }

  private static func days(_ interval: Interval.Form) -> (least: Double, most: Double) {
    let low = Double(interval.low) ?? 0
    let high = Double(interval.high ?? interval.low) ?? .infinity
    let unit: (least: Double, most: Double) =
      switch interval.unit {
      case .second: (1 / 86_400, 1 / 86_400)
      case .minute: (1 / 1440, 1 / 1440)
      case .hour: (1 / 24, 1 / 24)
      case .day: (1, 1)
      case .week: (7, 7)
      case .month: (28, 31)
      case .year: (365, 366)
      }
    return switch interval.qualifier {
    case nil: (low * unit.least, high * unit.most)
    case .about: (0, .infinity)
    case .atLeast: (low * unit.least, .infinity)
    case .atMost: (0, high * unit.most)
    }
  }

  /// A date on the calendar, with a day to spare on both sides, for zones differ.
  private static func position(of text: String) -> Position? {
    guard let date = FHIRDateTime(text: text) else { return nil }
    let firstDay = Gregorian.dayNumber(year: date.year, month: date.month ?? 1, day: date.day ?? 1)
    let lastMonth = date.month ?? 12
    let lastDay = Gregorian.dayNumber(
      year: date.year, month: lastMonth, day: date.day ?? Gregorian.days(inMonth: lastMonth, of: date.year))
    return Position(root: nil, earliest: Double(firstDay) - 1, latest: Double(lastDay) + 2)
  }
}

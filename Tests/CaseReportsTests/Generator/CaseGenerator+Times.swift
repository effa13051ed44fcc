// Times, lengths of time and amounts.

@testable import CaseReports

extension CaseGenerator {
  mutating func interval(withQualifier: Bool = true) -> Interval.Form {
    let unit = pick(TimeUnit.allCases)
    let qualifier = withQualifier ? maybe(30) { $0.pick(Interval.Form.Qualifier.allCases) } : nil
    return chance(20)
      ? Interval.Form("2", to: pick(["3", "4.5", "10"]), unit, qualifier: qualifier)
      : Interval.Form(pick(["1", "2", "12", "0.5", "1.0", "36"]), unit, qualifier: qualifier)
  }

  /// A time; a treatment counts from anchors alone, so that nothing goes round in a circle.
  mutating func time(ofTreatment: Bool = false) -> RelativeTime {
    let anchor = pick(anchors)
    switch count(ofTreatment ? 7 : 9) {
    case 0...3: return RelativeTime(.anchor(anchor))
    case 4...6: return RelativeTime(.offset(interval(), pick(RelativeTime.Direction.allCases), anchor: anchor))
    case 7: return RelativeTime(.offset(nil, pick(RelativeTime.Direction.allCases), anchor: anchor))
    case 8:
      if let treatment = treatments.randomElement(using: &random) { return RelativeTime(.during(treatment.id)) }
    default:
      if let treatment = treatments.filter({ $0.kind == .regimen }).randomElement(using: &random) {
        return RelativeTime(.afterCourses(pick(["1", "4"]), of: treatment.id))
      }
    }
    return RelativeTime(.anchor(anchor))
  }

  /// A moment, a period, or nothing; where an anchor is tied to the entry, that it stands there.
  mutating func times(_ timed: inout some CaseReport.Timed, of id: String? = nil, untilToo: Bool = true) {
    let isTreatment = treatments.contains { $0.id == id }
    if let (anchor, side) = id.flatMap({ tied[$0] }) {
      switch side {
      case .whole: timed.at = RelativeTime(.anchor(anchor))
      case .start: timed.from = RelativeTime(.anchor(anchor))
      case .end: timed.until = RelativeTime(.anchor(anchor))
      }
      return
    }
    switch count(4) {
    case 0, 1: timed.at = time(ofTreatment: isTreatment)
    case 2, 3:
      timed.from = maybe(70) { $0.time(ofTreatment: isTreatment) }
      if untilToo { timed.until = maybe(50) { $0.time(ofTreatment: isTreatment) } }
    default: break
    }
  }

  mutating func anchor(_ index: Int) -> CaseReport.Anchor {
    var anchor = CaseReport.Anchor(id: anchors[index], name: text(), event: event(at: anchors[index]))
    if index > 0, chance(60) {
      let earlier = anchors[Int.random(in: 0..<index, using: &random)]
      let form: RelativeTime.Form =
        chance(20)
        ? .anchor(earlier)
        : .offset(chance(80) ? interval() : nil, pick(RelativeTime.Direction.allCases), anchor: earlier)
      anchor.at = AnchorTime(.time(form))
    } else if chance(40) {
      anchor.at = AnchorTime(.date(pick(["2018", "2018-04", "2018-04-01", "2020-02-29T23:59:60.50+09:00"])))
    }
    stated(&anchor)
    anchor.notes = notes()
    return anchor
  }

  private mutating func event(at anchor: String) -> AnchorEvent {
    let free = (treatments.map(\.id) + conditions).filter { tied[$0] == nil }
    guard chance(50), let id = free.randomElement(using: &random) else { return AnchorEvent(.visit) }
    let side = pick([EventSide.whole, .start, .end])
    tied[id] = (anchor, side)
    switch side {
    case .whole: return AnchorEvent(.entry(id))
    case .start: return AnchorEvent(.start(of: id))
    case .end: return AnchorEvent(.end(of: id))
    }
  }

  mutating func measured() -> MeasuredValue {
    let unit = maybe(80) {
      $0.pick(["ng/mL", "mg/dL", "%", "U/L", "µg/L", "/µL", "×10^9/L", "mmHg", "years", "kUA/L"])
    }
    let comparator = maybe(25) { $0.pick(MeasuredValue.Comparator.allCases) }
    switch count(7) {
    case 0: return MeasuredValue(.ratio(comparator, "1", pick(["40", "640", "1280"])))
    case 1: return MeasuredValue(.range(low: "3", high: pick(["4.0", "10"]), unit: unit))
    case 2: return (try? MeasuredValue("≥ \(number())")) ?? MeasuredValue(.quantity(nil, "1", unit: nil))
    default: return MeasuredValue(.quantity(comparator, (chance(10) ? "-" : "") + number(), unit: unit))
    }
  }

  mutating func amount() -> DoseText {
    let unit = pick(["mg", "g", "mg/m2", "mL", "IU", "Gy", "µg/kg"])
    return DoseText(
      DoseText.Form(
        pick(["5", "125", "0.50"]), to: maybe(20) { $0.pick(["200", "300.0"]) }, unit: unit,
        per: maybe(30) { $0.pick([.minute, .hour, .day, .week, .month]) }))
  }
}

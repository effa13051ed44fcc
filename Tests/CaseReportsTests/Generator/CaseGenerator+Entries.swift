// The entries of each list, and what belongs to them.

@testable import CaseReports

extension CaseGenerator {
  mutating func source() -> CaseReport.Source {
    CaseReport.Source(
      citation: maybe { $0.text() }, authors: (0..<count(2)).map { _ in text() }, doi: maybe { _ in "10.1234/x.y-1" },
      published: maybe { $0.pick(["2021", "2021-01", "2021-01-08"]) }, licence: maybe { $0.text() },
      language: maybe { $0.pick(["en", "ja", "de-AT"]) })
  }

  mutating func subject() -> CaseReport.Subject {
    var subject = CaseReport.Subject()
    subject.sex = maybe(70) { $0.pick(CaseReport.Sex.allCases) }
    subject.age = maybe(60) { random in
      var age = CaseReport.Age()
      random.finding(&age)
      random.times(&age)
      random.stated(&age)
      age.notes = random.notes()
      return age
    }
    stated(&subject)
    subject.notes = notes()
    return subject
  }

  mutating func finding(_ valued: inout some CaseReport.Valued) {
    switch count(3) {
    case 0: valued.absent = pick(CaseReport.AbsentReason.allCases)
    case 1: valued.result = text()
    default:
      valued.value = measured()
      valued.result = maybe(20) { $0.text() }
    }
  }

  mutating func part() -> CaseReport.Part {
    var part = CaseReport.Part(name: text())
    finding(&part)
    part.flag = maybe(20) { $0.pick(CaseReport.Flag.allCases) }
    part.trend = maybe(20) { $0.pick(CaseReport.Trend.allCases) }
    stated(&part)
    part.notes = notes()
    return part
  }

  mutating func result(_ id: String) -> CaseReport.Result {
    var result = CaseReport.Result(id: id, name: text())
    if chance(20) { result.parts = (0..<1 + count(1)).map { _ in part() } }
    if result.parts.isEmpty || chance(30) { finding(&result) }
    times(&result)
    result.flag = maybe(20) { $0.pick(CaseReport.Flag.allCases) }
    result.trend = maybe(20) { $0.pick(CaseReport.Trend.allCases) }
    result.site = maybe(20) { $0.text() }
    result.method = maybe(20) { $0.text() }
    result.about = some(conditions + treatments.map(\.id))
    stated(&result)
    result.notes = notes()
    return result
  }

  mutating func condition(_ id: String) -> CaseReport.Condition {
    var condition = CaseReport.Condition(
      id: id, kind: pick(CaseReport.Condition.Kind.allCases), name: text())
    condition.status = tied[id]?.side == .end ? nil : maybe { $0.pick(CaseReport.Condition.Status.allCases) }
    let isOver = condition.status.map { [.inactive, .remission, .resolved].contains($0) } ?? true
    times(&condition, of: id, untilToo: isOver)
    condition.site = maybe { $0.text() }
    condition.severity = maybe { $0.text() }
    condition.certainty = maybe { $0.pick(CaseReport.Condition.Certainty.allCases) }
    let others = conditions.filter { $0 != id }
    condition.dueTo = some(others + treatments.map(\.id))
    condition.relatedTo = some(others)
    condition.evidence = some(others + investigations + results)
    condition.stage = maybe(25) { random in
      var stage = CaseReport.Stage(name: random.text(), method: random.maybe { $0.text() })
      stage.parts = (0..<random.count(2)).map { _ in random.part() }
      random.stated(&stage)
      stage.notes = random.notes()
      return stage
    }
    stated(&condition)
    condition.notes = notes()
    return condition
  }

  mutating func investigation(_ id: String, _ results: [String]) -> CaseReport.Investigation {
    var investigation = CaseReport.Investigation(
      id: id, kind: pick(CaseReport.Investigation.Kind.allCases), name: chance(20) ? "skin biopsy" : text())
    times(&investigation)
    investigation.specimen = maybe(30) { $0.text() }
    investigation.method = maybe(30) { $0.text() }
    investigation.results = results.map { result($0) }
    stated(&investigation)
    investigation.notes = notes()
    return investigation
  }

  mutating func dose() -> CaseReport.Dose {
    var dose = CaseReport.Dose()
    dose.dose = maybe(70) { $0.amount() }
    if dose.dose == nil || chance(30) { dose.text = text() }
    dose.route = maybe { $0.pick(["oral", "intravenous", "経口"]) }
    switch count(3) {
    case 0: dose.at = time()
    case 1:
      dose.from = time()
      if chance(50) { dose.lasting = Interval(interval()) } else { dose.until = maybe { $0.time() } }
    case 2: dose.lasting = Interval(interval())
    default: break
    }
    stated(&dose)
    dose.notes = notes()
    return dose
  }

  mutating func treatment(_ id: String, _ kind: CaseReport.Treatment.Kind) -> CaseReport.Treatment {
    var treatment = CaseReport.Treatment(id: id, kind: kind, name: text())
    let regimens = treatments.prefix { $0.id != id }.filter { $0.kind == .regimen }.map(\.id)
    if kind != .regimen { treatment.partOf = some(regimens, 1).first }
    treatment.status = tied[id]?.side == .end ? nil : maybe { $0.pick(CaseReport.Treatment.Status.allCases) }
    let isGiven = treatment.status != .notGiven
    times(&treatment, of: id, untilToo: isGiven && treatment.status != .ongoing)
    if chance(30), treatment.status.map({ $0 == .stopped || $0 == .unknown }) ?? true {
      var stop = CaseReport.Stop(text: text())
      stop.because = some(conditions)
      stop.states = states()
      treatment.stopped = stop
    }
    if isGiven {
      treatment.cycle = maybe(20) { Cycle(Cycle.Form($0.pick(["1", "3"]), .week)) }
      treatment.courses = maybe(20) { 1 + $0.count(5) }
      treatment.doses = (0..<(chance(60) ? 1 + count(2) : 0)).map { _ in dose() }
    }
    treatment.indications = some(conditions)
    stated(&treatment)
    treatment.notes = notes()
    return treatment
  }

  mutating func adverseEvent(_ id: String) -> CaseReport.AdverseEvent {
    var event = CaseReport.AdverseEvent(id: id, name: text())
    times(&event)
    event.grade = maybe { $0.pick(["1", "2", "3", "3 to 4", "5"]) }
    event.severity = maybe(30) { $0.pick(CaseReport.AdverseEvent.Severity.allCases) }
    event.suspects = some(treatments.map(\.id))
    event.certainty = event.suspects.isEmpty ? nil : maybe { $0.text() }
    event.seenAs = some(conditions)
    event.outcome = maybe { $0.pick(CaseReport.AdverseEvent.Outcome.allCases) }
    stated(&event)
    event.notes = notes()
    return event
  }
}

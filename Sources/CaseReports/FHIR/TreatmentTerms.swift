// What holds for a treatment: what it says itself, and what it takes from the treatment it is a part of.

/// The time, status, cycle, courses and stop of a treatment.
struct TreatmentTerms {
  var times: Times
  var status: Piece<CaseReport.Treatment.Status>?
  var cycle: Piece<Cycle>?
  var courses: Piece<Int>?
  var stop: Piece<CaseReport.Stop>?
}

extension Conversion {
  /// What holds for a treatment.
  ///
  /// A part takes from its whole what it does not say itself.
  func terms(of treatment: CaseReport.Treatment, at path: String) -> TreatmentTerms {
    var terms = terms(of: treatment, at: path, depth: 0)
    let isOngoing = terms.status?.value == .ongoing || terms.status?.value == .notGiven
    terms.times.hasUnknownEnd = !isOngoing && terms.times.until == nil
    return terms
  }

  private func terms(of treatment: CaseReport.Treatment, at path: String, depth: Int) -> TreatmentTerms {
    var terms = TreatmentTerms(
      times: Times(treatment, at: path),
      status: treatment.status.map { Piece(value: $0, path: "\(path).status") },
      cycle: treatment.cycle.map { Piece(value: $0, path: "\(path).cycle") },
      courses: treatment.courses.map { Piece(value: $0, path: "\(path).courses") },
      stop: treatment.stopped.map { Piece(value: $0, path: "\(path).stopped") })
    // A circle of parts is an error of the reader; a case made in code is not checked.
    guard let id = treatment.partOf, depth < report.treatments.count, let entry = graph.entries[id],
      case .treatment(let whole) = entry.content
    else { return terms }
    let wholes = self.terms(of: whole, at: entry.path, depth: depth + 1)
    terms.status = terms.status ?? inherited(wholes.status)
    guard terms.status?.value != .notGiven else { return terms }
    if terms.times.at == nil {
      if terms.times.from == nil, terms.times.until == nil { terms.times.at = inherited(wholes.times.at) }
      if terms.times.at == nil { terms.times.from = terms.times.from ?? inherited(wholes.times.from) }
      if terms.times.at == nil, terms.status?.value != .ongoing {
        terms.times.until = terms.times.until ?? inherited(wholes.times.until)
      }
    }
    terms.cycle = terms.cycle ?? inherited(wholes.cycle)
    terms.courses = terms.courses ?? inherited(wholes.courses)
    if terms.status?.value == .stopped { terms.stop = terms.stop ?? inherited(wholes.stop) }
    return terms
  }

  private func inherited<Value>(_ piece: Piece<Value>?) -> Piece<Value>? {
    var piece = piece
    piece?.isInherited = true
    return piece
  }
}

// MARK: Back

extension Restoration {
  /// Drops what is a copy of what stands with another entry, as long as it equals that; a copy that was changed is kept.
  func dropInherited(from report: inout CaseReport) {
    for index in report.investigations.indices { dropInherited(from: &report.investigations[index]) }
    // A whole is settled before its parts, for they take from it what it takes itself.
    var settled: Set<String> = []
    let positions = Dictionary(
      report.treatments.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    func settle(_ index: Int) {
      guard settled.insert(report.treatments[index].id).inserted, let id = report.treatments[index].partOf else {
        return
      }
      if let whole = positions[id] { settle(whole) }
      dropInherited(fromTreatment: index, of: &report)
    }
    for index in report.treatments.indices { settle(index) }
  }

  private func isInherited(_ id: String, _ key: String) -> Bool { inherited.contains("\(id).\(key)") }

  /// Times and methods that results have from their investigation.
  private func dropInherited(from investigation: inout CaseReport.Investigation) {
    let id = investigation.results.first { isInherited($0.id, "method") }
    if investigation.method == nil, let method = id?.method { investigation.method = method }
    for index in investigation.results.indices {
      let result = investigation.results[index]
      if isInherited(result.id, "method"), result.method == investigation.method {
        investigation.results[index].method = nil
      }
      let isCopy =
        (result.at == nil || isInherited(result.id, "at")) && (result.from == nil || isInherited(result.id, "from"))
        && (result.until == nil || isInherited(result.id, "until"))
      if isCopy, result.at == investigation.at, result.from == investigation.from, result.until == investigation.until {
        investigation.results[index].at = nil
        investigation.results[index].from = nil
        investigation.results[index].until = nil
      }
    }
  }

  /// What a treatment has from its whole.
  private func dropInherited(fromTreatment index: Int, of report: inout CaseReport) {
    let old = report.treatments[index]
    var bare = old
    if isInherited(old.id, "at") { bare.at = nil }
    if isInherited(old.id, "from") { bare.from = nil }
    if isInherited(old.id, "until") { bare.until = nil }
    if isInherited(old.id, "status") { bare.status = nil }
    if isInherited(old.id, "cycle") { bare.cycle = nil }
    if isInherited(old.id, "courses") { bare.courses = nil }
    if isInherited(old.id, "stopped") { bare.stopped = nil }
    var without = report
    without.treatments[index] = bare
    let conversion = Conversion(without, vocabulary: vocabulary, recordedAt: nil)
    let terms = conversion.terms(of: bare, at: "")
    var new = bare
    if terms.times.at?.value != old.at { new.at = old.at }
    if terms.times.from?.value != old.from { new.from = old.from }
    if terms.times.until?.value != old.until { new.until = old.until }
    if terms.status?.value != old.status { new.status = old.status }
    if terms.cycle?.value != old.cycle { new.cycle = old.cycle }
    if terms.courses?.value != old.courses { new.courses = old.courses }
    // A copy has the words and the causes of a stop, not where they come from.
    if terms.stop?.value.text != old.stopped?.text || terms.stop?.value.because != old.stopped?.because {
      new.stopped = old.stopped
    }
    report.treatments[index] = new
  }
}

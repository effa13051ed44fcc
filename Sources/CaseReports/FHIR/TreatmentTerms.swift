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
  /// A part takes from its whole what it does not say itself, and its whole from the whole of that.
  func terms(of treatment: CaseReport.Treatment, at path: String) -> TreatmentTerms {
    var chain = [(treatment: treatment, path: path)]
    // A circle of parts is an error of the reader; a case made in code is not checked.
    var seen: Set<String> = [treatment.id]
    var terms: TreatmentTerms?
    while let id = chain.last?.treatment.partOf, seen.insert(id).inserted, let entry = graph.entries[id],
      case .treatment(let whole) = entry.content
    {
      if let known = wholes[id] {
        terms = known
        break
      }
      chain.append((whole, entry.path))
    }
    for (treatment, path) in chain.dropFirst().reversed() {
      terms = Self.terms(of: treatment, at: path, in: terms)
      wholes[treatment.id] = terms
    }
    var own = Self.terms(of: treatment, at: path, in: terms)
    let isOngoing = own.status?.value == .ongoing || own.status?.value == .notGiven
    own.times.hasUnknownEnd = !isOngoing && own.times.until == nil
    return own
  }

  /// What holds for a treatment within a whole for which something holds.
  static func terms(
    of treatment: CaseReport.Treatment, at path: String, in whole: TreatmentTerms?
  ) -> TreatmentTerms {
    var terms = TreatmentTerms(
      times: Times(treatment, at: path),
      status: treatment.status.map { Piece(value: $0, path: "\(path).status") },
      cycle: treatment.cycle.map { Piece(value: $0, path: "\(path).cycle") },
      courses: treatment.courses.map { Piece(value: $0, path: "\(path).courses") },
      stop: treatment.stopped.map { Piece(value: $0, path: "\(path).stopped") })
    guard let whole else { return terms }
    terms.status = terms.status ?? whole.status?.inherited
    guard terms.status?.value != .notGiven else { return terms }
    if terms.times.isEmpty, whole.times.at != nil {
      terms.times.at = whole.times.at?.inherited
    } else if terms.times.at == nil {
      terms.times.from = terms.times.from ?? whole.times.from?.inherited
      if terms.status?.value != .ongoing {
        terms.times.until = terms.times.until ?? whole.times.until?.inherited
      }
    }
    terms.cycle = terms.cycle ?? whole.cycle?.inherited
    terms.courses = terms.courses ?? whole.courses?.inherited
    if terms.status?.value == .stopped { terms.stop = terms.stop ?? whole.stop?.inherited }
    return terms
  }
}

// MARK: Back

extension Restoration {
  /// Drops what is a copy of what stands with another entry, as long as it equals that; a copy that was changed is kept.
  func dropInherited(from report: inout CaseReport) {
    for index in report.investigations.indices { dropInherited(from: &report.investigations[index]) }
    let positions = Dictionary(
      report.treatments.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var terms: [String: TreatmentTerms] = [:]
    var seen: Set<String> = []
    for treatment in report.treatments {
      // A whole is settled before its parts, for they take from it what it takes itself.
      var chain: [Int] = []
      var next: String? = treatment.id
      while let id = next, seen.insert(id).inserted, let index = positions[id] {
        chain.append(index)
        next = report.treatments[index].partOf
      }
      for index in chain.reversed() {
        let whole = report.treatments[index].partOf.flatMap { terms[$0] }
        dropInherited(from: &report.treatments[index], in: whole)
        terms[report.treatments[index].id] = Conversion.terms(of: report.treatments[index], at: "", in: whole)
      }
    }
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
  private func dropInherited(from treatment: inout CaseReport.Treatment, in whole: TreatmentTerms?) {
    let old = treatment
    if isInherited(old.id, "at") { treatment.at = nil }
    if isInherited(old.id, "from") { treatment.from = nil }
    if isInherited(old.id, "until") { treatment.until = nil }
    if isInherited(old.id, "status") { treatment.status = nil }
    if isInherited(old.id, "cycle") { treatment.cycle = nil }
    if isInherited(old.id, "courses") { treatment.courses = nil }
    if isInherited(old.id, "stopped") { treatment.stopped = nil }
    let terms = Conversion.terms(of: treatment, at: "", in: whole)
    if terms.times.at?.value != old.at { treatment.at = old.at }
    if terms.times.from?.value != old.from { treatment.from = old.from }
    if terms.times.until?.value != old.until { treatment.until = old.until }
    if terms.status?.value != old.status { treatment.status = old.status }
    if terms.cycle?.value != old.cycle { treatment.cycle = old.cycle }
    if terms.courses?.value != old.courses { treatment.courses = old.courses }
    // A copy has the words and the causes of a stop, not where they come from.
    if terms.stop?.value.text != old.stopped?.text || terms.stop?.value.because != old.stopped?.because {
      treatment.stopped = old.stopped
    }
  }
}

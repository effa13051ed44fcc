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

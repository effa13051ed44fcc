// Cases drawn at random, over the whole of the format: what nobody would think of writing, and everything somebody may.

import TestSupport

@testable import CaseReports

/// Draws small cases; the same seed gives the same case.
///
/// Ids and the kinds of entries are drawn first, so that everything can refer to everything that it may refer to.
struct CaseGenerator {
  var random: Seeded
  var conditions: [String] = []
  var investigations: [String] = []
  var results: [String] = []
  var treatments: [(id: String, kind: CaseReport.Treatment.Kind)] = []
  var anchors: [String] = []
  /// The entries that anchors are tied to, each with the anchor and the side: they must stand there.
  var tied: [String: (anchor: String, side: EventSide)] = [:]
  private var statement = 0

  init(seed: Int) { random = Seeded(UInt64(seed)) }

  mutating func report() -> CaseReport {
    conditions = (0..<count(3)).map { "c\($0)" }
    investigations = (0..<count(2)).map { "i\($0)" }
    treatments = (0..<count(3)).map { ("t\($0)", pick(CaseReport.Treatment.Kind.allCases)) }
    let course = (0..<count(2)).map { "o\($0)" }
    let events = (0..<count(1)).map { "e\($0)" }
    anchors = (0..<1 + count(3)).map { "T\($0)" }
    var report = CaseReport(id: pick(["a", "case-2", "x9"]))
    report.title = maybe { $0.text() }
    report.source = maybe { $0.source() }
    report.subject = maybe { $0.subject() }.flatMap { $0 == CaseReport.Subject() ? nil : $0 }
    report.timeline = anchors.indices.map { anchor($0) }
    let held = investigations.map { id in (id, (0..<count(3)).map { "\(id)-r\($0)" }) }
    results = held.flatMap(\.1) + course
    report.conditions = conditions.map { condition($0) }
    report.investigations = held.map { investigation($0, $1) }
    report.treatments = treatments.map { treatment($0.id, $0.kind) }
    report.adverseEvents = events.map { adverseEvent($0) }
    report.course = course.map { result($0) }
    return report
  }

  // MARK: Drawing

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  mutating func count(_ most: Int) -> Int { Int.random(in: 0...most, using: &random) }

  mutating func pick<Element>(_ list: [Element]) -> Element { list[Int.random(in: list.indices, using: &random)] }

  mutating func maybe<Value>(_ percent: Int = 40, _ make: (inout CaseGenerator) -> Value) -> Value? {
    chance(percent) ? make(&self) : nil
  }

  /// Up to `most` different elements.
  mutating func some<Element>(_ list: [Element], _ most: Int = 2) -> [Element] {
    guard !list.isEmpty, chance(40) else { return [] }
    return Array(list.shuffled(using: &random).prefix(1 + count(most - 1)))
  }

  mutating func text() -> String {
    pick([
      "fever", "PSA", "pain, left-sided", "a: b", "tooth #14", "# x", "- y", "it's", "\"quoted\"", "発熱と倦怠感", "μg",
      "1:40",
      "7.0", "NO", "2021-01-08", "two\nlines", " leading", "trailing ", "tab\there", "emoji 🩺", "back\\slash", "é",
      "e\u{301}",
      "{x}", "[y]", "&a", "*b", "!c", "%d", "@e", "null", "~", "x\n\ny\n", "> folded", "| literal", "?", "key: ",
      "a #b",
      "«quote»", "\u{3000}wide", "line\u{2028}separator", "<b>&amp;</b>",
    ])
  }

  mutating func number() -> String {
    pick(["0", "1", "2", "7.0", "0.50", "12.345", "1000", "3", "10.00", "98765432109876543210.10"])
  }

  mutating func states() -> [String] {
    guard chance(40) else { return [] }
    return (0..<1 + count(1)).map { _ in
      statement += 1
      return "S\(statement)"
    }
  }

  mutating func stated(_ stated: inout some CaseReport.Stated) {
    stated.states = states()
    stated.quote = maybe(20) { $0.text() }
    stated.basis = maybe(10) { $0.pick(CaseReport.Basis.allCases) }
  }

  mutating func notes() -> [CaseReport.Note] {
    (0..<(chance(25) ? 1 + count(1) : 0)).map { _ in
      var note = CaseReport.Note(text: text())
      note.at = maybe { $0.time() }
      stated(&note)
      return note
    }
  }
}

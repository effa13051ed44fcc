// Counts, surprises, and the file of results.

import FHIRCore

/// What a run found, as it goes on and at its end.
struct Report {
  private struct Count {
    var passed = 0
    var failed = 0
    var skipped: [String: Int] = [:]
    var (facts, found) = (0, 0)
    var total: Int { passed + failed + skipped.values.reduce(0, +) }
  }

  private let known: KnownFailures
  private var rows: [(suite: String, set: String)] = []
  private var counts: [String: Count] = [:]
  private var outcomes: [(id: String, outcome: Outcome)] = []

  init(known: KnownFailures) { self.known = known }

  mutating func begin(_ suite: Suite) {
    for set in Set(suite.cases.map(\.set)).sorted() { rows.append((suite.name, set)) }
  }

  mutating func add(_ outcome: Outcome, of test: Suite.Case, in suite: Suite) {
    outcomes.append((test.id, outcome))
    let key = suite.name + "\t" + test.set
    switch outcome {
    case .facts(let found, let all, let missing):
      counts[key, default: Count()].facts += all
      counts[key, default: Count()].found += found
      if missing.isEmpty {
        counts[key, default: Count()].passed += 1
      } else {
        counts[key, default: Count()].failed += 1
      }
    case .passed, .judged(true, _, _): counts[key, default: Count()].passed += 1
    case .failed, .judged: counts[key, default: Count()].failed += 1
    case .skipped(let reason): counts[key, default: Count()].skipped[reason, default: 0] += 1
    }
  }

  /// A line for each suite and set: passed of total, and why cases were skipped.
  var table: String {
    rows.map { row in
      let count = counts[row.suite + "\t" + row.set] ?? Count()
      var line = "\(row.suite)/\(row.set): \(count.passed)/\(count.total)"
      if count.failed > 0 { line += ", \(count.failed) failed" }
      if count.facts > 0 { line += ", \(count.found)/\(count.facts) facts" }
      for (reason, number) in count.skipped.sorted(by: { $0.key < $1.key }) {
        line += ", \(number) skipped (\(reason))"
      }
      return line
    }.joined(separator: "\n")
  }

  /// Every failure, with what went wrong.
  var failures: String {
    outcomes.compactMap { id, outcome in
      guard let what = outcome.failure else { return nil }
      return "failed: \(id): \(what)" + (known.reason(for: id).map { " (known: \($0))" } ?? "")
    }.joined(separator: "\n")
  }

  /// Failures that are not listed, and listed cases that pass.
  var surprises: String {
    outcomes.map { id, outcome in
      switch outcome {
      case _ where outcome.failure != nil && known.reason(for: id) == nil:
        "unexpected failure: \(id): \(outcome.failure ?? "")\n"
      case .passed where known.reason(for: id) != nil,
        .facts where known.reason(for: id) != nil && outcome.failure == nil,
        .judged(true, _, _) where known.reason(for: id) != nil:
        "unexpected pass: \(id); take it off the list\n"
      default: ""
      }
    }.joined()
  }

  var isSurprising: Bool { !surprises.isEmpty }

  /// `N passed, N failed, N skipped`.
  var closingLine: String {
    let all = counts.values
    let skipped = all.flatMap(\.skipped.values).reduce(0, +)
    return
      "\(all.map(\.passed).reduce(0, +)) passed, \(all.map(\.failed).reduce(0, +)) failed, \(skipped) skipped"
  }

  /// The results as a JSON object, in the order of the cases.
  var results: String {
    // What is judged by places is scored by a script that takes an absent case for one that was not run.
    let isByPlaces = outcomes.contains { if case .judged = $0.outcome { true } else { false } }
    let lines = outcomes.compactMap { id, outcome -> String? in
      if isByPlaces, case .skipped = outcome { return nil }
      let value =
        switch outcome {
        case .passed: "true"
        case .failed: "false"
        case .facts(_, _, let missing): missing.isEmpty ? "true" : "false"
        case .judged(_, _, let result): result
        case .skipped: "\"skip\""
        }
      return "  \(Self.quoted(id)): \(value)"
    }
    return "{\n" + lines.joined(separator: ",\n") + "\n}\n"
  }

  private static func quoted(_ text: String) -> String {
    var quoted: [UInt8] = []
    quoted.appendJSONString(text)
    return String(decoding: quoted, as: UTF8.self)
  }
}

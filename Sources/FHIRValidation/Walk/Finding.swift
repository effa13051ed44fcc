// What a check found, before it is known where that stands in the source.

internal import FHIRCore

/// A finding at an element of the tree.
struct Finding {
  /// The element.
  let element: UInt32
  /// The rule that it breaks.
  let rule: Rule
  /// What was expected.
  let message: String
  /// How to mend it.
  let hint: String?
  /// The child that it is about, where that is missing or there too often.
  var child: String?
}

/// What was found in one record: in the order of the tree, a bounded number of each severity.
struct Findings {
  private(set) var list: [Finding] = []
  /// How many more there are of each severity.
  private(set) var unlisted: [Rule.Severity: Int] = [:]
  private let limit: Int
  private var counts: [Rule.Severity: Int] = [:]

  init(limit: Int) { self.limit = limit }

  /// Adds a finding, unless there are too many of its severity: many warnings hide no error.
  mutating func add(_ finding: Finding) {
    guard counts[finding.rule.severity, default: 0] < limit else {
      unlisted[finding.rule.severity, default: 0] += 1
      return
    }
    counts[finding.rule.severity, default: 0] += 1
    list.append(finding)
  }

  /// In the order of the tree; findings of one element in the order in which they were made.
  mutating func sort() {
    let order = list.indices.sorted { (list[$0].element, $0) < (list[$1].element, $1) }
    list = order.map { list[$0] }
  }
}

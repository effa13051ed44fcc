// What a validation says.

public import FHIRCore
internal import FHIRDefinitions

/// What was found in a resource, and what was not checked.
public struct Validation: Sendable {
  /// What was found, in the order of the source.
  public let findings: [Diagnostic]
  /// How much more was found of each severity than is listed there.
  public let unlisted: [Rule.Severity: Int]
  /// What could not be judged.
  public let unchecked: Unchecked

  /// Whether there is no error.
  public var isValid: Bool { !findings.contains { $0.rule.severity == .error } }

  init(_ walk: borrowing Walk, _ readerFindings: [Diagnostic]) {
    var found: [Diagnostic] = []
    for (finding, place) in zip(walk.findings.list, Self.places(of: walk)) {
      var place = place
      place.path = walk.path(finding.element)
      found.append(
        Diagnostic(finding.rule, finding.message, at: place, hint: finding.hint, value: walk.text(finding.element)))
    }
    unlisted = walk.findings.unlisted
    findings = (readerFindings + found).sorted { ($0.place.line, $0.place.column) < ($1.place.line, $1.place.column) }
    unchecked = walk.unchecked
  }

  /// The places of all findings, for which the source is walked once.
  private static func places(of walk: borrowing Walk) -> [Place] {
    let list = walk.findings.list
    var places = Array(repeating: Place(file: walk.tree.source?.file ?? ""), count: list.count)
    guard let source = walk.tree.source else { return places }
    let offsets = list.map { walk.offset($0.element) }
    let order = offsets.indices.filter { offsets[$0] != nil }.sorted { offsets[$0] ?? 0 < offsets[$1] ?? 0 }
    for (index, place) in zip(order, source.places(of: order.map { offsets[$0] ?? 0 })) { places[index] = place }
    return places
  }
}

extension Walk {
  /// The path of an element, from the positions that the pass wrote down.
  func path(_ id: UInt32) -> String {
    var steps: [String] = []
    var id = id
    while true {
      let record = tree.records[Int(id)]
      let name = shownName(tree.names.string(record.name))
      steps.append(record.flags.contains(.repeats) ? "\(name)[\(positions[Int(id)])]" : name)
      guard record.parent != ElementRecord.none else { break }
      id = record.parent
    }
    return steps.reversed().joined(separator: ".")
  }

  /// Where an element begins in the source.
  func offset(_ id: UInt32) -> Int? {
    let source = tree.records[Int(id)].source
    return source == ElementRecord.none ? nil : Int(source)
  }

  /// Whether a finding only follows from what the reader has said of the same element, or of the child that it is about.
  func followsFromReading(_ finding: Finding) -> Bool {
    guard !causes.isEmpty else { return false }
    let path = path(finding.element)
    if let child = finding.child, causes.contains("\(path).\(child)") { return true }
    guard causes.contains(path) else { return false }
    // A reader may have said something of one child; that another one is missing does not follow from it.
    let isMissing = finding.rule == ValidationRule.minimum
    return !isMissing || tree.records[Int(finding.element)].firstChild == ElementRecord.none
  }

  /// Whether a missing element stands there under a name that is nearly its own.
  func isMisspelt(_ finding: Finding) -> Bool {
    guard finding.rule == ValidationRule.minimum, let name = finding.child else { return false }
    var next = tree.records[Int(finding.element)].firstChild
    while next != ElementRecord.none {
      let record = tree.records[Int(next)]
      if record.type == .unknown, NearMiss.of(tree.names.string(record.name), among: [name]) != nil { return true }
      next = record.nextSibling
    }
    return false
  }
}

// What a user says beside the mapping: codes for names that its tables have none for, and the zone of its times.

internal import Terminology
internal import TimeZones

extension Plan {
  /// The plan with times in a zone.
  func with(_ zone: ClockZone) -> Plan {
    var plan = self
    plan.zone = zone
    plan.codecs = codecs.map { $0.with(zone) }
    return plan
  }

  /// The plan with these codes.
  func with(_ concepts: LocalConcepts) -> Plan {
    var plan = self
    plan.concepts = concepts
    for (number, kind) in kinds.enumerated() {
      guard let kind else { continue }
      let rows = concepts[kind].sorted { $0.key < $1.key }.map { name, concept in
        CodeTable.Row(source: name, target: concept.code, position: MappingPosition(line: 0, column: 0))
      }
      plan.codecs[number] = codecs[number].adding(rows)
    }
    return plan
  }
}

extension Codec {
  /// The codec with more rows, for codes that it does not have.
  fileprivate func adding(_ more: [CodeTable.Row]) -> Codec {
    func added(_ rows: [CodeTable.Row]) -> [CodeTable.Row] {
      rows + more.filter { row in !rows.contains { $0.source == row.source } }
    }
    switch self {
    case .table(let rows): return .table(added(rows))
    case .coded(let rows, let local, let standard): return .coded(added(rows), local: local, standard: standard)
    default: return self
    }
  }

  /// Whether a code is one that the codec looks up.
  func hasRow(_ code: String) -> Bool {
    switch self {
    case .table(let rows), .coded(let rows, _, _): rows.contains { $0.source == code }
    default: true
    }
  }
}

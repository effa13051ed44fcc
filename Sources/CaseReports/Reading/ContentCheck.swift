// What must hold between the keys of one entry or part.

internal import FHIRCore

extension ShapeCheck {
  /// Checks the keys of a map against each other; keys that hold something unreadable count as there.
  mutating func check(
    _ constraints: [CaseConstraint], _ members: [CaseNode.Member], offset: Int, path: String
  ) {
    for constraint in constraints {
      switch constraint {
      case .momentOrPeriod: momentOrPeriod(members, path: path)
      case .finding: finding(members, offset: offset, path: path)
      case .dose:
        if !has(["dose", "text"], members) {
          report(CaseRule.partEmpty, "expected 'dose' or 'text'", at: offset, path: path)
        }
      case .stop:
        if !has(["text", "because", "states"], members) {
          report(CaseRule.partEmpty, "expected 'text' or 'because'", at: offset, path: path)
        }
      case .treatment: treatment(members, path: path)
      }
    }
  }

  private func has(_ keys: [String], _ members: [CaseNode.Member]) -> Bool {
    members.contains { keys.contains($0.key) }
  }

  private func word(_ key: String, _ members: [CaseNode.Member]) -> (text: String, offset: Int)? {
    guard let member = members.first(where: { $0.key == key }), case .text(let text, _) = member.value.content else {
      return nil
    }
    return (text, member.value.offset)
  }

  private mutating func momentOrPeriod(_ members: [CaseNode.Member], path: String) {
    guard has(["at"], members), let period = members.first(where: { $0.key == "from" || $0.key == "until" }) else {
      return
    }
    report(
      CaseRule.timeBoth, "expected 'at', or 'from' and 'until', not both", at: period.keyOffset,
      path: "\(path).\(period.key)")
  }

  private mutating func finding(_ members: [CaseNode.Member], offset: Int, path: String) {
    let isFound = has(["value", "result"], members)
    if let absent = members.first(where: { $0.key == "absent" }), isFound {
      report(
        CaseRule.resultAbsent, "expected no 'absent' beside 'value' or 'result'", at: absent.keyOffset,
        path: "\(path).absent")
    }
    if !isFound, !has(["absent", "parts"], members) {
      report(
        CaseRule.resultEmpty, "expected 'value', 'result' or 'absent'", at: offset, path: path,
        hint: has(["trend", "flag"], members) ? "when only a change is stated, write 'absent: unknown'" : nil)
    }
  }

  private mutating func treatment(_ members: [CaseNode.Member], path: String) {
    guard let status = word("status", members) else { return }
    func contradicts(_ keys: [String]) -> String? { members.first { keys.contains($0.key) }?.key }
    let contradiction: String? =
      switch status.text {
      case "ongoing": contradicts(["until", "stopped"])
      case "not given": contradicts(["until", "stopped", "doses", "courses"])
      case "completed": contradicts(["stopped"])
      default: nil
      }
    guard let contradiction else { return }
    report(
      CaseRule.treatmentStatus, "expected a status that agrees with '\(contradiction)'", at: status.offset,
      path: "\(path).status",
      hint: contradiction == "stopped"
        ? "with 'stopped:' the status is stopped" : "an ongoing treatment has no end; one not given has no doses")
  }
}

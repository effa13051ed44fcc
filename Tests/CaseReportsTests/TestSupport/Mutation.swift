// Changes one text of a case into another that means something else, so that one can see whether the bundle changes.

import Testing

@testable import CaseReports

/// One text of a case, and what else could stand there.
struct Mutation {
  let report: CaseReport
  private let tree: CaseNode
  private let texts: [String: String]
  private let ids: [Entry]

  private struct Entry {
    let id: String
    let list: String
  }

  init(_ report: CaseReport) throws {
    self.report = report
    tree = try CaseNodeEncoder.tree(of: report)
    let texts = try leaves(of: report)
    self.texts = texts
    ids = texts.keys.sorted { $0.utf8.count == $1.utf8.count ? $0 < $1 : $0.utf8.count < $1.utf8.count }
      .filter { $0.hasSuffix(".id") }
      .compactMap { path in
        texts[path].map { Entry(id: $0, list: String(path.prefix { $0 != "[" })) }
      }
  }

  /// The case with another text at a path; nil if there is no other that can be read.
  func mutated(_ path: String) -> CaseReport? {
    guard let text = texts[path] else { return nil }
    let key = Self.key(path)
    if key == "id" { return renamed(text, to: text + "-x") }
    for candidate in candidates(text, key, path) where candidate != text {
      let changed = replacing(tree, "") { $0 == path ? candidate : nil }
      if let report = try? CaseReport(from: CaseNodeDecoder(changed)), report != self.report { return report }
    }
    return nil
  }

  private func candidates(_ text: String, _ key: String, _ path: String) -> [String] {
    switch key {
    case "at", "from", "until": return times(text)
    case "about", "evidence", "due-to", "related-to", "for", "because", "suspects", "seen-as", "part-of":
      return others(text, path) + ["another"]
    case "is":
      return text == "visit"
        ? ids.filter { $0.list == "conditions" }.prefix(1).map(\.id)
        : [text.hasPrefix("start of ") ? text.replacing("start of", with: "end of") : "start of \(id(of: text))"]
    case "states", "notes", "authors": return [text + "x"]
    case "value", "dose", "lasting", "cycle", "courses", "published":
      return [withAnotherDigit(text), String(withAnotherDigit(String(text.reversed())).reversed())]
    default: return Self.words + [text + " x"]
    }
  }

  private func times(_ text: String) -> [String] {
    // Another number, another side, or another anchor.
    if text.contains("after ") { return [withAnotherDigit(text), text.replacing("after ", with: "before ")] }
    if text.contains("before ") { return [withAnotherDigit(text), text.replacing("before ", with: "after ")] }
    if text.hasPrefix("during ") { return others(String(text.dropFirst(7)), "").map { "during \($0)" } }
    let anchors = others(text, "")
    return anchors.isEmpty ? [withAnotherDigit(text)] : anchors
  }

  /// Ids of entries of the same list, the nearest after it first, without the entry that the text stands in.
  private func others(_ id: String, _ path: String) -> [String] {
    guard let place = ids.firstIndex(where: { $0.id == id }) else { return [] }
    let own = texts[path.prefix { $0 != "]" } + "].id"]
    let rotated = ids[place...].dropFirst() + ids[..<place]
    return rotated.filter { $0.list == ids[place].list && $0.id != own }.map(\.id)
  }

  private func id(of event: String) -> String { event.split(separator: " ").last.map(String.init) ?? event }

  /// The text with its first digit changed, but never to zero.
  private func withAnotherDigit(_ text: String) -> String {
    guard let place = text.firstIndex(where: { ("0"..."9").contains($0) }) else { return text }
    let digit = text[place] == "8" ? "9" : "8"
    return text.replacingCharacters(in: place, with: digit)
  }

  /// The case in which an id is another one, wherever it occurs.
  private func renamed(_ old: String, to new: String) -> CaseReport? {
    let changed = replacing(tree, "") { path in
      guard let text = texts[path] else { return nil }
      switch Self.key(path) {
      case "id", "about", "evidence", "due-to", "related-to", "for", "because", "suspects", "seen-as", "part-of":
        return text == old ? new : nil
      case "at", "from", "until", "is":
        let words = text.split(separator: " ").map { $0 == old ? new : String($0) }
        return words.joined(separator: " ")
      default: return nil
      }
    }
    return try? CaseReport(from: CaseNodeDecoder(changed))
  }

  private func replacing(_ node: CaseNode, _ path: String, _ text: (String) -> String?) -> CaseNode {
    switch node.content {
    case .text(_, let style):
      guard let replaced = text(path) else { return node }
      return CaseNode(content: .text(replaced, style), offset: node.offset)
    case .list(let items):
      let items = items.enumerated().map { replacing($1, "\(path)[\($0)]", text) }
      return CaseNode(content: .list(items), offset: node.offset)
    case .map(let members):
      let members = members.map { member in
        CaseNode.Member(
          key: member.key, keyOffset: member.keyOffset,
          value: replacing(member.value, path.isEmpty ? member.key : "\(path).\(member.key)", text))
      }
      return CaseNode(content: .map(members), offset: node.offset)
    }
  }

  private static func key(_ path: String) -> String {
    String((path.split(separator: ".").last ?? "").prefix { $0 != "[" })
  }

  /// Every word that some key allows.
  private static let words: [String] =
    CaseReport.Sex.allCases.map(\.rawValue) + CaseReport.Condition.Kind.allCases.map(\.rawValue)
    + CaseReport.Condition.Status.allCases.map(\.rawValue) + CaseReport.Condition.Certainty.allCases.map(\.rawValue)
    + CaseReport.Investigation.Kind.allCases.map(\.rawValue) + CaseReport.Treatment.Kind.allCases.map(\.rawValue)
    + CaseReport.Treatment.Status.allCases.map(\.rawValue) + CaseReport.Flag.allCases.map(\.rawValue)
    + CaseReport.Trend.allCases.map(\.rawValue) + CaseReport.AbsentReason.allCases.map(\.rawValue)
    + CaseReport.Basis.allCases.map(\.rawValue) + CaseReport.AdverseEvent.Severity.allCases.map(\.rawValue)
    + CaseReport.AdverseEvent.Outcome.allCases.map(\.rawValue)
}

extension String {
  fileprivate func replacingCharacters(in place: Index, with text: String) -> String {
    String(self[..<place]) + text + String(self[index(after: place)...])
  }
}

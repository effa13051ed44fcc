// The two-way list: what fails and why. It may neither miss a failure nor name a case that passes.

import Foundation

struct KnownFailures {
  private let reasons: [String: String]

  /// Reads a list of lines `id, tab, reason`; `#` begins a comment.
  init(file: String) throws {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
      throw UnreadableFile(description: "cannot read the list of known failures, \(file)")
    }
    try self.init(text: text)
  }

  init(text: String) throws {
    var reasons: [String: String] = [:]
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: "\t", maxSplits: 1)
      guard fields.count == 2, !fields[1].allSatisfy(\.isWhitespace) else {
        throw UnreadableFile(description: "a known failure has no reason: \(fields.first ?? "")")
      }
      guard reasons.updateValue(String(fields[1]), forKey: String(fields[0])) == nil else {
        throw UnreadableFile(description: "a known failure is listed twice: \(fields[0])")
      }
    }
    self.reasons = reasons
  }

  func reason(for id: String) -> String? { reasons[id] }
}

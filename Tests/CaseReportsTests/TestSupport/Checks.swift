// Reads a case file with markers in it and compares what is found there.

import FHIRCore
import Testing

@testable import CaseReports

/// What every case file begins with.
let header = "format: case/1\ncase: a\n"

/// Reads a text as a case file.
func read(_ text: String, file: String = "case.yaml", limits: CaseLimits = CaseLimits()) -> CaseReading {
  CaseReport.read(Array(text.utf8), file: file, limits: limits)
}

/// A text with places marked by 1️⃣ to 9️⃣.
struct MarkedText {
  /// The text without its markers.
  let text: String
  /// Line and column of each marker.
  let places: [Character: String]

  init(_ marked: String) {
    var text = ""
    var places: [Character: String] = [:]
    for character in marked {
      if character.unicodeScalars.contains("\u{20E3}") {
        let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        places[character] = "\(lines.count):\((lines.last?.count ?? 0) + 1)"
      } else {
        text.append(character)
      }
    }
    self.text = text
    self.places = places
  }
}

/// Reads a marked case file and expects exactly these findings, each as `error: message [rule]` at its marker.
func check(
  _ marked: String, finds expected: [Character: String], at location: SourceLocation = #_sourceLocation
) {
  let marked = MarkedText(marked)
  let reading = read(marked.text)
  let found = reading.diagnostics.map { finding in
    "\(finding.place.line):\(finding.place.column): \(finding.rule.severity): \(finding.message) [\(finding.rule.id)]"
  }
  let wanted = expected.map { "\(marked.places[$0.key] ?? "no marker \($0.key)"): \($0.value)" }
  #expect(found.sorted() == wanted.sorted(), sourceLocation: location)
}

// The schema that editors use is the one that the shapes make.

import FHIRCore
import Foundation
import Testing

@testable import CaseReports

@Suite struct SchemaTests {
  @Test func isUpToDate() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Docs/case.schema.json")
    let schema = Data(CaseReport.jsonSchema())
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" { try schema.write(to: file) }
    #expect(try Data(contentsOf: file) == schema, "run the tests with UPDATE_GOLDEN=1 and look at the difference")
  }

  @Test func describesEveryKey() {
    var shapes: [CaseShape] = [.report]
    var seen: Set<String> = []
    while let shape = shapes.popLast() {
      guard seen.insert(shape.name).inserted else { continue }
      for key in shape.keys {
        #expect(CaseSchemaText.description(of: key).hasSuffix("."), "\(key.name)")
        if case .map(let inner) = key.content { shapes.append(inner) }
        if case .list(let inner) = key.content { shapes.append(inner) }
      }
    }
  }

  /// The patterns of the schema and the grammars of the reader take the same texts.
  @Test(
    arguments: [
      (
        "time",
        ["T4", "after T5", "2 weeks after T1", "at most 1.5 hours before T2", "during ep", "after 1 course of ep"]
      ),
      ("value", ["7.0 ng/mL", "-2 to 1 mmol/L", "≤ 5", "1:640", "7.40", "\u{2212}1 mmol/L", "4.2 ×10^9/L"]),
      ("dose-text", ["125 mg/day", "5 to 10 mg"]), ("interval", ["about 3 days"]), ("cycle", ["every 3 to 4 weeks"]),
      ("event", ["visit", "start of ep", "ct-2"]), ("date", ["2018", "2018-03-05T10:00:00.5+09:00"]),
    ])
  func takesWhatTheGrammarsTake(name: String, texts: [String]) throws {
    let pattern = try pattern(name)
    for text in texts {
      #expect(text.firstMatch(of: pattern) != nil, "\(name): \(text)")
      #expect(accepts(text, as: name), "\(name): \(text)")
    }
  }

  @Test(
    arguments: [
      ("time", ["day 14", "2 weeks", "2  weeks after T1", "01 day after T1", "T1 to T2"]),
      ("value", ["positive", "<5", "5mg", "5,3 mg", "007", "7  mg", "1:"]), ("dose-text", ["125", "5mg", "x mg"]),
      ("interval", ["3", "3 Tage"]), ("cycle", ["weekly", "every week", "every about 3 weeks"]),
      ("event", ["Start of x", "start of"]), ("date", ["2018/03", "2018-3", "2018-03-05T10:00:00"]),
    ])
  func refusesWhatTheGrammarsRefuse(name: String, texts: [String]) throws {
    let pattern = try pattern(name)
    for text in texts {
      #expect(text.firstMatch(of: pattern) == nil, "\(name): \(text)")
      #expect(!accepts(text, as: name), "\(name): \(text)")
    }
  }

  private func pattern(_ name: String) throws -> Regex<AnyRegexOutput> {
    let schema = try #require(
      JSONSerialization.jsonObject(with: Data(CaseReport.jsonSchema())) as? [String: Any])
    let definitions = try #require(schema["definitions"] as? [String: [String: Any]])
    return try Regex(#require(definitions[name]?["pattern"] as? String))
  }

  private func accepts(_ text: String, as name: String) -> Bool {
    switch name {
    case "time": (try? RelativeTime(text)) != nil
    case "value": (try? MeasuredValue(text)) != nil
    case "dose-text": (try? DoseText(text)) != nil
    case "interval": (try? Interval(text)) != nil
    case "cycle": (try? Cycle(text)) != nil
    case "event": (try? AnchorEvent(text)) != nil
    default: FHIRDateTime(text: text) != nil
    }
  }
}

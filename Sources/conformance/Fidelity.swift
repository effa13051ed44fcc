// The suite of fidelity: what is read comes back. The sets in JSON are judged; those in XML wait for its codec.

import FHIRCore
import FHIRJSON

enum Fidelity {
  static func judge(_ test: Suite.Case) -> Outcome {
    do {
      switch test.field("kind") {
      case "roundtrip": return try roundTrip(test.file("json"))
      case "pair": return .skipped("FHIR XML is not read yet")
      case "json-syntax": return try syntax(test.file("file"), expected: test.field("expect"))
      case "xml-syntax": return .skipped("XML is not read yet")
      case "corner", "verdict":
        guard test.field("file")?.hasSuffix(".json") == true else { return .skipped("XML is not read yet") }
        return try corner(test.file("file"), expected: test.field("expect"))
      default: return .skipped("a kind of case without a judge")
      }
    } catch {
      return .failed("\(error)")
    }
  }

  /// JSON, through the tree and back: equal, with members in any order and numbers compared as text.
  static func roundTrip(_ text: [UInt8]) throws -> Outcome {
    var reader = JSONReader()
    let tree = try reader.read(text)
    if let finding = reader.diagnostics.first(where: { $0.rule.severity == .error }) {
      return .failed("an error in a valid file: \(finding)")
    }
    for style in [JSONWriter.Style.compact, .pretty] {
      let written = JSONWriter(style: style).write(tree.root)
      if let difference = try JSONEquality.difference(text, written) { return .failed("\(style): \(difference)") }
    }
    return .passed
  }

  /// Syntax alone: `y` is read and `n` refused, whether the reader knows FHIR or not.
  static func syntax(_ text: [UInt8], expected: String?) -> Outcome {
    var plain = JSONReader(definitions: nil)
    var reader = JSONReader()
    let isAccepted = (try? plain.read(text)) != nil
    guard ((try? reader.read(text)) != nil) == isAccepted else {
      return .failed("\(isAccepted ? "accepted" : "refused") without definitions, not with them")
    }
    switch expected {
    case "either": return .passed
    case "accept", "y": return isAccepted ? .passed : .failed("refused")
    case "reject", "n": return isAccepted ? .failed("accepted") : .passed
    default: return .skipped("a verdict that is not known: \(expected ?? "none")")
    }
  }

  static func corner(_ text: [UInt8], expected: String?) throws -> Outcome {
    switch expected {
    case "roundtrip": return try roundTrip(text)
    case "roundtrip-each-line":
      for line in NDJSONLines(text) {
        let outcome = try roundTrip(Array(text[line.range]))
        if outcome != .passed { return outcome }
      }
      return .passed
    case "reject": return hasErrors(text) ? .passed : .failed("accepted")
    case "accept": return hasErrors(text) ? .failed("refused") : .passed
    case "informative": return .skipped("no verdict is expected")
    default: return .skipped("a verdict that is not known: \(expected ?? "none")")
    }
  }

  private static func hasErrors(_ text: [UInt8]) -> Bool {
    var reader = JSONReader()
    do { _ = try reader.read(text) } catch { return true }
    return reader.diagnostics.contains { $0.rule.severity == .error }
  }
}

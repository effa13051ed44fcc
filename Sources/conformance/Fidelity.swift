// The suite of fidelity: what is read comes back, in both syntaxes and from one to the other.

import FHIRCore
import FHIRJSON
import FHIRXML
import XMLSAX

enum Fidelity {
  static func judge(_ test: Suite.Case) -> Outcome {
    do {
      switch test.field("kind") {
      case "roundtrip": return try roundTrip(test.file("json"))
      case "pair": return try pair(json: test.file("json"), xml: test.file("xml"))
      case "json-syntax": return try syntax(test.file("file"), expected: test.field("expect"))
      case "xml-syntax": return try xmlSyntax(test.file("file"), expected: test.field("expect"))
      case "corner", "verdict":
        let isXML = test.field("file")?.hasSuffix(".xml") == true
        return try corner(test.file("file"), isXML: isXML, expected: test.field("expect"))
      default: return .skipped("a kind of case without a judge")
      }
    } catch {
      return .failed("\(error)")
    }
  }

  /// JSON, through the tree and back, and through XML: equal, with members in any order and numbers compared as text.
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
    for style in [XMLWriter.Style.compact, .pretty] {
      let outcome = try compare(text, withXML: XMLWriter(style: style).write(tree.root))
      if outcome != .passed { return outcome }
    }
    return .passed
  }

  /// What XML says, as JSON, against JSON.
  private static func compare(_ json: [UInt8], withXML xml: [UInt8]) throws -> Outcome {
    var reader = XMLReader()
    let tree = try reader.read(xml)
    if let finding = reader.diagnostics.first(where: { $0.rule.severity == .error }) {
      return .failed("an error in valid XML: \(finding)")
    }
    let difference = try JSONEquality.difference(json, JSONWriter().write(tree.root))
    return difference.map { .failed("through XML: \($0)") } ?? .passed
  }

  /// An official JSON file and its official XML file: the same resource.
  static func pair(json: [UInt8], xml: [UInt8]) throws -> Outcome { try compare(json, withXML: xml) }

  /// XML, through the tree and back: the same tree.
  static func roundTrip(xml text: [UInt8]) throws -> Outcome {
    var reader = XMLReader()
    let tree = try reader.read(text)
    if let finding = reader.diagnostics.first(where: { $0.rule.severity == .error }) {
      return .failed("an error in a valid file: \(finding)")
    }
    return try compare(JSONWriter().write(tree.root), withXML: XMLWriter().write(tree.root))
  }

  /// Syntax alone: what is well-formed is read, what is not is refused, and a document type declaration may be refused.
  static func xmlSyntax(_ text: [UInt8], expected: String?) -> Outcome {
    let isAccepted = isWellFormed(text)
    switch expected {
    case "either", "reject-or-no-external-access": return .passed
    case "accept": return isAccepted ? .passed : .failed("refused")
    case "reject": return isAccepted ? .failed("accepted") : .passed
    default: return .skipped("a verdict that is not known: \(expected ?? "none")")
    }
  }

  private static func isWellFormed(_ text: [UInt8]) -> Bool {
    let handler = Indifferent()
    do {
      let decoded = try XMLText(text, file: "-")
      var parser = XMLParser(handler)
      try parser.feed(decoded.bytes.span)
      try parser.finish()
      return true
    } catch { return false }
  }

  private final class Indifferent: XMLHandler {
    func start(_ name: Span<UInt8>, key: UInt, prefix: Span<UInt8>, namespace: Span<UInt8>, at offset: Int) {}
    func attribute(_ name: Span<UInt8>, prefix: Span<UInt8>, namespace: Span<UInt8>, value: Span<UInt8>) {}
    func attributesEnd() {}
    func end(at offset: Int) {}
    func text(_ text: Span<UInt8>, isCDATA: Bool, at offset: Int) {}
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

  static func corner(_ text: [UInt8], isXML: Bool = false, expected: String?) throws -> Outcome {
    switch expected {
    case "roundtrip" where isXML: return try roundTrip(xml: text)
    case "roundtrip": return try roundTrip(text)
    case "roundtrip-each-line":
      for line in NDJSONLines(text) {
        let outcome = try roundTrip(Array(text[line.range]))
        if outcome != .passed { return outcome }
      }
      return .passed
    case "reject", "reject-strict": return hasErrors(text, isXML) ? .passed : .failed("accepted")
    case "accept": return hasErrors(text, isXML) ? .failed("refused") : .passed
    case "informative": return .skipped("no verdict is expected")
    default: return .skipped("a verdict that is not known: \(expected ?? "none")")
    }
  }

  private static func hasErrors(_ text: [UInt8], _ isXML: Bool) -> Bool {
    !ValidatorSuite.errors(of: text, isXML: isXML).isEmpty
  }
}

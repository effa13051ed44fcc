// The suite of conversions: whether what a message says of each result stands in the Bundle that is made of it.

import FHIRCore
import FHIRJSON
import Interchange

enum ConversionSuite {
  static func judge(_ test: Suite.Case) -> Outcome {
    guard test.field("format") == "hl7v2-er7" else { return .skipped("CDA is not read yet") }
    do {
      let conversion = Converter(to: .ndjson).convert(try test.file("input"), file: test.id)
      let facts = test.row.children("facts").filter { $0.child("type") != nil }.map(Fact.init)
      guard let output = conversion.output else {
        return .facts(0, of: facts.count, missing: ["no Bundle: \(conversion.diagnostics.first?.message ?? "")"])
      }
      if let difference = conversion.back?.first {
        return .facts(0, of: facts.count, missing: ["it does not come back: \(difference.place.path ?? "")"])
      }
      let results = try observations(output)
      let missing = facts.compactMap { fact in
        results.contains(where: fact.isIn) ? nil : "\(fact.type) \(fact.codes.joined(separator: " or "))"
      }
      return .facts(facts.count - missing.count, of: facts.count, missing: missing)
    } catch {
      return .failed("\(error)")
    }
  }

  private static func observations(_ lines: [UInt8]) throws -> [Node] {
    var reader = JSONReader(definitions: nil)
    return try NDJSONLines(lines).flatMap { line in
      try reader.read(Array(lines[line.range]), file: "").root.children("entry").compactMap { $0.child("resource") }
    }.filter { $0.child("resourceType")?.string == "Observation" }
  }
}

/// What an OBX says of its result.
private struct Fact {
  let type: String
  let codes: [String]
  private let row: Node

  init(_ row: Node) {
    self.row = row
    type = row.child("type")?.string ?? ""
    codes = ["code", "alt"].compactMap { row.child($0)?.string }.filter { !$0.isEmpty }
  }

  private func field(_ name: String) -> String? {
    row.child(name)?.string.flatMap { $0.isEmpty || $0 == "\"\"" ? nil : $0 }
  }

  func isIn(_ result: Node) -> Bool {
    guard codes.isEmpty || result.child("code")?.children("coding").contains(where: isMeant) == true else {
      return false
    }
    let texts = Self.texts(of: result)
    func says(_ text: String?) -> Bool { text.map { texts.contains($0) } ?? true }
    let flags = (field("flag") ?? "").split(separator: "~").map { $0.prefix { $0 != "^" } }
    let interpretation = Set(result.children("interpretation").flatMap(Self.texts))
    return hasValue(result) && (says(field("unit")) || says(field("unit").map { String($0.prefix { $0 != "^" }) }))
      && (field("range") == nil || result.child("referenceRange") != nil)
      && flags.allSatisfy { interpretation.contains(String($0)) } && says(field("status"))
      && (field("time").map { Self.isDay($0, result.child("effectiveDateTime")?.string) } ?? true)
  }

  private func isMeant(_ coding: Node) -> Bool { coding.child("code")?.string.map(codes.contains) ?? false }

  /// The date of HL7 v2 begins the date of FHIR, as far as both go.
  private static func isDay(_ time: String, _ date: String?) -> Bool {
    let digits = (date ?? "").filter { $0 != "-" }.prefix(8)
    return !digits.isEmpty && time.prefix(digits.prefix { $0 != "T" }.count) == digits.prefix { $0 != "T" }
  }

  private func hasValue(_ result: Node) -> Bool {
    // Only what is a value counts, not what is carried.
    let parts = ([result] + result.children("component")).flatMap(\.children)
      .filter { $0.nameString.hasPrefix("value") || $0.nameString == "extension" && Self.isAttachment($0) }
    let texts = Set(parts.flatMap(Self.texts))
    return (field("value") ?? "").split(separator: "~").allSatisfy { repetition in
      let components = repetition.split(separator: "^", omittingEmptySubsequences: false).map(String.init)
      let wanted: [String]
      switch type {
      case "CWE", "CE", "CNE": wanted = [0, 1, 3, 4].compactMap { $0 < components.count ? components[$0] : nil }
      case "ED": wanted = Array(components.dropFirst(4).prefix(1))
      case "RP", "HD": wanted = Array(components.prefix(1))
      case "SN": return Self.isNumber(components, in: texts)
      case "VR": wanted = [String(repetition)]
      case "DT", "TS", "DTM": return texts.contains { Self.isDay(components[0], $0) }
      case "DR": return components.allSatisfy { part in texts.contains { Self.isDay(part, $0) } }
      default: wanted = Array(components.prefix(1))
      }
      return wanted.filter { !$0.isEmpty }.allSatisfy { texts.contains(Self.unescaped($0)) || texts.contains($0) }
    }
  }

  private static func isAttachment(_ extension: Node) -> Bool { `extension`.child("valueAttachment") != nil }

  /// The numbers of a structured one, each by itself or in a text.
  private static func isNumber(_ components: [String], in texts: Set<String>) -> Bool {
    let numbers = components.filter { $0.contains(where: \.isNumber) }
    return numbers.allSatisfy { number in
      texts.contains(number) || texts.contains { $0.split(separator: " ").contains(Substring(number)) }
    }
  }

  private static func unescaped(_ text: String) -> String {
    var text = text
    for (code, sign) in [("F", "|"), ("S", "^"), ("T", "&"), ("R", "~"), (".br", "\n"), ("E", "\\")] {
      text = text.replacing("\\\(code)\\", with: sign)
    }
    return text
  }

  /// All values below a node as they are written.
  private static func texts(of node: Node) -> [String] {
    let own = node.string.map { [$0] } ?? (node.lexeme.isEmpty ? [] : [String(decoding: node.lexeme, as: UTF8.self)])
    return own + node.children.flatMap(texts)
  }
}

// As much of JSON Schema (draft-07) as the schema of case files uses, to judge a case as an editor does.

import Foundation

/// A JSON Schema; a keyword that it does not know is a violation, so that none is passed over in silence.
struct JSONSchema {
  private let root: [String: Any]
  private static let annotations: Set<String> = ["$schema", "title", "description", "definitions"]

  init(_ bytes: [UInt8]) throws {
    root = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] ?? [:]
  }

  /// What is wrong with a value, each with the path of the place.
  func violations(_ value: Any) -> [String] { check(value, root, "") }

  private func check(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
    // Draft-07 ignores what stands beside `$ref`.
    if let name = schema["$ref"] as? String {
      guard name.hasPrefix("#/definitions/"),
        let definition = (root["definitions"] as? [String: [String: Any]])?[String(name.dropFirst(14))]
      else { return ["\(path): no \(name)"] }
      return check(value, definition, path)
    }
    return schema.sorted { $0.key < $1.key }.flatMap { keyword, content in
      check(value, keyword, content, in: schema, path)
    }
  }

  private func check(
    _ value: Any, _ keyword: String, _ content: Any, in schema: [String: Any], _ path: String
  ) -> [String] {
    func fails(_ isWrong: Bool) -> [String] { isWrong ? ["\(path): \(keyword)"] : [] }
    let members = value as? [String: Any]
    switch (keyword, content) {
    case ("type", let types as [String]): return fails(!types.contains { Self.is(value, $0) })
    case ("type", let type as String): return fails(!Self.is(value, type))
    case ("const", let text as String): return fails(value as? String != text)
    case ("enum", let texts as [String]): return fails(!texts.contains { $0 == value as? String })
    case ("pattern", let pattern as String):
      guard let text = value as? String else { return [] }
      guard let regex = try? Regex(pattern) else { return ["\(path): no pattern"] }
      return fails(text.firstMatch(of: regex) == nil)
    case ("required", let names as [String]): return fails(members.map { !names.allSatisfy($0.keys.contains) } ?? false)
    case ("additionalProperties", _):
      let known = schema["properties"] as? [String: Any] ?? [:]
      return members.map { $0.keys.filter { known[$0] == nil }.sorted().map { "\(path).\($0): \(keyword)" } } ?? []
    case ("properties", let schemas as [String: [String: Any]]):
      return (members ?? [:]).sorted { $0.key < $1.key }.flatMap { name, member in
        schemas[name].map { check(member, $0, path.isEmpty ? name : "\(path).\(name)") } ?? []
      }
    case ("items", let schema as [String: Any]):
      return (value as? [Any] ?? []).enumerated().flatMap { check($1, schema, "\(path)[\($0)]") }
    case ("anyOf", let schemas as [[String: Any]]):
      return fails(!schemas.contains { check(value, $0, path).isEmpty })
    case ("not", let schema as [String: Any]): return fails(check(value, schema, path).isEmpty)
    case ("minimum", let least as NSNumber):
      return fails((value as? NSNumber).map { $0.compare(least) == .orderedAscending } ?? false)
    default: return Self.annotations.contains(keyword) ? [] : ["\(path): unknown keyword \(keyword)"]
    }
  }

  private static func `is`(_ value: Any, _ type: String) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "number": value is Int || value is Double
    case "integer": value is Int
    default: false
    }
  }
}

// The JSON Schema of case files, made from the shapes that reading checks, so that an editor knows what we know.

internal import FHIRCore
internal import FHIRJSON

extension CaseReport {
  /// The JSON Schema (draft-07) of case files, for editors of YAML and JSON.
  ///
  /// It knows keys, types, words and grammars. What hangs together across a file (ids, references, anchors, units, the
  /// order of times) only reading checks. A bare number is allowed where one is natural, such as `grade: 3`, for an
  /// editor takes it for a number where we take it for text.
  public static func jsonSchema() -> [UInt8] {
    JSONWriter(style: .pretty, definitions: nil).write(elements(CaseSchema().root).root)
  }
}

/// Makes the schema as a common tree.
private struct CaseSchema {
  /// The schema of the whole file.
  var root: CaseNode {
    var members: [CaseNode.Member] = [
      .init("$schema", .text("http://json-schema.org/draft-07/schema#")),
      .init("title", .text("Case file, \(CaseReport.currentFormat)")),
    ]
    if case .map(let report) = schema(of: .report).content { members += report }
    let shapes: [CaseShape] = [
      .source, .subject, .age, .note, .anchor, .condition, .stage, .part, .investigation, .result, .treatment, .stop,
      .dose, .adverseEvent,
    ]
    let definitions =
      shapes.map { CaseNode.Member(Self.name(of: $0), schema(of: $0)) }
      + CasePattern.all.map { CaseNode.Member($0.name, text(matching: $0.pattern, bareNumber: $0.bareNumber)) }
    members.append(.init("definitions", .map(definitions)))
    return .map(members)
  }

  /// The name of a shape among the definitions: `adverse-event` for `an adverse event`.
  private static func name(of shape: CaseShape) -> String {
    // Results and the entries of the course have the same keys.
    if shape.entry == .course { return name(of: .result) }
    return shape.name.split(separator: " ").dropFirst().joined(separator: "-")
  }

  private func schema(of shape: CaseShape) -> CaseNode {
    var members: [CaseNode.Member] = [
      .init("type", .text("object")), .init("additionalProperties", .literal("false")),
    ]
    let required = shape.keys.filter(\.isRequired).map { CaseNode.text($0.name) }
    if !required.isEmpty { members.append(.init("required", .list(required))) }
    members += shape.constraints.flatMap(schema(of:))
    members.append(.init("properties", .map(shape.keys.map { .init($0.name, schema(of: $0)) })))
    return .map(members)
  }

  private func schema(of constraint: CaseConstraint) -> [CaseNode.Member] {
    func anyOf(_ keys: [String]) -> CaseNode.Member {
      .init("anyOf", .list(keys.map { .map([.init("required", .list([.text($0)]))]) }))
    }
    switch constraint {
    case .momentOrPeriod:
      return [
        .init(
          "not",
          .map([
            .init("required", .list([.text("at")])), anyOf(["from", "until"]),
          ]))
      ]
    case .finding: return [anyOf(["value", "result", "absent", "parts"])]
    case .dose: return [anyOf(["dose", "text"])]
    case .stop: return [anyOf(["text", "because", "states"])]
    case .treatment: return []
    }
  }

  private func schema(of key: CaseShape.Key) -> CaseNode {
    let members: [CaseNode.Member] =
      switch key.content {
      case .text: freeText(key.name)
      case .format: [.init("const", .text(CaseReport.currentFormat))]
      case .caseID, .entryID: reference("id")
      case .anchorID: reference("anchor-id")
      case .statements: list(of: reference("statement-id"))
      case .reference: reference("id")
      case .references: list(of: reference("id"))
      case .time: reference("time")
      case .anchorTime: [.init("anyOf", .list([.map(reference("time")), .map(reference("date"))]))]
      case .event: reference("event")
      case .value: reference("value")
      case .dose: reference("dose-text")
      case .interval: reference("interval")
      case .cycle: reference("cycle")
      case .wholeNumber: reference("whole-number")
      case .date: reference("date")
      case .doi: [.init("type", .text("string")), .init("pattern", .text("^10\\..+/.+$"))]
      case .language:
        [.init("type", .text("string")), .init("pattern", .text("^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$"))]
      case .word(let words): [.init("enum", .list(words.map { .text($0) }))]
      case .texts: list(of: freeText(""))
      case .map(let shape): reference(Self.name(of: shape))
      case .list(let shape): list(of: reference(Self.name(of: shape)))
      }
    // Draft-07 ignores what stands beside `$ref`; editors show it all the same.
    return .map([.init("description", .text(CaseSchemaText.description(of: key)))] + members)
  }

  private func reference(_ name: String) -> [CaseNode.Member] { [.init("$ref", .text("#/definitions/\(name)"))] }

  private func list(of items: [CaseNode.Member]) -> [CaseNode.Member] {
    [.init("type", .text("array")), .init("items", .map(items))]
  }

  private func freeText(_ key: String) -> [CaseNode.Member] {
    let type: CaseNode =
      ["result", "grade", "name", "text"].contains(key)
      ? .list([.text("string"), .text("number")]) : .text("string")
    return [.init("type", type), .init("pattern", .text("\\S"))]
  }

  private func text(matching pattern: String, bareNumber: String?) -> CaseNode {
    var members: [CaseNode.Member] = [
      .init("type", bareNumber.map { .list([.text("string"), .text($0)]) } ?? .text("string"))
    ]
    // A pattern judges strings only, so a bare number passes.
    members.append(.init("pattern", .text("^(\(pattern))$")))
    return .map(members)
  }
}

/// The grammars as regular expressions.
private struct CasePattern {
  let name: String
  let pattern: String
  /// The type of a number that may stand here without quotes: `number` or `integer`.
  var bareNumber: String?

  private static let number = "(0|[1-9][0-9]*)(\\.[0-9]+)?"
  private static let signed = "[-\u{2212}]?\(number)"
  private static let entry = "[a-z][a-z0-9]*(-[a-z0-9]+)*"
  private static let word = "[A-Za-z][A-Za-z0-9._-]*"
  private static let unit = "[^ ]+( [^ ]+)*"
  private static let timeUnit = "(\(TimeUnit.allCases.map(\.rawValue).joined(separator: "|")))s?"
  private static let length = "\(number)( to \(number))? \(timeUnit)"
  private static let interval = "((about|at least|at most) )?\(length)"

  static let all: [CasePattern] = [
    CasePattern(name: "id", pattern: entry),
    CasePattern(name: "anchor-id", pattern: word),
    CasePattern(name: "statement-id", pattern: word),
    CasePattern(
      name: "time",
      pattern:
        "\(word)|(\(interval) )?(after|before) \(word)|during \(entry)|after (0|[1-9][0-9]*) courses? of \(entry)"),
    CasePattern(
      name: "date",
      pattern: "[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2}))?)?)?",
      bareNumber: "number"),
    CasePattern(name: "event", pattern: "visit|((start|end) of )?\(entry)"),
    CasePattern(
      name: "value",
      pattern:
        "((<|<=|≤|>|>=|≥) )?\(signed)( \(unit))?|\(signed) to \(signed)( \(unit))?|((<|<=|≤|>|>=|≥) )?\(number):\(number)",
      bareNumber: "number"),
    CasePattern(name: "dose-text", pattern: "\(number)( to \(number))? \(unit)"),
    CasePattern(name: "interval", pattern: interval),
    CasePattern(name: "cycle", pattern: "every \(length)"),
    CasePattern(name: "whole-number", pattern: "[1-9][0-9]*", bareNumber: "integer"),
  ]
}

extension CaseNode {
  fileprivate static func text(_ text: String) -> CaseNode { CaseNode(content: .text(text, .quoted), offset: 0) }
  fileprivate static func literal(_ text: String) -> CaseNode { CaseNode(content: .text(text, .literal), offset: 0) }
  fileprivate static func list(_ items: [CaseNode]) -> CaseNode { CaseNode(content: .list(items), offset: 0) }
  fileprivate static func map(_ members: [Member]) -> CaseNode { CaseNode(content: .map(members), offset: 0) }
}

extension CaseNode.Member {
  fileprivate init(_ key: String, _ value: CaseNode) { self.init(key: key, keyOffset: 0, value: value) }
}

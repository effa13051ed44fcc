// What Swift's coders see of a tree: JSON's keys and values, numbers as text. Short-lived; the truth is the tree.

internal import FHIRCore
internal import FHIRDefinitions
internal import FHIRJSON

/// A JSON value with its members in order and its numbers as they are written.
///
/// FHIR's `value[x]`, `_x` and the pairing of lists with null exist in the JSON codec alone. So a tree is written as JSON
/// and read without definitions to come here, and the other way to go back: coders see exactly what a file would have.
indirect enum JSONValue {
  case null
  case boolean(Bool)
  /// The lexeme.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// A key and its value.
  struct Member {
    var key: String
    var value: JSONValue
  }

  /// Coders recurse, so they go no deeper than any stack allows; readers stop at half of it unless they are told otherwise.
  private static let limits = Limits(depth: 1_024)

  /// What an element of a tree looks like in JSON.
  init(_ node: Node) throws(Diagnostic) {
    var reader = JSONReader(definitions: nil, limits: Self.limits)
    self.init(untyped: try reader.read(JSONWriter().write(node.standingAlone)).root)
  }

  /// A value of a tree that was read without definitions.
  private init(untyped node: Node) {
    switch node.kind {
    case .null: self = .null
    case .boolean: self = .boolean(node.string == "true")
    case .number: self = .number(node.string ?? "")
    case .string: self = .string(node.string ?? "")
    case .none:
      if node.flags.contains(.list) {
        self = .array(node.children.map { JSONValue(untyped: $0) })
        return
      }
      self = .object(Self.members(of: node))
    }
  }

  private static func members(of node: Node) -> [Member] {
    var members: [Member] = []
    var items: [JSONValue] = []
    var child = node.firstChild
    while let current = child {
      child = current.nextSibling
      let value = JSONValue(untyped: current)
      guard current.flags.contains(.repeats) else {
        members.append(Member(key: current.nameString, value: value))
        continue
      }
      // The items of a list stand together.
      items.append(value)
      if let child, child.flags.contains(.repeats), child.name == current.name { continue }
      members.append(Member(key: current.nameString, value: .array(items)))
      items = []
    }
    return members
  }

  /// The JSON text.
  var text: [UInt8] {
    var text: [UInt8] = []
    append(to: &text)
    return text
  }

  private func append(to text: inout [UInt8]) {
    switch self {
    case .null: text += "null".utf8
    case .boolean(let value): text += (value ? "true" : "false").utf8
    case .number(let lexeme): text += lexeme.utf8
    case .string(let string): text.appendJSONString(string)
    case .array(let items):
      text.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { text.append(UInt8(ascii: ",")) }
        item.append(to: &text)
      }
      text.append(UInt8(ascii: "]"))
    case .object(let members):
      text.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { text.append(UInt8(ascii: ",")) }
        text.appendJSONString(member.key)
        text.append(UInt8(ascii: ":"))
        member.value.append(to: &text)
      }
      text.append(UInt8(ascii: "}"))
    }
  }
}

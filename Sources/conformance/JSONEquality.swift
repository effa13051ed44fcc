// Whether two JSON texts say the same, judged without definitions and without a number ever being computed.

import FHIRCore
import FHIRJSON

enum JSONEquality {
  /// The path of the first difference; nil if there is none.
  ///
  /// Members may stand in any order; items of lists may not; numbers are compared as text, and text byte by byte.
  static func difference(_ left: [UInt8], _ right: [UInt8]) throws -> String? {
    var reader = JSONReader(definitions: nil)
    return try difference(reader.read(left).root, reader.read(right).root, "$")
  }

  private static func difference(_ left: Node, _ right: Node, _ path: String) -> String? {
    guard left.kind == right.kind, left.lexeme == right.lexeme else { return "another value at \(path)" }
    guard left.flags.subtracting(.decoded) == right.flags.subtracting(.decoded) else {
      return "another kind of value at \(path)"
    }
    let rightMembers = members(of: right)
    let leftMembers = members(of: left)
    for (key, items) in leftMembers {
      let name = String(decoding: key, as: UTF8.self)
      guard let others = rightMembers[key] else { return "missing: \(path).\(name)" }
      guard items.count == others.count else { return "another number of items: \(path).\(name)" }
      for (index, (item, other)) in zip(items, others).enumerated() {
        if let found = difference(item, other, "\(path).\(name)[\(index)]") { return found }
      }
    }
    let added = rightMembers.keys.first { leftMembers[$0] == nil }
    return added.map { "added: \(path).\(String(decoding: $0, as: UTF8.self))" }
  }

  /// By bytes, for Swift takes a text and its canonical equivalent for one.
  private static func members(of node: Node) -> [[UInt8]: [Node]] {
    Dictionary(grouping: node.children) { Array($0.nameString.utf8) }
  }
}

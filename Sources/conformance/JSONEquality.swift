// Whether two JSON texts say the same, judged without definitions and without a number ever being computed.

import FHIRCore
import FHIRJSON

enum JSONEquality {
  /// The path of the first difference; nil if there is none.
  ///
  /// Members may stand in any order; items of lists may not; numbers are compared as text.
  static func difference(_ left: [UInt8], _ right: [UInt8]) throws -> String? {
    var reader = JSONReader(definitions: nil)
    return try difference(reader.read(left).root, reader.read(right).root, "$")
  }

  private static func difference(_ left: Node, _ right: Node, _ path: String) -> String? {
    guard left.kind == right.kind, left.string == right.string else { return "another value at \(path)" }
    guard left.flags.subtracting(.decoded) == right.flags.subtracting(.decoded) else {
      return "another kind of value at \(path)"
    }
    let leftMembers = Dictionary(grouping: left.children, by: \.nameString)
    let rightMembers = Dictionary(grouping: right.children, by: \.nameString)
    for (name, items) in leftMembers {
      guard let others = rightMembers[name] else { return "missing: \(path).\(name)" }
      guard items.count == others.count else { return "another number of items: \(path).\(name)" }
      for (index, (item, other)) in zip(items, others).enumerated() {
        if let found = difference(item, other, "\(path).\(name)[\(index)]") { return found }
      }
    }
    return rightMembers.keys.first { leftMembers[$0] == nil }.map { "added: \(path).\($0)" }
  }
}

// Follows the paths of a ledger into a bundle: the little of FHIRPath that they use.

import FHIRCore
import FHIRModels

/// A path such as `Bundle.entry[3].resource.ofType(Patient).extension('url').value`.
enum SimplePath {
  /// The elements at a path below a bundle.
  static func evaluate(_ path: String, in bundle: Node) -> [Node] {
    var nodes = [bundle]
    for (index, step) in steps(path).enumerated() where index > 0 {
      nodes = apply(step, to: nodes)
    }
    return nodes
  }

  private static func apply(_ step: String, to nodes: [Node]) -> [Node] {
    var name = Substring(step)
    var wanted: Int?
    if name.last == "]", let open = name.lastIndex(of: "[") {
      wanted = Int(name[name.index(after: open)...].dropLast())
      name = name[..<open]
    }
    var found: [Node]
    if let argument = argument(of: "ofType", name) {
      found = nodes.filter { R4.AnyResource($0).resourceType == argument }
    } else if let argument = argument(of: "extension", name) {
      let url = String(argument.dropFirst().dropLast())
      found = nodes.flatMap { $0.children("extension") }.filter { $0.child("url")?.string == url }
    } else {
      found = nodes.flatMap { $0.children(String(name)) }
    }
    if let wanted { found = found.indices.contains(wanted) ? [found[wanted]] : [] }
    return found
  }

  private static func argument(of function: String, _ step: Substring) -> String? {
    guard step.hasPrefix("\(function)("), step.hasSuffix(")") else { return nil }
    return String(step.dropFirst(function.count + 1).dropLast())
  }

  /// The steps of a path; a point in quotes does not end one.
  private static func steps(_ path: String) -> [String] {
    var steps = [""]
    var isQuoted = false
    for character in path {
      if character == "'" { isQuoted.toggle() }
      if character == ".", !isQuoted {
        steps.append("")
      } else {
        steps[steps.count - 1].append(character)
      }
    }
    return steps
  }
}

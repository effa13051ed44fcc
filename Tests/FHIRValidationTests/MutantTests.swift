// Thousands of valid resources, each with one thing broken: it is found, where it is, and nothing else is.

import FHIRCore
import FHIRDefinitions
import FHIRJSON
import FHIRValidation
import Foundation
import TestSupport
import Testing

struct MutantTests {
  /// The examples, and how many mutants are made of each; `MUTANTS=N` in the environment makes N of each.
  ///
  /// A mutant costs as much as its example is large, so most are of the small one.
  static let examples = [("first-case", 2_000), ("anaphylaxis", 40), ("dermatomyositis", 40)].map {
    (path: "Examples/\($0)/expected/bundle.json", count: environmentCount ?? $1)
  }

  private static var environmentCount: Int? { ProcessInfo.processInfo.environment["MUTANTS"].flatMap { Int($0) } }

  @Test(arguments: examples) func everyMutantIsFoundWhereItIs(path: String, count: Int) throws {
    let bytes = try Repository.bytes(path)
    var validator = Validator()
    #expect(try errors(bytes, &validator) == [])
    let tree = try read(bytes)
    let sites = Mutation.allCases.map { kind in (kind, tree.all.filter { kind.fits($0) }) }.filter { !$0.1.isEmpty }
    #expect(sites.count >= 8)
    let source = try JSONSerialization.jsonObject(with: Data(bytes))
    var random = Seeded(7)
    for number in 0..<count {
      let (kind, nodes) = sites[number % sites.count]
      let node = nodes[Int.random(in: nodes.indices, using: &random)]
      let mutant = kind.apply(to: node, in: source)
      let text = [UInt8](try JSONSerialization.data(withJSONObject: mutant))
      let found = try errors(text, &validator)
      #expect(found == [kind.finding(at: node)], "\(kind) of \(node.reportPath)")
    }
  }

  private func read(_ bytes: [UInt8]) throws -> ElementTree {
    var reader = JSONReader()
    return try reader.read(bytes)
  }

  /// The errors, by rule and path.
  private func errors(_ bytes: [UInt8], _ validator: inout Validator) throws -> [String] {
    var reader = JSONReader()
    let tree = try reader.read(bytes)
    return validator.validate(tree, findings: reader.diagnostics).findings.filter { $0.rule.severity == .error }
      .map { "\($0.rule.id) \($0.place.path ?? "")" }
  }
}

/// One way to break a resource.
enum Mutation: CaseIterable {
  case deletion, form, code, target, secondChoice, unknownElement, list, value, emptiness, narrative

  /// Whether an element can be broken in this way, and nothing else breaks with it.
  func fits(_ node: Node) -> Bool {
    guard let parent = node.parent, let definition = node.definition, !node.flags.contains(.resource) else {
      return false
    }
    // What a Bundle demands depends on its type, and who refers to what on all of it.
    let isOfBundle = ["Bundle", "Bundle.entry", "Bundle.entry.request"].contains(parent.typeName)
    let isPrimitive = node.kind != .none && node.firstChild == nil
    let isComplex = node.firstChild != nil && !Definitions.r4.isPrimitive(node.type)
    switch self {
    case .deletion:
      return (isPrimitive || isComplex) && definition.min > 0 && !isOfBundle
        && parent.children.count { $0.name == node.name } == 1
        && parent.children.contains { $0.name != node.name && $0.nameString != "id" }
    case .form: return isPrimitive && Self.wrong[node.typeName] != nil && !isOfBundle && !node.isRequiredCode
    case .code: return isPrimitive && node.typeName == "code" && node.isRequiredCode && !isOfBundle
    case .target:
      let targets = definition.types.flatMap(\.targets)
      return node.typeName == "Reference" && node.child("reference") != nil && !targets.isEmpty
        && !targets.contains { $0.hasSuffix("/Resource") || $0.hasSuffix("/Slot") }
    case .secondChoice: return node.flags.contains(.choice) && !node.otherTypes.isEmpty
    case .unknownElement: return isComplex
    case .list: return isPrimitive && !node.flags.contains(.repeats) && !isOfBundle && definition.min == 0
    case .value, .emptiness: return isComplex && !isOfBundle
    case .narrative: return node.typeName == "xhtml"
    }
  }

  /// What is to be found: the rule and the path.
  func finding(at node: Node) -> String {
    let path = node.reportPath
    let parent = node.parent?.reportPath ?? ""
    return switch self {
    case .deletion: "fhir.cardinality.min \(parent)"
    case .form: "fhir.primitive \(path)"
    case .code: "fhir.binding.required \(path)"
    case .target: "fhir.reference.target \(path)"
    case .secondChoice: "json.second-choice \(parent).\(node.nameString)"
    case .unknownElement: "fhir.unknown-element \(path).zzzz"
    case .list: "json.unexpected-array \(path)"
    case .value: "json.value-type \(path)"
    case .emptiness: "json.empty \(path)"
    case .narrative: "fhir.narrative.content \(path)"
    }
  }

  func apply(to node: Node, in source: Any) -> Any {
    switch self {
    case .deletion: edit(source, node.keys[...]) { _ in nil }
    case .form: edit(source, node.keys[...]) { _ in Self.wrong[node.typeName] }
    case .code: edit(source, node.keys[...]) { _ in "zzzz" }
    case .target: edit(source, node.keys[...]) { _ in ["reference": "Slot/1"] }
    case .secondChoice:
      edit(source, (node.parent?.keys ?? [])[...]) { old in
        var object = old as? [String: Any] ?? [:]
        let other = node.otherTypes[0]
        object[node.nameString + other.prefix(1).uppercased() + other.dropFirst()] = Self.right[other]
        return object
      }
    case .unknownElement:
      edit(source, node.keys[...]) { old in
        var object = old as? [String: Any] ?? [:]
        object["zzzz"] = "a"
        return object
      }
    case .list: edit(source, node.keys[...]) { $0.map { [$0] } }
    case .value: edit(source, node.keys[...]) { _ in "a" }
    case .emptiness: edit(source, node.keys[...]) { _ in [String: Any]() }
    case .narrative:
      edit(source, node.keys[...]) { _ in "<div xmlns=\"http://www.w3.org/1999/xhtml\">a<script>b</script></div>" }
    }
  }

  /// Values that their types do not have.
  private static let wrong: [String: String] = [
    "date": "2020-13-01", "dateTime": "2021-02-29", "instant": "2020-01-01", "id": "a b", "code": "a  b", "uri": "a b",
    "url": "a b", "time": "24:00:00", "base64Binary": "a",
  ]

  /// Values of types that an element may have instead.
  static let right: [String: any Sendable] = ["boolean": true, "string": "a", "integer": 1, "dateTime": "2020"]

  private func edit(_ value: Any, _ keys: ArraySlice<Node.Key>, _ change: (Any?) -> Any?) -> Any {
    guard let key = keys.first else { return change(value) ?? value }
    switch key {
    case .member(let name):
      var object = value as? [String: Any] ?? [:]
      object[name] = keys.count == 1 ? change(object[name]) : object[name].map { edit($0, keys.dropFirst(), change) }
      return object
    case .item(let name, let index):
      var object = value as? [String: Any] ?? [:]
      var list = object[name] as? [Any] ?? []
      if keys.count > 1 {
        list[index] = edit(list[index], keys.dropFirst(), change)
      } else if let item = change(list[index]) {
        list[index] = item
      } else {
        list.remove(at: index)
      }
      object[name] = list.isEmpty ? nil : list
      return object
    }
  }
}

extension ElementTree {
  /// All elements, in the order of the tree.
  var all: [Node] {
    var found: [Node] = []
    func add(_ node: Node) {
      found.append(node)
      for child in node.children { add(child) }
    }
    add(root)
    return found
  }
}

extension Node {
  /// A step into JSON.
  enum Key {
    case member(String)
    case item(String, Int)
  }

  var typeName: String { Definitions.r4.typeName(type) }

  /// The row of the definition that this element is an instance of.
  var definition: ElementDefinition? {
    parent.flatMap { parent in
      parent.type == .unknown ? nil : Definitions.r4.elements(of: parent.type).first { $0.nameString == nameString }
    }
  }

  /// Whether it is bound to a set of codes that is known and demanded.
  var isRequiredCode: Bool {
    guard let binding = definition?.binding, binding.strength == .required else { return false }
    return binding.valueSet?.isComplete == true
  }

  /// Other types that a choice could have.
  var otherTypes: [String] {
    (definition?.types ?? []).map { Definitions.r4.typeName($0.type) }
      .filter { $0 != typeName && Mutation.right[$0] != nil }
  }

  /// The name as it is a key of JSON.
  private var key: String {
    guard flags.contains(.choice) else { return nameString }
    return nameString + typeName.prefix(1).uppercased() + typeName.dropFirst()
  }

  private var index: Int? {
    guard flags.contains(.repeats), let parent else { return nil }
    return parent.children.prefix { $0.id != id }.count { $0.name == name }
  }

  /// The steps from the root.
  var keys: [Key] { steps(to: key) }

  private func steps(to key: String) -> [Key] {
    guard let parent else { return [] }
    // What a primitive has beside its value stands under another key.
    let isPrimitive = Definitions.r4.isPrimitive(parent.type)
    return parent.steps(to: isPrimitive ? "_\(parent.key)" : parent.key) + [
      index.map { .item(key, $0) } ?? .member(key)
    ]
  }

  /// The path as reports have it.
  var reportPath: String {
    guard let parent else { return nameString }
    return "\(parent.reportPath).\(nameString)" + (index.map { "[\($0)]" } ?? "")
  }
}

// Every URL of ours is explained, and what is explained is what is written. RuleBookTests do the same for rules.

import FHIRCore
import FHIRDefinitions
import FHIRJSON
import Foundation
import Testing

@testable import Interchange

struct ExplanationTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private func read(_ definition: OwnDefinition) throws -> Node {
    var reader = JSONReader()
    let tree = try reader.read(definition.bytes, file: definition.path)
    #expect(reader.diagnostics.map(\.description) == [], "\(definition.path)")
    return tree.root
  }

  @Test func theEmbeddedDefinitionsAreThoseOfTheFolders() throws {
    var paths: [String] = []
    for folder in ["code-systems", "extensions", "naming-systems"] {
      let url = Self.root.appending(path: "Definitions/\(folder)")
      paths += try FileManager.default.contentsOfDirectory(atPath: url.path).sorted().map { "\(folder)/\($0)" }
    }
    #expect(OwnDefinition.all.map(\.path) == paths)
    for definition in OwnDefinition.all {
      let file = try Data(contentsOf: Self.root.appending(path: "Definitions/\(definition.path)"))
      #expect(definition.bytes == Array(file))
    }
  }

  @Test(arguments: OwnDefinition.all) func readsWithoutAFindingAndHasItsName(definition: OwnDefinition) throws {
    let root = try read(definition)
    let name = definition.path.split(separator: "/").last?.split(separator: ".").first.map(String.init)
    #expect(root.child("id")?.string == name)
    #expect(OwnNames.urls.contains { OwnNames.definition(of: $0) == definition.bytes })
  }

  // MARK: What is written

  /// The bundles that examples are expected to give, and cases of the tests.
  private func bundles() throws -> [Node] {
    let files = [
      "Examples/dermatomyositis/case.yaml", "Examples/anaphylaxis/case.yaml", "Mappings/flat-eu/samples/latin1.xml",
      "Mappings/flat-jp/samples/euc-jp.xml",
    ]
    return try files.map { file in
      let bytes = Array(try Data(contentsOf: Self.root.appending(path: file)))
      let output = try #require(Converter(to: .fhirJSON).convert(bytes, file: file).output)
      var reader = JSONReader()
      return try reader.read(output, file: file).root
    }
  }

  private func walk(_ node: Node, _ visit: (Node) throws -> Void) rethrows {
    try visit(node)
    for child in node.children { try walk(child, visit) }
  }

  @Test func everyURLOfOursInABundleHasADefinition() throws {
    var urls: Set<String> = []
    for bundle in try bundles() {
      walk(bundle) { node in
        if ["url", "system"].contains(node.nameString), let text = node.string, text.hasPrefix(OwnURLs.base) {
          urls.insert(text)
        }
      }
    }
    #expect(urls.count >= 9)
    for url in urls { #expect(OwnNames.definition(of: url) != nil, "\(url)") }
  }

  @Test func extensionsHaveTheTypesAndPlacesOfTheirDefinitions() throws {
    var definitions: [String: Node] = [:]
    for definition in OwnDefinition.all where definition.path.hasPrefix("extensions/") {
      let root = try read(definition)
      definitions[root.child("url")?.string ?? ""] = root
    }
    for bundle in try bundles() {
      walk(bundle) { node in
        guard node.nameString == "extension", let url = node.child("url")?.string, let root = definitions[url] else {
          return
        }
        let elements = root.child("differential")?.children("element") ?? []
        func types(_ id: String) -> [String] {
          elements.first { $0.child("id")?.string == id }?.children("type").compactMap { $0.child("code")?.string }
            ?? []
        }
        if let value = node.child("value") {
          #expect(types("Extension.value[x]") == [Definitions.r4.typeName(value.type)], "\(url)")
        }
        for part in node.children("extension") {
          let name = part.child("url")?.string ?? ""
          let value = part.child("value").map { Definitions.r4.typeName($0.type) }
          #expect(types("Extension.extension:\(name).value[x]") == [value].compactMap(\.self), "\(url) \(name)")
        }
        let contexts = root.children("context").compactMap { $0.child("expression")?.string }
        #expect(contexts.contains("Element") || !Set(contexts).isDisjoint(with: places(of: node)), "\(url)")
      }
    }
  }

  /// The type and the path of what has an extension.
  private func places(of node: Node) -> Set<String> {
    guard let parent = node.parent else { return [] }
    let type = Definitions.r4.typeName(parent.type)
    let path = parent.parent.map { "\(Definitions.r4.typeName($0.type)).\(parent.nameString)" }
    return Set([type, path].compactMap(\.self))
  }

  @Test func codesAreThoseOfTheirSystems() throws {
    var codes: [String: Set<String>] = [:]
    for definition in OwnDefinition.all where definition.path.hasPrefix("code-systems/") {
      let root = try read(definition)
      let concepts = root.children("concept").compactMap { $0.child("code")?.string }
      #expect(root.child("count")?.string == "\(concepts.count)")
      codes[root.child("url")?.string ?? ""] = Set(concepts)
    }
    for bundle in try bundles() {
      walk(bundle) { node in
        guard let system = node.child("system")?.string, let known = codes[system] else { return }
        #expect(known.contains(node.child("code")?.string ?? ""), "\(system)")
      }
    }
  }
}

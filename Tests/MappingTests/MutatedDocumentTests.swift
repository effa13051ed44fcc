// Documents that are damaged in their structure: whatever became of them, they come back as they are.

import FHIRCore
import SourceTree
import TestSupport
import Testing

@testable import Mapping

struct MutatedDocumentTests {
  /// An element of a document, to be changed.
  private final class Element {
    let name: SourceName
    var attributes: [(name: SourceName, value: String)]
    var content: [Content] = []

    enum Content {
      case element(Element)
      case text(String)
    }

    init(_ node: SourceNode) {
      name = node.name
      attributes = node.attributes.map { ($0.name, $0.value) }
      for child in node.children {
        switch child.kind {
        case .element: content.append(.element(Element(child)))
        case .text, .cdata: content.append(.text(child.value))
        default: break
        }
      }
    }

    init(copying other: Element) {
      name = other.name
      attributes = other.attributes
      content = other.content.map { part in
        if case .element(let child) = part { .element(Element(copying: child)) } else { part }
      }
    }

    /// The element and all below it.
    var all: [Element] {
      [self]
        + content.flatMap { part in
          if case .element(let child) = part { child.all } else { [] as [Element] }
        }
    }

    func write(to builder: inout SourceTreeBuilder) {
      builder.start(name)
      for (name, value) in attributes { builder.attribute(name, value) }
      for part in content {
        switch part {
        case .element(let child): child.write(to: &builder)
        case .text(let text): builder.text(text)
        }
      }
      builder.end()
    }
  }

  /// Changes one thing in a document.
  private func mutate(_ root: Element, _ random: inout Seeded) {
    let all = root.all
    guard let element = all.randomElement(using: &random), let other = all.randomElement(using: &random) else { return }
    let count = element.content.count
    switch Int.random(in: 0..<10, using: &random) {
    case 0 where count > 0: element.content.remove(at: Int.random(in: 0..<count, using: &random))
    case 1 where count > 0:
      let part = element.content[Int.random(in: 0..<count, using: &random)]
      let copy: Element.Content = if case .element(let child) = part { .element(Element(copying: child)) } else { part }
      element.content.insert(copy, at: Int.random(in: 0...count, using: &random))
    case 2 where count > 1: element.content.swapAt(0, Int.random(in: 1..<count, using: &random))
    case 3 where count > 1: element.content.shuffle(using: &random)
    case 4: if !element.attributes.isEmpty { element.attributes.removeLast() }
    case 5:
      for attribute in other.attributes where !element.attributes.contains(where: { $0.name == attribute.name }) {
        element.attributes.append(attribute)
      }
    case 6:
      if !element.attributes.isEmpty {
        element.attributes[0].value = ["", " ", "x", "1", "-"].randomElement(using: &random) ?? ""
      }
    case 7: element.content.insert(.text(["x", " y ", "1,5"].randomElement(using: &random) ?? ""), at: 0)
    case 8: element.content = []
    default:
      if other !== root { element.content.append(.element(Element(copying: other))) }
    }
  }

  private func check(_ mapping: Mapping, _ tree: SourceTree, seed: UInt64, rounds: Int, _ name: String) throws {
    var random = Seeded(seed)
    let rounds = DialectTests.stride == 1 ? rounds * 10 : rounds
    for round in 0..<rounds {
      let root = Element(try #require(tree.root))
      for _ in 0...Int.random(in: 0...3, using: &random) { mutate(root, &random) }
      var builder = SourceTreeBuilder(encoding: "UTF-8")
      root.write(to: &builder)
      let changed = builder.finish()
      let reading = try mapping.read(changed)
      #expect(
        reading.isEqual, "\(name), round \(round): \(reading.difference?.description ?? "")\n\(changed.canonical)")
      let writing = try mapping.write(reading.bundle)
      #expect(writing.losses.map(\.description) == [], "\(name), round \(round)\n\(changed.canonical)")
    }
  }

  @Test(arguments: DialectTests.samples) func samplesComeBack(sample: String) throws {
    let name = String(sample.split(separator: "/")[1])
    let file = "Mappings/\(name)/\(name).map"
    let mapping = try Mapping(Array(Repository.text(file).utf8), file: file)
    try check(mapping, SourceTree.read(xml: Repository.bytes(sample), file: sample), seed: 1, rounds: 150, sample)
  }

  @Test(arguments: LanguageTests.documents) func whatTheLanguageSaysComesBack(language: String, xml: String) throws {
    let text = LanguageTests.text(of: language)
    let mapping = try Mapping(Array(text.utf8), file: "m.map")
    try check(mapping, SourceTree.read(xml: Array(xml.utf8), file: "d.xml"), seed: 2, rounds: 40, language)
  }
}

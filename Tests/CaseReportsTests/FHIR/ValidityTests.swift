// The bundle against the definitions of R4: what must be there is, codes are those of their sets, references resolve.

import FHIRCore
import FHIRDefinitions
import FHIRJSON
import FHIRModels
import Testing

@testable import CaseReports

@Suite struct ValidityTests {
  /// The cases of `Examples`, and one with a time of recording.
  static let bundles: [(name: String, bundle: R4.Bundle)] = {
    var bundles = Example.names.compactMap { name in (try? Example.named(name)).map { (name, $0.bundle) } }
    if let example = try? Example.dermatomyositis.get() {
      let recorded = FHIRInstant(text: "2024-06-01T12:00:00+09:00")
      bundles.append(("recorded", example.report.convert(source: example.source, recordedAt: recorded).bundle))
    }
    return bundles
  }()

  @Test func thereAreBundlesToCheck() {
    #expect(Example.names.count >= 3)
    #expect(Self.bundles.count == Example.names.count + 1)
  }

  @Test(arguments: bundles.indices) func readsBackWithoutAFinding(index: Int) throws {
    let text = Self.bundles[index].bundle.json()
    var findings: [Diagnostic] = []
    let read = try R4.Bundle(json: Array(text.utf8), reporting: &findings)
    #expect(findings.map(\.description) == [])
    #expect(read == Self.bundles[index].bundle)
    #expect(read.json() == text)
  }

  @Test(arguments: bundles.indices) func referencesResolveWithinTheBundleToATypeThatMayStandThere(index: Int) {
    let bundle = Self.bundles[index].bundle
    let types = Dictionary(
      bundle.entry.map { ($0.fullUrl ?? "", $0.resource?.resourceType ?? "") }, uniquingKeysWith: { a, _ in a })
    #expect(types.count == bundle.entry.count)
    var count = 0
    walk(bundle.node) { node in
      guard Definitions.r4.typeName(node.type) == "Reference", let reference = node.child("reference")?.string else {
        return
      }
      count += 1
      guard let type = types[reference] else {
        Issue.record("nothing at the reference in \(path(of: node))")
        return
      }
      let allowed = targets(of: node)
      #expect(allowed.isEmpty || allowed.contains(type), "\(path(of: node)) points at \(type)")
    }
    #expect(count > bundle.entry.count)
  }

  @Test(arguments: bundles.indices) func whatMustBeThereIsThere(index: Int) {
    walk(Self.bundles[index].bundle.node) { node in
      // An element that has only extensions says with them why its content is absent.
      let isAbsent = node.firstChild != nil && node.children.allSatisfy { $0.nameString == "extension" }
      guard !isAbsent else { return }
      for element in Definitions.r4.elements(of: node.type) where element.min > 0 {
        #expect(
          node.children(element.nameString).count >= element.min, "\(path(of: node)) has no \(element.nameString)")
      }
    }
  }

  @Test(arguments: bundles.indices) func codesAreThoseOfTheirRequiredSets(index: Int) {
    walk(Self.bundles[index].bundle.node) { node in
      guard let parent = node.parent, let element = Definitions.r4.element(node.name, in: parent.type),
        let binding = element.binding, binding.strength == .required, let set = binding.valueSet
      else { return }
      let codings = node.children("coding")
      for coding in codings {
        let isIn = set.contains(coding.child("code")?.string ?? "", system: coding.child("system")?.string)
        #expect(isIn != false, "\(path(of: node)) has a code that is not in \(binding.valueSetURL)")
      }
      if let code = node.string {
        #expect(set.contains(code, system: nil) != false, "\(path(of: node)) is not in \(binding.valueSetURL)")
      }
    }
  }

  @Test(arguments: bundles.indices) func idsAreThoseOfTheirFullURLs(index: Int) {
    for entry in Self.bundles[index].bundle.entry {
      #expect(entry.fullUrl == entry.resource?.id.map { "urn:uuid:\($0)" })
    }
  }

  /// obs-6, con-4, and what an extension may hold (ext-1); the other invariants come with the validator.
  @Test(arguments: bundles.indices) func keepsTheInvariantsThatAMapCanBreak(index: Int) {
    let bundle = Self.bundles[index].bundle
    for observation in bundle.entry.compactMap({ $0.resource?.as(R4.Observation.self) }) {
      #expect(observation.value == nil || observation.dataAbsentReason == nil)
      #expect(observation.component.allSatisfy { $0.value == nil || $0.dataAbsentReason == nil })
    }
    for condition in bundle.entry.compactMap({ $0.resource?.as(R4.Condition.self) }) where condition.abatement != nil {
      #expect(["inactive", "remission", "resolved"].contains(condition.clinicalStatus?.coding.first?.code))
    }
    walk(bundle.node) { node in
      guard Definitions.r4.typeName(node.type) == "Extension" else { return }
      #expect((node.child("value") == nil) != node.children("extension").isEmpty, "\(path(of: node))")
    }
  }

  private func walk(_ node: Node, _ visit: (Node) -> Void) {
    visit(node)
    for child in node.children { walk(child, visit) }
  }

  private func path(of node: Node) -> String {
    guard let parent = node.parent else { return node.nameString }
    return "\(path(of: parent)).\(node.nameString)"
  }

  /// The types that the definition of a reference allows; empty for any.
  private func targets(of node: Node) -> [String] {
    guard let parent = node.parent else { return [] }
    if parent.nameString == "extension" {
      switch parent.child("url")?.string {
      case CoreExtension.related: return ["Condition"]
      case CoreExtension.dueTo: return ["Condition", "Procedure", "MedicationStatement"]
      default: return []
      }
    }
    guard let element = Definitions.r4.element(node.name, in: parent.type) else { return [] }
    let names = element.types.flatMap(\.targets).map { String($0.split(separator: "/").last ?? "") }
    return names.contains("Resource") ? [] : names
  }
}

// FHIR's way to say what a name or code is in another code system; the one way of all translation here.

public import FHIRCore

/// A ConceptMap in memory, ready to be asked.
///
/// ```swift
/// let map = try ConceptMap(tree.root)
/// map.translate("bicalutamide").map(\.code)  // ["L02BB03", "386908000"]
/// ```
///
/// Read are `url`, `title` and, of each group, `source`, `target` and the elements with their targets. A target with a
/// `dependsOn` is given only to a caller who meets the condition. `group.unmapped` is not used: what a map does not
/// list has no translation, and is reported as such.
public struct ConceptMap: Sendable {
  /// The canonical URL of the map.
  public let url: String?
  /// The title for people.
  public let title: String?
  /// The source names or codes, in the order of the file.
  public let sources: [String]
  // The targets of each source, in the order of the groups.
  private let targets: [String: [Target]]

  /// Something that must hold of the source for a target to apply.
  public struct Condition: Sendable, Hashable {
    /// What is asked about, as a URI.
    public var property: String
    /// What it must be.
    public var value: String

    /// Makes a condition.
    public init(property: String, value: String) {
      self.property = property
      self.value = value
    }
  }

  private struct Target: Sendable {
    var translation: Translation
    var conditions: [Condition]
  }

  /// Reads a ConceptMap from a tree.
  ///
  /// Throws the first thing that is missing: half a map would translate half the names without a word.
  public init(_ root: Node) throws(Diagnostic) {
    // Read without definitions, a resource still has its type as a child.
    guard root.nameString == "ConceptMap" || root.child("resourceType")?.string == "ConceptMap" else {
      throw Diagnostic(TerminologyRule.notAConceptMap, "expected a ConceptMap", at: root.place)
    }
    url = root.child("url")?.string
    title = root.child("title")?.string
    var sources: [String] = []
    var targets: [String: [Target]] = [:]
    for group in root.children("group") {
      let system = try Self.required("target", of: group)
      for element in group.children("element") {
        let source = try Self.required("code", of: element)
        if targets[source] == nil {
          sources.append(source)
          targets[source] = []
        }
        for target in element.children("target") {
          guard let target = try Self.target(target, in: system) else { continue }
          targets[source, default: []].append(target)
        }
      }
    }
    self.sources = sources
    self.targets = targets
  }

  /// What the map has for exactly this name, in the order of its groups; empty if it has nothing.
  ///
  /// Names are equal if they are canonically equivalent in Unicode: `é` may be written in one character or two.
  public func translate(_ name: String, where facts: [Condition] = []) -> [Translation] {
    (targets[name] ?? []).filter { $0.conditions.allSatisfy(facts.contains) }.map(\.translation)
  }

  /// Whether the map lists this name at all, even if only under a condition, or to say that it has no match.
  public func lists(_ name: String) -> Bool { targets[name] != nil }

  private static func target(_ node: Node, in system: String) throws(Diagnostic) -> Target? {
    let word = try required("equivalence", of: node)
    guard let equivalence = Equivalence(rawValue: word) else {
      throw Diagnostic(
        TerminologyRule.unknownEquivalence, "expected a code of ConceptMapEquivalence",
        at: node.child("equivalence")?.place ?? node.place,
        hint: NearMiss.of(word, among: Equivalence.allCases.map(\.rawValue)).map { "did you mean '\($0)'?" })
    }
    guard equivalence.isMatch else { return nil }
    let translation = Translation(
      system: system, code: try required("code", of: node), display: node.child("display")?.string,
      equivalence: equivalence, comment: node.child("comment")?.string)
    var conditions: [Condition] = []
    for condition in node.children("dependsOn") {
      conditions.append(
        Condition(
          property: try required("property", of: condition), value: try required("value", of: condition)))
    }
    return Target(translation: translation, conditions: conditions)
  }

  private static func required(_ name: String, of node: Node) throws(Diagnostic) -> String {
    guard let text = node.child(name)?.string, !text.isEmpty else {
      throw Diagnostic(TerminologyRule.incompleteMap, "expected `\(name)`", at: node.place)
    }
    return text
  }
}

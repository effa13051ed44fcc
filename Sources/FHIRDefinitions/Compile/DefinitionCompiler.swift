// From StructureDefinitions, ValueSets and CodeSystems to a table of definitions. Used to make the embedded table, and
// wherever else a package of definitions is read.

package import FHIRCore

/// Compiles definitions that were read as untyped trees, in which every JSON key is a child.
///
/// ```swift
/// var compiler = DefinitionCompiler(version: "4.0.1")
/// for tree in trees { try compiler.add(tree.root) }
/// let bytes = try compiler.table().encoded()
/// ```
///
/// What is taken over are facts; descriptive prose stays behind. The order in which resources are added has no
/// influence. Types are made from specialisations; profiles, which constrain a type, tell only which value sets are
/// firmly bound, and those of Extension what an extension is.
package struct DefinitionCompiler {
  private let version: String
  private var structures: [String: StructureSource] = [:]
  private var systems: [String: CodeSystemSource] = [:]
  private var compositions: [String: CompositionSource] = [:]
  private var firmlyBound: Set<String> = []
  private var extensions: [DefinitionTable.ExtensionEntry] = []

  /// Begins with nothing; `version` is that of FHIR and is left out of canonical URLs that carry it.
  package init(version: String) { self.version = version }

  /// Takes a resource in; what is no StructureDefinition, ValueSet or CodeSystem is passed over.
  package mutating func add(_ resource: Node) throws(DefinitionError) {
    switch resource.text("resourceType") {
    case "StructureDefinition":
      let structure = try StructureSource(resource, version: version)
      firmlyBound.formUnion(structure.firmlyBound)
      if structure.isSpecialisation { structures[structure.name] = structure }
      extensions += ExtensionSource.entries(resource, version: version)
    case "CodeSystem":
      guard resource.text("content") == "complete" else { return }
      let system = try CodeSystemSource(resource)
      // Some say that they are complete and have no codes; they stand for what others fill.
      if !system.entry.concepts.isEmpty { systems[system.entry.url] = system }
    case "ValueSet":
      let composition = try CompositionSource(resource)
      compositions[composition.url] = composition
    default: return
    }
  }

  /// The table of all that was taken in.
  package func table() throws(DefinitionError) -> DefinitionTable {
    var table = DefinitionTable(version: version)
    var types = TypeAssembly(structures)
    table.types = try types.entries()
    var codes = CodeAssembly(systems: systems, compositions: compositions, firmlyBound: firmlyBound)
    table.valueSets = codes.valueSets()
    table.codeSystems = codes.codeSystems()
    table.extensions = extensions.sorted { DefinitionTable.inByteOrder($0.url, $1.url) }
    return table
  }
}

extension Node {
  /// The value of the first child of a name; empty if there is none.
  func text(_ name: String) -> String { child(name)?.string ?? "" }

  /// The values of all children of a name.
  func texts(_ name: String) -> [String] { children(name).compactMap(\.string) }

  /// Whether a child of a name says `true`.
  func isTrue(_ name: String) -> Bool { child(name)?.string == "true" }

  /// The extension of a URL.
  func fhirExtension(_ url: String) -> Node? { children("extension").first { $0.text("url") == url } }
}

/// FHIR's own prefix of the canonical URLs of definitions.
enum Canonical {
  static let structure = "http://hl7.org/fhir/StructureDefinition/"
  static let system = "http://hl7.org/fhirpath/System."

  /// A canonical URL without any version.
  static func unversioned(_ url: String) -> String { String(url.prefix { $0 != "|" }) }

  /// A canonical URL without its version where that is `version`.
  static func stripped(_ url: String, of version: String) -> String {
    url.hasSuffix("|" + version) ? String(url.dropLast(version.count + 1)) : url
  }
}

// A StructureDefinition as far as it matters, read from its snapshot.

internal import FHIRCore

/// What one StructureDefinition says.
struct StructureSource {
  var name: String
  var kind: TypeKind
  var isAbstract: Bool
  /// The name of the type that is specialised; empty for Element and Resource.
  var base: String
  var isSpecialisation: Bool
  var elements: [ElementSource]
  /// The value sets that leave no free choice of codes.
  var firmlyBound: Set<String>

  init(_ node: Node, version: String) throws(DefinitionError) {
    name = node.text("type")
    guard !name.isEmpty else { throw .incomplete("a type in the StructureDefinition '\(node.text("url"))'") }
    isAbstract = node.isTrue("abstract")
    let derivation = node.text("derivation")
    let baseURL = node.text("baseDefinition")
    base = baseURL.hasPrefix(Canonical.structure) ? String(baseURL.dropFirst(Canonical.structure.count)) : ""
    switch node.text("kind") {
    case "primitive-type": kind = .primitive
    case "resource": kind = .resource
    default: kind = .complex
    }
    isSpecialisation = derivation != "constraint" && node.text("kind") != "logical"
    elements = []
    firmlyBound = []
    for child in node.child("snapshot")?.children("element") ?? [] {
      let element = ElementSource(child, version: version)
      if let binding = element.binding {
        if binding.strength == .required || binding.strength == .extensible {
          firmlyBound.insert(Canonical.unversioned(binding.valueSet))
        }
        if !binding.maxValueSet.isEmpty { firmlyBound.insert(Canonical.unversioned(binding.maxValueSet)) }
      }
      elements.append(element)
    }
    if isSpecialisation {
      guard elements.first?.path == name else { throw .incomplete("a snapshot of the type '\(name)'") }
    } else {
      // The elements of profiles are not looked at again.
      elements = []
    }
  }
}

/// What one element of a snapshot says.
struct ElementSource {
  var path: String
  var basePath: String
  var min: Int
  var max: Int?
  /// The path of the element whose definition this one shares; empty if it has its own.
  var contentReference: String
  var types: [DefinitionTable.TypeUse]
  var binding: DefinitionTable.BindingEntry?
  var invariants: [DefinitionTable.InvariantEntry]
  var isModifier: Bool
  var isSummary: Bool
  var isAttribute: Bool

  init(_ node: Node, version: String) {
    path = node.text("path")
    basePath = node.child("base")?.text("path") ?? path
    min = Int(node.text("min")) ?? 0
    max = Int(node.text("max"))
    contentReference = String(node.text("contentReference").drop { $0 != "#" }.dropFirst())
    let basePath = self.basePath
    types = node.children("type").map { type in
      DefinitionTable.TypeUse(
        Self.typeName(type, basePath: basePath),
        profiles: type.texts("profile").map { Canonical.stripped($0, of: version) },
        targets: type.texts("targetProfile").map { Canonical.stripped($0, of: version) })
    }
    binding = node.child("binding").flatMap { Self.binding($0, version: version) }
    invariants = node.children("constraint").compactMap { constraint in
      let expression = constraint.text("expression")
      return expression.isEmpty
        ? nil
        : DefinitionTable.InvariantEntry(
          constraint.text("key"), isWarning: constraint.text("severity") == "warning", expression)
    }
    isModifier = node.isTrue("isModifier")
    isSummary = node.isTrue("isSummary")
    isAttribute = node.texts("representation").contains("xmlAttr")
  }

  /// The name of a type; FHIRPath's system types, of which only ids and URLs are, are FHIR's own again.
  private static func typeName(_ type: Node, basePath: String) -> String {
    let code = type.text("code")
    guard code.hasPrefix(Canonical.system) else { return code }
    // The snapshots of 4.0.1 say `string`; the specification, and every later version, says `id`.
    if basePath == "Resource.id" { return "id" }
    let fhirType = type.fhirExtension(Canonical.structure + "structuredefinition-fhir-type")
    return fhirType?.text("valueUrl") ?? code.dropFirst(Canonical.system.count).lowercased()
  }

  private static func binding(_ node: Node, version: String) -> DefinitionTable.BindingEntry? {
    let strength: BindingStrength
    switch node.text("strength") {
    case "required": strength = .required
    case "extensible": strength = .extensible
    case "preferred": strength = .preferred
    default: strength = .example
    }
    let name = node.fhirExtension(Canonical.structure + "elementdefinition-bindingName")
    let maximum = node.fhirExtension(Canonical.structure + "elementdefinition-maxValueSet")
    return DefinitionTable.BindingEntry(
      strength, Canonical.stripped(node.text("valueSet"), of: version), name: name?.text("valueString") ?? "",
      maxValueSet: Canonical.stripped(maximum?.text("valueCanonical") ?? "", of: version))
  }
}

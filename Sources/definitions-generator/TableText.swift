// The reviewable table: one fact per line, so that a change of definitions is a readable difference.

import FHIRCore
import FHIRDefinitions

/// Prints a table of definitions as tab-separated lines, and reads it back.
///
/// ```
/// fhir     version
/// type     name  kind  base  abstract  JSON value  binding (4 columns)
/// rule     key  severity  FHIRPath                of the type or element above
/// element  path  min..max  flags  types  binding (4 columns)
/// system   URL  name  complete|partial  case|nocase
/// code     depth  code  display  abstract  inactive
/// set      URL  name
/// from     system  all|unknown|some  codes …
/// ext      URL  min..max  flags  types  contexts  binding (4 columns)
/// ```
///
/// What a type inherits unchanged is left out: elements and rules of its base. Flags are `?` (modifier), `s` (summary),
/// `@` (attribute in XML). Types are written `Reference(Patient,Group)` with targets, `Quantity[SimpleQuantity]` with
/// profiles. A binding is strength, value set, name and maximum. URLs below FHIR's `StructureDefinition/` and `ValueSet/`
/// are shortened.
enum TableText {
  static let structures = "http://hl7.org/fhir/StructureDefinition/"
  static let valueSets = "http://hl7.org/fhir/ValueSet/"

  /// The table as text.
  static func print(_ table: DefinitionTable) -> String {
    var lines = ["# Facts of FHIR \(table.version), made by definitions-generator; do not edit. See README.md."]
    lines.append(line("fhir", [table.version]))
    let bases = Dictionary(table.types.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for type in table.types { append(type, inheriting: bases[type.base], to: &lines) }
    for system in table.codeSystems { append(system, to: &lines) }
    for valueSet in table.valueSets { append(valueSet, in: table, to: &lines) }
    for entry in table.extensions { lines.append(line(entry)) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func append(
    _ type: DefinitionTable.TypeEntry, inheriting base: DefinitionTable.TypeEntry?, to lines: inout [String]
  ) {
    lines.append(
      line(
        "type",
        [
          type.name, "\(type.kind)", type.base, type.isAbstract ? "abstract" : "",
          type.valueKind == .none ? "" : type.valueKind.rawValue,
        ] + columns(type.binding)))
    let inheritedRules = base?.invariants ?? []
    for rule in type.invariants where !inheritedRules.contains(rule) { lines.append(line(rule)) }
    let inherited = Dictionary(
      base?.elements.map { ($0.name, $0) } ?? [], uniquingKeysWith: { first, _ in first })
    for element in type.elements where inherited[element.name] != element {
      let flags = [(element.isModifier, "?"), (element.isSummary, "s"), (element.isAttribute, "@")]
      lines.append(
        line(
          "element",
          [
            "\(type.name).\(element.name)\(element.isChoice ? "[x]" : "")",
            "\(element.min)..\(element.max.map { "\($0)" } ?? "*")",
            flags.filter(\.0).map(\.1).joined(),
            element.types.map(text).joined(separator: " "),
          ] + columns(element.binding)))
      for rule in element.invariants { lines.append(line(rule)) }
    }
  }

  private static func append(_ system: DefinitionTable.CodeSystemEntry, to lines: inout [String]) {
    lines.append(
      line(
        "system",
        [
          system.url, system.name, system.isComplete ? "complete" : "partial",
          system.isCaseSensitive ? "case" : "nocase",
        ]))
    var depths: [Int] = []
    for concept in system.concepts {
      let depth = concept.parent.map { depths[$0] + 1 } ?? 0
      depths.append(depth)
      lines.append(
        line(
          "code",
          [
            "\(depth)", concept.code, concept.display, concept.isAbstract ? "abstract" : "",
            concept.isInactive ? "inactive" : "",
          ]))
    }
  }

  private static func append(
    _ valueSet: DefinitionTable.ValueSetEntry, in table: DefinitionTable, to lines: inout [String]
  ) {
    lines.append(line("set", [shortened(valueSet.url, valueSets), valueSet.name]))
    for part in valueSet.parts {
      switch part.codes {
      case .whole: lines.append(line("from", [part.system, "all"]))
      case .unknown: lines.append(line("from", [part.system, "unknown"]))
      case .some(let positions):
        let system = table.codeSystems.first { $0.url == part.system }
        lines.append(line("from", [part.system, "some"] + positions.map { system?.concepts[$0].code ?? "" }))
      }
    }
  }

  private static func line(_ entry: DefinitionTable.ExtensionEntry) -> String {
    line(
      "ext",
      [
        shortened(entry.url, structures), "\(entry.min)..\(entry.max.map { "\($0)" } ?? "*")",
        entry.isModifier ? "?" : "", entry.types.joined(separator: " "), entry.contexts.joined(separator: " "),
      ] + columns(entry.binding))
  }

  private static func columns(_ binding: DefinitionTable.BindingEntry?) -> [String] {
    guard let binding else { return [] }
    return [
      "\(binding.strength)", shortened(binding.valueSet, valueSets), binding.name,
      shortened(binding.maxValueSet, valueSets),
    ]
  }

  private static func line(_ rule: DefinitionTable.InvariantEntry) -> String {
    line("rule", [rule.key, rule.isWarning ? "warning" : "error", rule.expression])
  }

  private static func text(_ use: DefinitionTable.TypeUse) -> String {
    var text = use.type
    if !use.profiles.isEmpty {
      text += "[" + use.profiles.map { shortened($0, structures) }.joined(separator: ",") + "]"
    }
    if !use.targets.isEmpty {
      text += "(" + use.targets.map { shortened($0, structures) }.joined(separator: ",") + ")"
    }
    return text
  }

  private static func shortened(_ url: String, _ prefix: String) -> String {
    url.hasPrefix(prefix) ? String(url.dropFirst(prefix.count)) : url
  }

  /// A line without the empty columns at its end.
  private static func line(_ kind: String, _ columns: [String]) -> String {
    var columns = columns
    while columns.last == "" { columns.removeLast() }
    return ([kind] + columns.map(tabSeparatedColumn)).joined(separator: "\t")
  }
}

// The definition of an extension, read from its snapshot.

internal import FHIRCore

/// Reads the definitions of extensions.
enum ExtensionSource {
  /// The extension that a StructureDefinition defines and those inside of it; none if it defines no extension.
  static func entries(_ node: Node, version: String) -> [DefinitionTable.ExtensionEntry] {
    guard node.text("type") == "Extension", node.text("derivation") == "constraint" else { return [] }
    let elements = node.child("snapshot")?.children("element") ?? []
    var entries: [String: DefinitionTable.ExtensionEntry] = [:]
    for element in elements {
      let key = key(element.text("id"), url: node.text("url"))
      switch element.text("path").split(separator: ".").last {
      case "Extension", "extension":
        // Slices only: the list of all extensions stands before them.
        guard element.text("path") == "Extension" || element.child("sliceName") != nil else { continue }
        var entry = DefinitionTable.ExtensionEntry(url: key)
        entry.isModifier = element.isTrue("isModifier")
        if element.text("path") != "Extension" {
          entry.min = Int(element.text("min")) ?? 0
          entry.max = Int(element.text("max"))
        }
        entries[key] = entry
      case "value[x]" where element.text("max") != "0":
        let source = ElementSource(element, version: version)
        entries[key]?.types = source.types.map(\.type)
        entries[key]?.binding = source.binding
      default: continue
      }
    }
    entries[node.text("url")]?.contexts = node.children("context").filter { $0.text("type") == "element" }
      .map { $0.text("expression") }
    return Array(entries.values)
  }

  /// The URL under which an element's extension is kept, from an id such as `Extension.extension:code.value[x]`.
  private static func key(_ id: String, url: String) -> String {
    let names = id.split(separator: ".").compactMap { step in
      step.hasPrefix("extension:") ? String(step.dropFirst("extension:".utf8.count)) : nil
    }
    return ([url] + names).joined(separator: "#")
  }
}

// The definitions of extensions that FHIR itself publishes.

internal import FHIRCore

/// The definition of an extension, or of one that stands inside of another (FHIR R4, 2.4.0).
public struct ExtensionDefinition: Sendable {
  private let definitions: Definitions
  private let row: Int

  init(_ definitions: Definitions, row: Int) {
    self.definitions = definitions
    self.row = row
  }

  private var offset: Int { definitions.extensions + 20 * row }

  /// The canonical URL; inside of another extension that one's, `#` and the name.
  public var url: String { definitions.text(definitions.table.uint32(offset)) }
  /// Where it may stand, as paths of elements or names of types; empty inside of another extension.
  public var contexts: [String] { texts(4) }
  /// The types that its value may have; empty if it holds extensions instead.
  public var types: [String] { texts(8) }
  /// The codes that its value is bound to.
  public var binding: Binding? {
    let number = Int(definitions.table.uint16(offset + 12))
    return number == 0 ? nil : Binding(definitions, row: number - 1)
  }
  /// Whether it can change the meaning of what holds it, and so stands in `modifierExtension`.
  public var isModifier: Bool { definitions.table.uint16(offset + 14) & 1 != 0 }
  /// The fewest that must stand inside of the extension around it.
  public var min: Int { Int(definitions.table.uint16(offset + 16)) }
  /// The most that may stand there; nil for any number.
  public var max: Int? {
    let max = Int(definitions.table.uint16(offset + 18))
    return max == FlatLayout.anyNumber ? nil : max
  }

  /// The extensions that are defined inside of this one.
  public var nested: [ExtensionDefinition] {
    let prefix = url + "#"
    return (row + 1..<definitions.extensionCount).lazy.map { ExtensionDefinition(definitions, row: $0) }
      .prefix { $0.url.hasPrefix(prefix) }
      .filter { !$0.url.dropFirst(prefix.utf8.count).contains("#") }
  }

  private func texts(_ field: Int) -> [String] {
    definitions.list(definitions.table.uint32(offset + field)).map { definitions.text($0) }
  }
}

extension Definitions {
  /// The definition of an extension by its URL; nil if these definitions do not have it.
  public func extensionDefinition(_ url: String) -> ExtensionDefinition? {
    let wanted = Array(url.utf8)
    var low = 0
    var high = extensionCount
    while low < high {
      let middle = (low + high) / 2
      let candidate = ExtensionDefinition(self, row: middle)
      let text = Array(candidate.url.utf8)
      if text == wanted { return candidate }
      if text.lexicographicallyPrecedes(wanted) { low = middle + 1 } else { high = middle }
    }
    return nil
  }
}

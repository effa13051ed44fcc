// What an extension must be, decoded once from the table.

internal import FHIRDefinitions

/// What is demanded of an extension whose definition is at hand.
final class ExtensionPlan: Sendable {
  /// One that stands inside of it.
  struct Nested: Sendable {
    let name: String
    let min: Int
    let max: Int
  }

  /// Where it may stand; empty for one that stands inside of another.
  let contexts: [String]
  /// The types that its value may have; empty if it holds extensions instead.
  let types: [String]
  /// The codes that its value is bound to, if they are to be checked.
  let binding: BindingPlan?
  /// Whether it stands in `modifierExtension`.
  let isModifier: Bool
  /// Those that stand inside of it.
  let nested: [Nested]

  init(_ definition: ExtensionDefinition) {
    contexts = definition.contexts
    types = definition.types
    binding = definition.binding.flatMap(BindingPlan.init)
    isModifier = definition.isModifier
    nested = definition.nested.map { nested in
      let name = nested.url.split(separator: "#").last.map(String.init) ?? ""
      return Nested(name: name, min: nested.min, max: nested.max ?? .max)
    }
  }
}

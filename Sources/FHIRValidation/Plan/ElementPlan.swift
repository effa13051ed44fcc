// What one element must be, decoded once from the table: a row of the plan.

internal import FHIRCore
internal import FHIRDefinitions

/// What is demanded of one element of a type.
///
/// A profile is a narrower row: fewer, other types, another set of codes. Checks look at rows and never at where they
/// came from.
struct ElementPlan: Sendable {
  /// The name without `[x]`.
  let name: String
  /// The fewest that must stand there.
  let min: Int
  /// The most that may stand there; `Int.max` for any number.
  let max: Int
  /// Whether the definition is written `[x]`.
  let isChoice: Bool
  /// The codes it is bound to, if they are to be checked.
  let binding: BindingPlan?
  /// The types of resources that a Reference may point at, by their name; empty for any.
  let targets: [String]
  /// The path of the definition, such as `Observation.value[x]`.
  let path: String

  init(_ element: ElementDefinition) {
    name = element.nameString
    min = element.min
    max = element.max ?? .max
    isChoice = element.isChoice
    binding = element.binding.flatMap(BindingPlan.init)
    targets = element.types.flatMap(\.targets).compactMap { $0.split(separator: "/").last.map(String.init) }
    path = element.path
  }

  /// The name as a person writes it: `value[x]`.
  var spelling: String { isChoice ? "\(name)[x]" : name }
}

/// The codes that an element is bound to.
struct BindingPlan: Sendable {
  /// How strict it is: required or extensible; weaker ones are advice and not checked.
  let strength: BindingStrength
  /// The canonical URL of the set.
  let url: String
  /// The set; nil if the definitions do not have it.
  let valueSet: ValueSetDefinition?

  init?(_ binding: Binding) {
    guard binding.strength == .required || binding.strength == .extensible else { return nil }
    strength = binding.strength
    url = binding.valueSetURL
    valueSet = binding.valueSet
  }
}

// A place in FHIR with its types, and how it is found in an element and made there.

internal import FHIRCore
internal import FHIRDefinitions

/// A place in FHIR, resolved against the definitions.
struct MappedPlace: Sendable {
  /// One step.
  struct Step: Sendable {
    /// The name in JSON, and in the tree.
    let key: String
    let name: String
    let type: TypeID
    let repeats: Bool
    /// Whether it is a choice whose type the value decides.
    let isOpen: Bool
    let item: Item
  }

  /// Which item of a list.
  enum Item: Sendable, Equatable {
    case first
    case each
    case index(Int)
    /// The one whose `system`, or for extensions `url`, is this.
    case named(String)
  }

  /// The resource by its name; nil for what the block is about.
  let root: String?
  let steps: [Step]

  /// The name of the type of what stands there; empty if the value decides.
  var typeName: String {
    guard let last = steps.last, !last.isOpen else { return "" }
    return Definitions.r4.typeName(last.type)
  }
}

extension Draft {
  /// The children that a step may mean, in their order.
  func children(_ step: MappedPlace.Step) -> [Draft] {
    children.filter { $0.name == step.name && (step.isOpen || $0.type == step.type) }
  }

  /// What a step leads to.
  func find(_ step: MappedPlace.Step) -> Draft? {
    let found = children(step)
    switch step.item {
    case .first, .each: return found.first
    case .index(let index): return index < found.count ? found[index] : nil
    case .named(let url): return found.first { $0.text(step.name == "extension" ? "url" : "system") == url }
    }
  }

  /// What a path leads to.
  func find(_ steps: some Sequence<MappedPlace.Step>) -> Draft? {
    var place: Draft? = self
    for step in steps { place = place?.find(step) }
    return place
  }

  /// What a step leads to, made if it is not there; nil if it cannot be: another type of a choice is there, or an item of a
  /// list before it is missing.
  func make(_ step: MappedPlace.Step) -> Draft? {
    if let found = find(step) { return found }
    guard !step.isOpen else { return nil }
    let same = children.filter { $0.name == step.name }
    guard same.isEmpty || step.repeats else { return nil }
    if case .index(let index) = step.item, index != same.count { return nil }
    let made = add(step.key)
    if case .named(let url) = step.item { made?.add(step.name == "extension" ? "url" : "system", url) }
    return made
  }

  /// What a path leads to, made as far as it is not there.
  func make(_ steps: some Collection<MappedPlace.Step>) -> Draft? {
    var place: Draft? = self
    for step in steps { place = place?.make(step) }
    return place
  }
}

extension Definitions {
  /// The member of a type by its name in JSON.
  func member(spelt key: String, in type: TypeID) -> Member? {
    let bytes = Array(key.utf8)
    return names.name(bytes.span, 0, bytes.count).flatMap { member(key: $0, in: type) }.map { member($0) }
  }

  /// The member of a type by its name in the tree.
  func member(called name: String, in type: TypeID) -> Member? {
    let bytes = Array(name.utf8)
    return names.name(bytes.span, 0, bytes.count).flatMap { member(named: $0, in: type) }.map { member($0) }
  }
}

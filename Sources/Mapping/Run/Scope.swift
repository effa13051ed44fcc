// Which resource a name means.

/// The names of the resources of a repeated block, and those around it.
final class Scope {
  private var names: [String: Draft] = [:]
  private let outer: Scope?

  init(_ outer: Scope? = nil) { self.outer = outer }

  /// The resource that a name means here.
  subscript(name: String) -> Draft? {
    get { names[name] ?? outer?[name] }
    set { names[name] = newValue }
  }

  /// Whether the block around this one is also around another.
  func isAround(_ other: Scope) -> Bool {
    var scope: Scope? = other
    while let next = scope {
      if next === outer { return true }
      scope = next.outer
    }
    return false
  }

  /// Where a place begins: at the resource that it names, or at what the block is about.
  func base(of place: MappedPlace, _ focus: Draft?) -> Draft? { place.root.map { self[$0] } ?? focus }
}

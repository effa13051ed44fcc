// Which resource a name means.

/// The resources by their names, for each repeated block and the blocks around it.
struct Scopes {
  private var outer: [Int32] = [-1]
  private var resources: [ElementID]
  private let width: Int

  init(_ plan: Plan) {
    width = plan.resourceNames.count
    resources = Array(repeating: .none, count: width)
  }

  /// A scope inside another.
  mutating func add(inside scope: Int) -> Int {
    outer.append(Int32(truncatingIfNeeded: scope))
    resources.append(contentsOf: repeatElement(.none, count: width))
    return outer.count - 1
  }

  /// The resource that a name means in a scope; setting it hides that of the scopes around.
  subscript(scope: Int, name: Int) -> ElementID {
    get {
      var scope = scope
      while scope >= 0 {
        let resource = resources[scope * width + name]
        if resource.exists { return resource }
        scope = Int(outer[scope])
      }
      return .none
    }
    set { resources[scope * width + name] = newValue }
  }

  /// Whether a scope is around another or the same.
  func isInside(_ inner: Int, _ scope: Int) -> Bool {
    var next = inner
    while next >= 0 {
      if next == scope { return true }
      next = Int(outer[next])
    }
    return false
  }

  /// The scope around one; itself if it is the outermost.
  func around(_ scope: Int) -> Int { max(0, Int(outer[scope])) }

  /// Forgets the resources from a number on, which are gone.
  mutating func forget(from first: Int, in scope: Int) {
    var scope = scope
    while scope >= 0 {
      for slot in scope * width..<(scope + 1) * width where resources[slot].exists && resources[slot].raw >= first {
        resources[slot] = .none
      }
      scope = Int(outer[scope])
    }
  }

  /// How many scopes there are, and back to as many.
  var count: Int {
    get { outer.count }
    set {
      outer.removeLast(outer.count - newValue)
      resources.removeLast(resources.count - newValue * width)
    }
  }
}

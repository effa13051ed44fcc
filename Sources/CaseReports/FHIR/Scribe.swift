// Writes down where each text of a case went, at the moment it goes there: what the ledger is made of.

/// What became of the texts of a case so far.
///
/// Nothing is presumed: a text of which nobody wrote something here is unmapped.
final class Consumption {
  /// An element of a resource of the bundle.
  struct Target: Hashable {
    let resource: ResourceKey
    /// The path within the resource, as FHIRPath.
    let element: String
  }

  /// The elements that a text was written into, by the text's path.
  private(set) var targets: [String: [Target]] = [:]
  /// The elements that were written from a text which has an element of its own elsewhere.
  private(set) var derived: [String: [Target]] = [:]
  /// Why texts were left out.
  private(set) var ignored: [String: String] = [:]

  func record(_ path: String, to target: Target, isDerived: Bool = false) {
    if isDerived {
      derived[path, default: []].append(target)
    } else {
      targets[path, default: []].append(target)
    }
  }

  func ignore(_ path: String, because reason: String) { ignored[path] = reason }
}

/// The writer's view of one part of a case and the element it goes to; all texts pass through it on their way.
struct Scribe {
  let consumption: Consumption
  let resource: ResourceKey
  /// The path of the part of the case.
  let path: String
  /// The path of the element within the resource; empty for the resource itself.
  var element = ""
  /// Whether what is written has an element of its own elsewhere, of which this is a copy.
  var isDerived = false

  /// Writes down that the text under a key goes to an element, and hands the text on.
  ///
  /// - Parameters:
  ///   - value: The text; if there is none, nothing is written down.
  ///   - key: The key below this part's path; empty for the part itself.
  ///   - target: The element below this part's element; empty for the element itself.
  /// - Returns: The text.
  func take<Value>(_ value: Value?, _ key: String, as target: String) -> Value? {
    guard let value else { return nil }
    record(key, as: target)
    return value
  }

  /// The same for a text that is always there.
  func take<Value>(_ value: Value, _ key: String, as target: String) -> Value {
    record(key, as: target)
    return value
  }

  /// Writes down that the text under a key goes to an element.
  func record(_ key: String, as target: String) { record(path: join(path, key), as: target) }

  /// Writes down that a text elsewhere in the case goes to an element.
  func record(path: String, as target: String, isDerived: Bool = false) {
    consumption.record(
      path, to: Consumption.Target(resource: resource, element: join(element, target)),
      isDerived: self.isDerived || isDerived)
  }

  /// A part of this part, and the element that it goes to.
  func part(_ key: String, as target: String) -> Scribe {
    Scribe(
      consumption: consumption, resource: resource, path: join(path, key), element: join(element, target),
      isDerived: isDerived)
  }

  /// The same element, written from a part elsewhere in the case.
  func reading(_ path: String) -> Scribe {
    Scribe(consumption: consumption, resource: resource, path: path, element: element, isDerived: isDerived)
  }

  /// The same, for a copy of what has an element of its own elsewhere.
  func derived() -> Scribe {
    var scribe = self
    scribe.isDerived = true
    return scribe
  }

  private func join(_ path: String, _ key: String) -> String {
    if key.isEmpty { return path }
    return path.isEmpty || key.first == "[" ? path + key : "\(path).\(key)"
  }
}

/// A text of a case and where it stands.
struct Piece<Value> {
  let value: Value
  let path: String
  /// Whether it stands with another entry, from which this one takes it.
  var isInherited = false

  /// The same text, as that of another entry.
  var inherited: Piece { Piece(value: value, path: path, isInherited: true) }
}

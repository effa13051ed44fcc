// What was meant by a name that no definition knows.

package import FHIRCore

extension Definitions {
  /// What a type has that an unknown element may be meant for: the names of a choice, or the nearest name.
  ///
  /// - Parameters:
  ///   - key: the name of the unknown element.
  ///   - type: the type that holds it.
  /// - Returns: a hint, or nil if nothing is near.
  package func hint(forUnknown key: String, in type: TypeID) -> String? {
    let known = members(of: type).map { self.member($0) }
    let choices = known.filter { $0.flags.contains(.choice) && self.names.string($0.name) == key }
      .map { self.names.string($0.key) }
    guard choices.isEmpty else {
      let shown = choices.count > 6 ? choices.prefix(6) + ["…"] : choices[...]
      return "the name says the type: \(shown.joined(separator: ", "))"
    }
    return NearMiss.of(key, among: known.lazy.map { self.names.string($0.key) }).map { "did you mean '\($0)'?" }
  }
}

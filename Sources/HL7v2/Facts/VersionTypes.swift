// The data types of one version, for XML, where they are the names of elements.

/// The types of fields and components as one version has them.
struct VersionTypes {
  private var fields: [String: [Int: String]] = [:]
  private var components: [String: [Int: String]] = [:]

  private static let all = Version.all.indices.map { VersionTypes(TypeFact.all, Version(Version.all[$0])) }

  /// The types of a version.
  static func of(_ version: Version) -> VersionTypes { all[version.place] }

  private init(_ facts: [TypeFact], _ version: Version) {
    for fact in facts where version.isIn(fact.versions) {
      if fact.isOfField {
        fields[fact.owner, default: [:]][fact.number] = fact.type
      } else {
        components[fact.owner, default: [:]][fact.number] = fact.type
      }
    }
  }

  /// The type of a field; nil if the version has no such field.
  func type(ofField number: Int, of segment: String) -> String? { fields[segment]?[number] }

  /// The type of a component; nil if the type has no such component.
  func type(ofComponent number: Int, of type: String) -> String? { components[type]?[number] }

  /// Whether values of a type have parts.
  func isComposite(_ type: String?) -> Bool { type.map { components[$0] != nil } ?? false }
}

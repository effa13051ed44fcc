// The data types of one version, for XML, where they are the names of elements.

internal import CHL7v2

/// The types of fields and components as one version has them.
struct VersionTypes {
  private var fields: [String: [Int: String]] = [:]
  private var components: [String: [Int: String]] = [:]

  /// Takes the facts of a version.
  init(_ version: Version) {
    var isOfFields = true
    for line in DataTypes.embedded.split(separator: "\n") where !line.hasPrefix("#") {
      let cells = line.split(separator: "\t")
      guard cells.count == 4 else { continue }
      guard let number = Int(cells[1]) else {
        isOfFields = cells[1] == "field"
        continue
      }
      guard version.isIn(cells[3]) else { continue }
      if isOfFields {
        fields[String(cells[0]), default: [:]][number] = String(cells[2])
      } else {
        components[String(cells[0]), default: [:]][number] = String(cells[2])
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

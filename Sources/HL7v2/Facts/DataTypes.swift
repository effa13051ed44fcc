// What is at a place of a message: the data types of fields and components, of the newest version that has them.

/// A data type: its name, and the types of its components if it has any.
struct DataType {
  let name: String
  /// By their numbers, from the first component on; empty for a primitive type.
  var components: [Int] = []
}

/// The data types of HL7 v2.
///
/// A message of any version is read by the newest types, for what a field gained later stands behind what it had: `CE` is
/// the beginning of `CWE`, and the one text of an old field the first component of a new one. So a mapping names a place
/// once, whatever the version.
struct DataTypes {
  /// The number of what has no components, or is not known.
  static let primitive = 0

  private(set) var types = [DataType(name: "ST")]
  /// The types of the fields of a segment, from the first field on.
  private var segments: [String: [Int]] = [:]
  private var numbers: [String: Int] = [:]

  static let newest = DataTypes(TypeFact.all)

  /// Types of old versions that are the beginning of others.
  private static let successors = [
    "AD": "XAD", "CE": "CWE", "CF": "CWE", "CK": "CX", "CN": "XCN", "CNE": "CWE", "PN": "XPN", "TS": "DTM",
  ]

  /// Takes the last type of each place; what was withdrawn keeps the type that it had.
  init(_ facts: [TypeFact]) {
    let facts = facts.filter { !["-", "WD", "wd"].contains($0.type) }
    let components = facts.filter { !$0.isOfField }
    for owner in Set(components.map(\.owner)).sorted() where Self.successors[owner] == nil {
      numbers[owner] = types.count
      types.append(DataType(name: owner))
    }
    for fact in components {
      guard let place = numbers[fact.owner] else { continue }
      Self.set(type(named: fact.type), fact.number, in: &types[place].components)
    }
    for fact in facts where fact.isOfField {
      Self.set(type(named: fact.type), fact.number, in: &segments[fact.owner, default: []])
    }
  }

  private static func set(_ type: Int, _ number: Int, in list: inout [Int]) {
    while list.count < number { list.append(primitive) }
    // The rows of one place are in the order of the versions.
    list[number - 1] = type
  }

  /// The types of the fields of a segment; none if it is not known.
  func fields(of segment: String) -> [Int] { segments[segment] ?? [] }

  /// The type of a name as it stands in OBX-2.
  func type(named name: String) -> Int { numbers[Self.successors[name] ?? name] ?? Self.primitive }
}

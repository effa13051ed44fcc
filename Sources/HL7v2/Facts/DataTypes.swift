// What is at a place of a message: the data types of fields and components, of the newest version that has them.

internal import CHL7v2

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

  static let newest = DataTypes(embedded)

  /// Types of old versions that are the beginning of others.
  private static let successors = [
    "AD": "XAD", "CE": "CWE", "CF": "CWE", "CK": "CX", "CN": "XCN", "CNE": "CWE", "PN": "XPN", "TS": "DTM",
  ]

  /// Reads the facts.
  init(_ facts: String) {
    var ofFields: [(owner: String, number: Int, type: String)] = []
    var ofComponents = ofFields
    var isOfFields = true
    for line in facts.split(separator: "\n") where !line.hasPrefix("#") {
      let cells = line.split(separator: "\t").map(String.init)
      guard cells.count == 4 else { continue }
      guard let number = Int(cells[1]) else {
        isOfFields = cells[1] == "field"
        continue
      }
      // What was withdrawn keeps the type that it had.
      if ["-", "WD", "wd"].contains(cells[2]) { continue }
      let fact = (cells[0], number, Self.successors[cells[2]] ?? cells[2])
      if isOfFields { ofFields.append(fact) } else { ofComponents.append(fact) }
    }
    for owner in Set(ofComponents.map(\.owner)).sorted() where Self.successors[owner] == nil {
      numbers[owner] = types.count
      types.append(DataType(name: owner))
    }
    for (owner, number, type) in ofComponents {
      guard let place = numbers[owner] else { continue }
      Self.set(numbers[type] ?? Self.primitive, number, in: &types[place].components)
    }
    for (owner, number, type) in ofFields {
      Self.set(numbers[type] ?? Self.primitive, number, in: &segments[owner, default: []])
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

  static var embedded: String {
    let count = transfuse_hl7v2_types_length()
    let start = unsafe transfuse_hl7v2_types()
    return unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }
}

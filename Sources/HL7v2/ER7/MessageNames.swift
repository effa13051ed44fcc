// The names of the elements of a message, each made once.

internal import SourceTree

/// The numbers of names in a tree that is being built.
struct MessageNames {
  static let root = "HL7v2"
  /// What a repetition of a field prints, where its parts would be printed in another way.
  static let printed = "printed"
  /// Whether a value is the two quotes that say that there is none.
  static let null = "null"
  /// Delimiters behind the last field of a segment.
  static let tail = "tail"
  /// What ends a segment, where it is not what ends the first; on the message, what ends the first.
  static let end = "end"
  /// The document in XML, where it would be written in another way.
  static let document = "document"
  /// The encoding of the message, where MSH-18 does not say it.
  static let encoding = "encoding"
  /// What stands before the first segment.
  static let before = "before"

  /// What the parts of a field are called by.
  enum Owner: Hashable {
    case element(UInt32)
    case type(Int)
  }

  /// A segment, with the names of its fields.
  struct Segment {
    let name: String
    let element: UInt32
    let types: [Int]
    var fields: [UInt32?] = []
  }

  private(set) var segments: [Segment] = []
  private var places: [String: Int] = [:]
  private var numbers: [String: UInt32] = [:]
  private var parts: [Owner: [UInt32?]] = [:]
  private var texts: [UInt32: String] = [:]

  mutating func number(_ name: String, _ builder: inout SourceTreeBuilder) -> UInt32 {
    if let number = numbers[name] { return number }
    let number = builder.number(of: SourceName(local: name))
    numbers[name] = number
    texts[number] = name
    return number
  }

  /// The place of a segment among the names.
  mutating func segment(_ name: String, _ builder: inout SourceTreeBuilder) -> Int {
    if let place = places[name] { return place }
    places[name] = segments.count
    segments.append(
      Segment(name: name, element: number(name, &builder), types: DataTypes.newest.fields(of: name)))
    return segments.count - 1
  }

  func type(ofField field: Int, of segment: Int) -> Int {
    let types = segments[segment].types
    return field <= types.count ? types[field - 1] : DataTypes.primitive
  }

  /// The name of a field, such as `PID.3`.
  mutating func field(_ field: Int, of segment: Int, _ builder: inout SourceTreeBuilder) -> UInt32 {
    if field < segments[segment].fields.count, let known = segments[segment].fields[field] { return known }
    let number = number("\(segments[segment].name).\(field)", &builder)
    while segments[segment].fields.count <= field { segments[segment].fields.append(nil) }
    segments[segment].fields[field] = number
    return number
  }

  /// The name of a component: by its type, `CX.4`, else by its place, `ZPI.2.4`.
  mutating func part(_ part: Int, of owner: Owner, _ builder: inout SourceTreeBuilder) -> UInt32 {
    if let known = parts[owner], part < known.count, let number = known[part] { return number }
    let prefix =
      switch owner {
      case .element(let element): texts[element] ?? ""
      case .type(let type): DataTypes.newest.types[type].name
      }
    let number = number("\(prefix).\(part)", &builder)
    while parts[owner, default: []].count <= part { parts[owner, default: []].append(nil) }
    parts[owner, default: []][part] = number
    return number
  }
}

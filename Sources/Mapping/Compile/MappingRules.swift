// A mapping as it is run: places with their types, codecs with their tables, groups put in.

internal import FHIRDefinitions
internal import FHIRCore

/// A line of a mapping as it is run.
final class MappedLine: Sendable {
  /// The number among all lines, which is the order of writing.
  let number: Int
  /// The line of the file.
  let line: Int
  let source: SourceSide
  let target: Target
  let children: [MappedLine]

  enum Target: Sendable {
    case block
    case leaf([MappedPlace], [Codec])
    case split([String], [MappedPlace])
    case resource(MappedResource)
    case at(MappedPlace)
    case constant(String)
    case keep(String)
    case ignore(String)
    case literal(MappedPlace, String)
    /// A link by key.
    case reference(MappedReference)
    /// A code that several others decide, by a table.
    case table(MappedPlace, [CodeTable.Row], [MappedPlace])
    /// A UCUM code with its system, from the unit as printed.
    case unit(code: MappedPlace, printed: MappedPlace)
  }

  init(number: Int, line: Int, source: SourceSide, target: Target, children: [MappedLine]) {
    self.number = number
    self.line = line
    self.source = source
    self.target = target
    self.children = children
  }
}

/// A reference to the resource that has a key.
struct MappedReference: Sendable {
  let place: MappedPlace
  let type: TypeID
  let key: MappedPlace
}

/// A resource that a line makes.
struct MappedResource: Sendable {
  let type: TypeID
  let typeName: String
  let name: String?
  let link: MappedPlace?
  let references: [(element: MappedPlace.Step, resource: String)]
  let key: MappedPlace?
}

// Why a table of definitions cannot be made or used.

/// Why a table of definitions was refused.
public enum DefinitionError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The bytes are no table of definitions.
  case notATable
  /// The table was written in another format than this program reads.
  case format(found: UInt32, expected: UInt32)
  /// The table is shorter or longer than it says, or a section lies outside of it.
  case length
  /// The table was changed after it was written.
  case checksum
  /// More of something than the table can hold.
  case tooMany(String)
  /// A definition refers to a type that is not defined.
  case undefinedType(String, in: String)
  /// A type specialises itself, through others.
  case circularBase(String)
  /// A definition lacks what every definition has.
  case incomplete(String)

  /// What was expected: lower case, no full stop.
  public var description: String {
    switch self {
    case .notATable: "expected a table of definitions"
    case .format(let found, let expected): "expected a table of definitions in format \(expected), found \(found)"
    case .length: "expected a whole table of definitions"
    case .checksum: "expected a table of definitions as it was written; its checksum does not match"
    case .tooMany(let what): "expected fewer \(what) than the table of definitions can hold"
    case .undefinedType(let type, let element): "expected a definition of the type '\(type)' of '\(element)'"
    case .circularBase(let type): "expected a base of the type '\(type)' that does not specialise it"
    case .incomplete(let what): "expected \(what)"
    }
  }
}

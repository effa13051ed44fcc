// A mapping as it is written: what stands on which line, before anybody asks what it means.

/// A mapping file.
///
/// An outline of the source document: on the left what stands in it, on the right its place in FHIR, one rule on a line.
/// Both directions run from the same lines.
public struct MappingFile: Sendable, Equatable {
  /// The name of the dialect.
  public var name = ""
  /// The version of the mapping.
  public var version = ""
  /// How numbers and dates are written: `decimal`, `thousands`, `pivot`.
  public var locale: [String: String] = [:]
  /// Names for URIs.
  public var systems: [Declared<String>] = []
  /// Attributes that are kept wherever no line speaks of them, and why.
  public var asides: [Declared<String>] = []
  /// Codes and what they become.
  public var tables: [Declared<CodeTable>] = []
  /// Lines for a data type, used as a codec.
  public var types: [Declared<TypeLines>] = []
  /// Named groups of lines.
  public var groups: [Declared<[MappingLine]>] = []
  /// The lines of the document.
  public var lines: [MappingLine] = []
}

/// Where something stands in a mapping file; both count from 1, columns in bytes.
public struct MappingPosition: Sendable, Hashable {
  /// The line.
  public let line: Int
  /// The column.
  public let column: Int
}

/// Something with a name.
public struct Declared<Content: Sendable & Equatable>: Sendable, Equatable {
  /// The name.
  public let name: String
  /// Where it is declared.
  public let position: MappingPosition
  /// What it stands for.
  public let content: Content
}

/// Codes of the source and what they become.
public struct CodeTable: Sendable, Equatable {
  /// One row.
  public struct Row: Sendable, Equatable {
    /// The code in the source.
    public let source: String
    /// The code in FHIR.
    public let target: String
    /// Where the row stands.
    public let position: MappingPosition
  }

  /// The system of the code that is kept beside the standard one; nil if none is kept.
  public var local: String?
  /// The system of the standard code; nil if the element has one of its own.
  public var standard: String?
  /// The rows, in their order.
  public var rows: [Row] = []
}

/// How a data type is written in the source.
public struct TypeLines: Sendable, Equatable {
  /// The type in FHIR.
  public let type: String
  /// The name by which the lines call the element, and the spellings that it has in sources; the first is written.
  public let names: [String: [String]]
  /// The lines.
  public let lines: [MappingLine]
}

/// One line, with those below it.
public struct MappingLine: Sendable, Equatable {
  /// Where it begins.
  public let position: MappingPosition
  /// What stands in the source.
  public let source: SourceSide
  /// Its place in FHIR.
  public let target: TargetSide
  /// The lines below it.
  public let children: [MappingLine]
}

/// The left side of a line.
public enum SourceSide: Sendable, Equatable {
  /// A node; several are spellings of one thing, of which the first is written.
  case node([SourcePath], repeats: Bool, isRequired: Bool)
  /// Several leaves that are joined, with the text between each two.
  case joined([SourcePath], separators: [String])
  /// Names of a case of `choose`, or `else`.
  case label([String])
  /// Nothing: the line is about FHIR only.
  case none
}

/// A path in the source, from where the block stands.
public struct SourcePath: Sendable, Equatable {
  /// A step of a path.
  public enum Step: Sendable, Equatable {
    /// A child element, perhaps only where a test holds.
    case element(String, SourceTest?)
    case attribute(String)
    /// The element's own text.
    case text
    /// The names of the children, as one text.
    case children
    case parent
  }

  /// The steps; at least one.
  public let steps: [Step]
}

/// A test for equality.
public struct SourceTest: Sendable, Equatable {
  /// What is looked at.
  public let path: SourcePath
  /// What it must be.
  public let value: String
}

/// The right side of a line.
public enum TargetSide: Sendable, Equatable {
  /// Nothing but a block.
  case block
  /// A place, and copies of it; through the first codec that can.
  case leaf([TargetPath], codecs: [CodecUse])
  /// One leaf over several places: texts and places in turn, beginning with a text.
  case split(texts: [String], places: [TargetPath])
  case resource(NewResource)
  /// Moves the focus.
  case at(TargetPath, where: NewResource.Condition?)
  /// The same in every document.
  case constant(String)
  /// Carried verbatim, and why.
  case keep(String)
  /// Dropped, and why.
  case ignore(String)
  /// Alternatives by the text of a node.
  case choose(SourcePath)
  /// Holds, on writing, the label of the alternatives at another place.
  case chooses(SourcePath)
  /// A named group of lines.
  case include(String)
  /// In FHIR only: a default, or what a codec makes of other places.
  case assign(TargetPath, AssignedValue)
}

/// What a line that is about FHIR only gives an element.
public enum AssignedValue: Sendable, Equatable {
  case literal(String)
  case derived(String, [TargetPath])
}

/// A place in FHIR: elements by their names in JSON.
public struct TargetPath: Sendable, Equatable {
  /// A step of a path.
  public struct Step: Sendable, Equatable {
    /// The name of the element in JSON.
    public let name: String
    /// Which item of a list.
    public let selector: Selector?
  }

  /// Which item of a list is meant.
  public enum Selector: Sendable, Equatable {
    /// Each, in their order.
    case each
    case index(Int)
    /// Each from this one on.
    case from(Int)
    /// The one whose system, or URL, has this name.
    case named(String)
  }

  /// The resource by its name; nil for the one that the block is about.
  public let root: String?
  /// The steps; empty for the resource itself.
  public let steps: [Step]
}

/// A codec and its argument.
public struct CodecUse: Sendable, Equatable {
  /// The name of a codec, or of a type that is declared.
  public let name: String
  /// What follows the name.
  public let argument: String
  /// Where it stands.
  public let position: MappingPosition
}

/// A resource that a line creates, and how it is linked.
public struct NewResource: Sendable, Equatable {
  /// The type of the resource.
  public var type = ""
  /// The name by which other lines call it.
  public var name: String?
  /// Where the enclosing resource refers to it.
  public var link: TargetPath?
  /// The references that it sets itself, by element, and the resources they lead to.
  public var references: [Reference] = []
  /// What a candidate must say of itself to be this one.
  public var condition: Condition?
  /// What its identity is made of.
  public var key: TargetPath?

  /// A reference that the resource sets.
  public struct Reference: Sendable, Equatable {
    /// The element that refers.
    public let element: String
    /// The name of the resource.
    public let resource: String
  }

  /// A test of a candidate.
  public struct Condition: Sendable, Equatable {
    /// The element that is looked at.
    public let path: TargetPath
    /// What it must be; nil if it must not be there.
    public let value: String?
  }
}

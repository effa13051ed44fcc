// A mapping as it is run: numbers and runs of numbers, so that running it counts no references.

internal import FHIRCore
internal import FHIRDefinitions
internal import Terminology
internal import TimeZones

/// The lines of a mapping with everything looked up that can be.
///
/// Places have their types, names are numbers, codecs have their tables. A group that includes itself is a block that leads to itself.
struct Plan: Sendable {
  var lines: [PlanLine] = []
  /// Runs of lines.
  var blocks: [PlanBlock] = []
  var places: [PlanPlace] = []
  var steps: [PlanStep] = []
  var paths: [PlanPath] = []
  var pathSteps: [PlanPathStep] = []
  var tests: [PlanTest] = []
  var cases: [PlanCase] = []
  var codecs: [Codec] = []
  /// For each codec, what the names are called that it looks up: `table sex`; nil if it looks up none.
  var kinds: [String?] = []
  /// How numbers are printed.
  var numbers = NumberFormat()
  /// The zone of times without one, where somebody said it.
  var zone: ClockZone?
  /// Codes that a user gives for names of the source.
  var concepts = LocalConcepts()
  var resources: [PlanResource] = []
  var references: [PlanReference] = []
  var links: [PlanLink] = []
  /// What tells items of lists from others.
  var conditions: [PlanResource.Condition] = []
  var tables: [[CodeTable.Row]] = []
  /// Texts of the mapping: reasons, constants, systems, separators.
  var texts: [String] = []
  /// The names of elements and attributes of the source, as they are written; the first is none.
  var names: [String] = [""]
  /// Why attributes are kept that no line speaks of, by their names, and the lines that say so.
  var asides: [String: PlanAside] = [:]
  /// The names that lines give to resources.
  var resourceNames: [String] = []
  /// The block of the document itself.
  var root = 0

  /// How many blocks may be around one: what a document nests more deeply is carried, for each takes room on the stack.
  static let deepest = 64

  /// The lines of a block.
  func lines(of block: Int) -> Range<Int> { blocks[block].lines.indices }

  /// The steps of a place, from what it begins with.
  func steps(of place: Int) -> Range<Int> { places[place].steps.indices }
}

/// Why an attribute is kept wherever no line speaks of it.
struct PlanAside: Sendable {
  let reason: String
  let line: Int32
}

/// Neighbours in one of the arrays of a plan.
struct PlanPart: BitwiseCopyable, Sendable, Hashable {
  let start: Int32
  let count: Int32

  init(_ range: Range<Int>) {
    start = Int32(truncatingIfNeeded: range.lowerBound)
    count = Int32(truncatingIfNeeded: range.count)
  }

  var indices: Range<Int> { Int(start)..<Int(start) + Int(count) }
  var isEmpty: Bool { count == 0 }
  /// The first of them, which is there.
  var first: Int { Int(start) }
}

/// The lines below a line.
struct PlanBlock: BitwiseCopyable, Sendable {
  var lines: PlanPart
  /// Whether some of the lines must find something.
  var hasRequired = false
}

/// One line.
struct PlanLine: BitwiseCopyable, Sendable {
  /// The number among all lines, which is the order of writing.
  let number: Int32
  /// The line of the file.
  let line: Int32
  let source: Source
  let target: Target
  /// Whether the block around it stands only where the line finds something.
  let isRequired: Bool

  enum Source: BitwiseCopyable, Sendable {
    /// The line is about FHIR only.
    case none
    /// A node; the paths are its spellings, of which the first is written.
    case node(paths: PlanPart, repeats: Bool)
    /// Leaves that are joined, and the texts between each two.
    case joined(paths: PlanPart, separators: PlanPart)
  }

  enum Target: BitwiseCopyable, Sendable {
    case block(Int)
    case leaf(places: PlanPart, codecs: PlanPart)
    case split(texts: PlanPart, places: PlanPart)
    case resource(Int, block: Int)
    case at(Int, block: Int, condition: Int?)
    case constant(Int)
    case keep(Int)
    case ignore(Int)
    /// Alternatives by the text at a path, if there is one; it is written with them if no line of theirs writes it.
    case choose(path: Int?, cases: PlanPart, isOwner: Bool)
    /// Holds the label of the alternatives at another node.
    case chooses
    /// A link by key.
    case reference(Int)
    case literal(Int, text: Int)
    /// A code that several others decide, by a table.
    case table(Int, table: Int, places: PlanPart)
    /// A UCUM code with its system, from the unit as printed.
    case unit(code: Int, printed: Int)
    /// The bounds of a reference range, from its text.
    case bounds(Int, text: Int)
    /// A value that stands elsewhere too.
    case same(Int, as: Int)

    /// Whether lines stand below.
    var hasBlock: Bool {
      switch self {
      case .block, .resource, .at, .choose: true
      default: false
      }
    }

    /// Whether the node holds the label of alternatives.
    var isLabel: Bool { if case .chooses = self { true } else { false } }
  }
}

/// An alternative.
struct PlanCase: BitwiseCopyable, Sendable {
  /// The texts that lead here; none for `else`.
  let labels: PlanPart
  /// The line that says what becomes of the node.
  let line: Int
}

/// A place in FHIR.
struct PlanPlace: BitwiseCopyable, Sendable {
  /// The number of the name of the resource that it begins at; nil for what the block is about.
  let resource: Int?
  let steps: PlanPart
  /// What the codes are called that stand there, if it is the code of a system of the source: the text `code test`.
  var codes: Int?
}

/// A step to an element.
struct PlanStep: BitwiseCopyable, Sendable {
  let name: Name
  let type: TypeID
  let flags: ElementFlags
  /// The type of the element that has it.
  let owner: TypeID
  let item: Item

  /// Whether it is a choice whose type the value decides.
  var isOpen: Bool { type == .unknown }

  /// Which item of a list.
  enum Item: BitwiseCopyable, Sendable, Equatable {
    case first
    case each
    case index(Int)
    /// Each from this one on.
    case from(Int)
    /// The one whose `system`, or for extensions `url`, is this text.
    case named(Int)
  }
}

/// A path in the source.
struct PlanPath: BitwiseCopyable, Sendable {
  let steps: PlanPart
  /// The path as it is written.
  let text: Int
}

/// A step to a node.
enum PlanPathStep: BitwiseCopyable, Sendable {
  case element(name: UInt16, test: Int?)
  case attribute(name: UInt16)
  case text
  case children
  case parent
}

/// A test for equality.
struct PlanTest: BitwiseCopyable, Sendable {
  let path: Int
  let value: Int
}

/// A reference to the resource that has a key.
struct PlanReference: BitwiseCopyable, Sendable {
  let place: Int
  let type: TypeID
  let key: PlanPart
}

/// A resource that a line makes.
struct PlanResource: BitwiseCopyable, Sendable {
  let type: TypeID
  /// The number of its name.
  let name: Int?
  /// Where the enclosing resource refers to it.
  let link: Int?
  /// The references that it sets itself.
  let links: PlanPart
  let key: Int?
  /// What tells it from others of its type: a place and its text.
  let condition: Condition?

  struct Condition: BitwiseCopyable, Sendable {
    let place: Int
    /// Nil if it must not say anything there.
    let text: Int?
  }
}

/// A reference that a resource sets itself.
struct PlanLink: BitwiseCopyable, Sendable {
  let step: Int
  /// The number of the name of the resource that it leads to.
  let resource: Int
}

// The dialects of legacy documents that are known: those inside the binary, and those that a user brings.

public import FHIRCore
public import Mapping
internal import HL7v2
internal import SourceTree
internal import Terminology

/// Dialects, each with the mapping that reads and writes it.
public struct Dialects: Sendable {
  /// A dialect, whose mapping is compiled when it is needed first.
  public struct Dialect: Sendable {
    /// The name, as on the command line.
    public let name: String
    /// The names of the elements that documents begin with.
    public let roots: [String]
    private let source: Source

    private enum Source: Sendable {
      case mapping(Mapping)
      case shipped(ShippedMapping)
    }

    init(_ mapping: Mapping) {
      name = mapping.name
      roots = mapping.roots
      source = .mapping(mapping)
    }

    init(_ shipped: ShippedMapping) {
      name = shipped.name
      roots = shipped.roots
      source = .shipped(shipped)
    }

    /// The mapping that reads and writes it.
    public var mapping: Mapping {
      switch source {
      case .mapping(let mapping): mapping
      case .shipped(let shipped): shipped.mapping
      }
    }

    func reads(_ root: SourceName) -> Bool { roots.contains(root.qualified) }
  }

  /// The dialects; of two that read the same documents the later one is used.
  public private(set) var all: [Dialect] = []

  /// Those that are shipped.
  public static let embedded: Dialects = {
    var dialects = Dialects()
    dialects.all = EmbeddedFile.all.filter { $0.path.hasSuffix(".map") }.map { Dialect(ShippedMapping($0)) }
    return dialects
  }()

  /// The text of a shipped mapping, by the name of its dialect.
  public static func text(of name: String) -> [UInt8]? {
    EmbeddedFile.all.first { $0.path.hasSuffix("/\(name).map") }?.bytes
  }

  /// Begins without any.
  public init() {}

  /// Adds a mapping, which takes the place of one of the same name.
  ///
  /// - Throws: a `Diagnostic` if the mapping cannot be used.
  public mutating func add(_ text: [UInt8], file: String) throws(Diagnostic) {
    let mapping = try Mapping(text, file: file)
    all.removeAll { $0.name == mapping.name }
    all.append(Dialect(mapping))
  }

  /// The names of the dialects, sorted.
  public var names: [String] {
    all.flatMap { $0.reads(.hl7v2) ? [$0.name, $0.name + LegacySyntax.suffix] : [$0.name] }.sorted()
  }

  /// Whether a format is one of which a file holds any number of documents.
  func writesMessages(_ format: Format) -> Bool {
    guard case .dialect(let name) = format, let mapping = mapping(named: name) else { return false }
    return LegacySyntax(of: name, mapping) == .er7
  }

  /// The mapping of a dialect.
  func mapping(named name: String) -> Mapping? {
    let dialect =
      all.first { $0.name == name } ?? all.first { $0.reads(.hl7v2) && $0.name + LegacySyntax.suffix == name }
    return dialect?.mapping
  }

  /// What a file is, from its content alone, its dialect if it is a legacy document.
  ///
  /// Whether XML is of a dialect is known by its root; messages of HL7 v2 are all read by the same mapping.
  func detect(_ bytes: [UInt8], encoding: String? = nil) -> DetectedFormat {
    let detected = DetectedFormat(bytes)
    let root: SourceName? =
      switch detected {
      case .hl7v2: .hl7v2
      case .foreign("XML"): SourceName(rootOf: bytes, encoding: encoding)
      default: nil
      }
    guard let root else { return detected }
    if let dialect = all.last(where: { $0.reads(root) }) { return .format(.dialect(dialect.name)) }
    guard root.isMessage, let dialect = all.last(where: { $0.reads(.hl7v2) }) else { return detected }
    return .format(.dialect(dialect.name + LegacySyntax.suffix))
  }
}

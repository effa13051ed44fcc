// Reads one JSON record into a tree.

public import FHIRCore
public import FHIRDefinitions

/// Reads FHIR JSON (FHIR R4, 2.6.2), exactly: every value is kept as it is written.
///
/// ```swift
/// var reader = JSONReader()
/// let tree = try reader.read(bytes, file: "patient.json")
/// for finding in reader.diagnostics { print(finding) }
/// tree.root.child("birthDate")?.string                    // "1954-06"
/// R4.AnyResource(tree.root).as(R4.Patient.self)?.birthDate  // the same, as a FHIRDate
/// ```
///
/// The text is not copied: the tree refers to it. Reading throws only when no tree can be built, that is when the text
/// is no JSON or exceeds a limit; what contradicts the definitions is kept in the tree and reported. A reader that is
/// used for many records becomes faster, for it remembers in which order keys come.
public struct JSONReader: ~Copyable {
  /// What was found in the record read last, in the order of the text; of one that was refused, up to there.
  public private(set) var diagnostics: [Diagnostic] = []
  /// How much more was found of each severity than is listed there: a thousand of each are.
  public private(set) var unlisted: [Rule.Severity: Int] = [:]
  private let definitions: Definitions?
  private let limits: Limits
  private var memory = JSONMemory()

  /// Makes a reader of R4.
  ///
  /// Without definitions any JSON is read as it stands: every key is a child, also `resourceType` and `_x`.
  public init(definitions: Definitions? = .r4, limits: Limits = Limits()) {
    self.definitions = definitions
    self.limits = limits
  }

  /// Reads a resource, or, if a type is named, a value of that data type.
  ///
  /// - Parameters:
  ///   - text: the record, UTF-8; a byte order mark is skipped with a warning.
  ///   - file: what the user calls the file, for diagnostics.
  ///   - firstLine: the number of the record's first line in that file.
  ///   - type: the type of the value; nil for a resource, which says its type itself.
  /// - Returns: the tree, with everything that the text holds.
  /// - Throws: a `Diagnostic` with its place if the text is no JSON or exceeds a limit.
  public mutating func read(
    _ text: [UInt8], file: String = "-", firstLine: Int = 1, as type: TypeID? = nil
  ) throws(Diagnostic) -> ElementTree {
    diagnostics = []
    unlisted = [:]
    let source = SourceMap(file: file, text: text, firstLine: firstLine)
    do {
      return try parse(text, source: source, type: type)
    } catch {
      throw Diagnostic(error.rule, error.message(limits), at: source.place(of: error.offset), hint: error.hint)
    }
  }

  private mutating func parse(
    _ text: [UInt8], source: SourceMap, type: TypeID?
  ) throws(JSONFault) -> ElementTree {
    guard text.count <= limits.size else { throw JSONFault(.limit(.size), at: 0) }
    let bytes = text.span
    try Self.checkEncoding(bytes)
    var findings = RecordFindings(source: source)
    var start = 0
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
      start = 3
      findings.report(JSONRule.byteOrderMark, "expected no byte order mark; it is skipped", at: 0, path: "")
    }
    let names = NameTable(known: definitions?.names ?? .none)
    var root = Slot(parent: ElementRecord.none, name: .none, type: type ?? .unknown)
    if type == nil, let definitions {
      root.type = definitions.type("Resource") ?? .unknown
      root.isResource = true
    }
    // The memory goes through the parser and back, so that it is never copied.
    var parser = JSONParser(
      definitions: definitions, builder: TreeBuilder(names: names, text: text, source: source, limits: limits),
      findings: findings, memory: memory, depth: limits.depth)
    memory = JSONMemory()
    do {
      try parser.parse(bytes, from: start, root: root)
    } catch {
      (diagnostics, unlisted) = (parser.findings.finish(), parser.findings.unlisted)
      // Of a text that cannot be read to its end nobody knows what is missing.
      diagnostics.removeAll { $0.rule == StructureRule.resourceTypeMissing }
      memory = parser.memory
      memory.seenKeys.closeAll()
      throw error
    }
    (diagnostics, unlisted) = (parser.findings.finish(), parser.findings.unlisted)
    memory = parser.memory
    return parser.finish()
  }

  private static func checkEncoding(_ bytes: borrowing Span<UInt8>) throws(JSONFault) {
    do {
      _ = try UTF8Span(validating: copy bytes)
    } catch {
      throw JSONFault(.encoding, at: error.byteOffsets.lowerBound)
    }
  }
}

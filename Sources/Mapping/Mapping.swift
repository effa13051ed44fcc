// A mapping that runs: documents into FHIR and FHIR into documents, from the same lines.

public import FHIRCore
internal import FHIRDefinitions
public import SourceTree
public import Terminology
public import TimeZones

/// A mapping between a legacy dialect and FHIR R4.
///
/// ```swift
/// let mapping = try Mapping(text, file: "my-lab.map")
/// let reading = try mapping.read(SourceTree.read(xml: bytes, file: "export.xml"))
/// let writing = try mapping.write(reading.bundle)
/// writing.document.canonical == document.canonical   // true
/// ```
public struct Mapping: Sendable {
  /// The name of the dialect.
  public let name: String
  /// The version of the mapping.
  public let version: String
  private(set) var plan: Plan

  /// Reads, checks and compiles a mapping.
  ///
  /// - Parameters:
  ///   - text: the mapping file, in UTF-8.
  ///   - file: what the user calls it, for places.
  /// - Throws: the first `Diagnostic` if the mapping cannot be used; `MappingFile.check` gives all of them.
  public init(_ text: [UInt8], file: String) throws(Diagnostic) {
    let mapping = try MappingFile.read(text, file: file)
    if let fault = mapping.check(file: file).first(where: { $0.rule.severity == .error }) { throw fault }
    name = mapping.name
    version = mapping.version
    var compiler = PlanCompiler(mapping, file: file)
    plan = try compiler.compile()
  }

  /// The mapping with codes that a user gives for names which its tables do not have.
  public func with(_ concepts: LocalConcepts) -> Mapping {
    var mapping = self
    mapping.plan = plan.with(concepts)
    return mapping
  }

  /// The mapping with a zone for times that are printed without one.
  func with(_ zone: ClockZone) -> Mapping {
    var mapping = self
    mapping.plan = plan.with(zone)
    return mapping
  }

  /// Whether a document is one of this dialect, by the element that it begins with.
  public func reads(_ root: SourceName) -> Bool { roots.contains(root.qualified) }

  /// The names of the elements that documents begin with.
  public var roots: [String] {
    plan.lines(of: plan.root).compactMap { number in
      guard case .node(let paths, _) = plan.lines[number].source,
        let step = plan.paths[paths.first].steps.indices.first, case .element(let name, _) = plan.pathSteps[step]
      else { return nil }
      return plan.names[Int(name)]
    }
  }

  /// What came of writing a Bundle.
  public struct Writing: Sendable {
    /// The document.
    public let document: SourceTree
    /// What of the Bundle has no place in it, at its places there.
    public let losses: [Diagnostic]
    /// How its values were written.
    public let grades: Grades
    /// What else is worth knowing.
    public let findings: [Diagnostic]
  }

  /// Reads a document into FHIR.
  ///
  /// - Parameters:
  ///   - tree: the document.
  ///   - options: what it is read for.
  /// - Returns: the Bundle and the account of the document.
  /// - Throws: a `Diagnostic` if the document is none of this dialect, or exceeds what a tree can hold.
  public func read(_ tree: SourceTree, _ options: ReadingOptions = ReadingOptions()) throws(Diagnostic) -> Reading {
    if let zone = options.zone, plan.zone != zone { return try with(zone).read(tree, options) }
    var reading = MappedReading(tree, plan)
    guard reading.run() else { throw otherRoot(tree) }
    do throws(TreeLimit) {
      let findings = reading.contradictions + reading.clockFindings
      let entries = reading.bundle(of: self, options)
      let bundle = try MappedBundle(reading, entries, of: self)
      let difference = bundle.difference.map { node in
        Diagnostic(MappingRule.notEqual, "expected a mapping that writes this again as it is", at: node.place)
      }
      return Reading(
        bundle: bundle.tree, exceptions: bundle.exceptions, difference: difference, coding: reading.coding,
        findings: findings, source: tree, dialect: name, account: bundle.leaves)
    } catch {
      throw Diagnostic(error.rule, "expected less than the tree can hold", at: Place(file: tree.source.file))
    }
  }

  /// How the values of FHIR went into a document.
  public struct Grades: Sendable, Hashable, CustomStringConvertible {
    /// As they are: they come back so.
    public let exact: Int
    /// With more than they said: what comes back contains them.
    public let enriching: Int
    /// Not at all.
    public let lossy: Int

    /// The counts of two documents together.
    public static func + (one: Grades, other: Grades) -> Grades {
      Grades(
        exact: one.exact + other.exact, enriching: one.enriching + other.enriching, lossy: one.lossy + other.lossy)
    }

    /// The counts in words.
    public var description: String { "\(exact) exact, \(enriching) enriching, \(lossy) lossy" }
  }

  /// Writes a Bundle as a document.
  ///
  /// - Parameters:
  ///   - bundle: the Bundle; of one that this mapping made, what it carries comes back.
  ///   - encoding: the encoding of the document; nil for that of the document it was made of, else UTF-8.
  ///   - zone: gives the zone of a name, which times of the document were read in.
  ///   - isIndented: whether elements are set out on lines of their own, where that changes nothing in XML.
  /// - Returns: the document and what has no place in it.
  /// - Throws: a `Diagnostic` if the Bundle has no resource that the root of a document is made of.
  public func write(
    _ bundle: ElementTree, encoding: String? = nil, zone: (String) -> ClockZone? = { ClockZone(offset: $0) },
    isIndented: Bool = true
  ) throws(Diagnostic) -> Writing {
    var writing = MappedWriting(bundle, plan, of: name)
    if plan.zone == nil, let named = writing.zone, let zone = zone(named) {
      writing = MappedWriting(bundle, plan.with(zone), of: name)
    }
    let root = writing.run()
    guard root.exists else {
      throw Diagnostic(
        MappingRule.nothing, "expected a resource that a document of \(name) is made of", at: bundle.root.place)
    }
    guard writing.output.isWhole else {
      throw Diagnostic(TreeRule.size, "expected less than a document can hold", at: bundle.root.place)
    }
    func findings(_ rule: Rule, _ message: String, _ elements: [ElementID]) -> [Diagnostic] {
      elements.map { Diagnostic(rule, message, at: Node(tree: bundle, id: $0.raw).place) }
    }
    var losses = Self.losses(ofBundle: bundle.root)
    losses += findings(
      MappingRule.noPlace, "expected only what a document of \(name) has a place for", writing.losses)
    losses += findings(
      MappingRule.stale, "expected what this stood behind, or as many as there were; it is at the end now",
      writing.stale)
    let source = writing.isOwn ? writing.fhir.part("encoding", ofSource: writing.source) : nil
    return Writing(
      document: writing.output.tree(root, encoding: encoding ?? source ?? "UTF-8", isIndented: isIndented),
      losses: losses,
      grades: Grades(
        exact: writing.writtenValues - writing.enriched, enriching: writing.enriched, lossy: writing.losses.count),
      findings: findings(
        MappingRule.superseded, "expected the text of the value beside it; the value is written", writing.superseded))
  }

  private func otherRoot(_ tree: SourceTree) -> Diagnostic {
    Diagnostic(
      MappingRule.root, "expected \(roots.map { "<\($0)>" }.joined(separator: " or ")), as documents of \(name) begin",
      at: tree.root?.place ?? Place(file: tree.source.file))
  }

  /// What a Bundle says about itself and its entries, for which no document has a place.
  private static func losses(ofBundle bundle: Node) -> [Diagnostic] {
    guard bundle.type == KnownType.bundle else { return [] }
    func lost(_ node: Node) -> Diagnostic {
      Diagnostic(MappingRule.noPlace, "expected only resources, which are what a document is made of", at: node.place)
    }
    let own = bundle.children.filter { !["entry", "id", "type", "meta"].contains($0.nameString) }
    let entries = bundle.children("entry").flatMap { entry in
      // What a server is to do is nothing that a document says.
      entry.children.filter { !["fullUrl", "request", "resource"].contains($0.nameString) }
    }
    return (own + entries).map(lost)
  }
}

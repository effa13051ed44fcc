// A mapping that runs: documents into FHIR and FHIR into documents, from the same lines.

public import FHIRCore
internal import FHIRDefinitions
public import SourceTree

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
  let lines: [MappedLine]

  /// Reads, checks and compiles a mapping.
  ///
  /// - Parameters:
  ///   - text: the mapping file, in UTF-8.
  ///   - file: what the user calls it, for places.
  /// - Throws: the first `Diagnostic` if the mapping cannot be used; `MappingFile.check` gives all of them.
  public init(_ text: [UInt8], file: String) throws(Diagnostic) {
    let mapping = try MappingFile.read(text, file: file)
    if let fault = mapping.check(file: file).first { throw fault }
    name = mapping.name
    var compiler = MappingCompiler(mapping, file: file)
    lines = try compiler.compile()
  }

  /// What came of reading a document.
  public struct Reading: Sendable {
    /// A Bundle with all that the document says.
    public let bundle: ElementTree
    /// What became of each leaf of the document.
    public let ledger: Ledger
    /// How many notes the Bundle carries of how the document differs from what the lines alone would write.
    public let exceptions: Int
    /// The first place where writing the Bundle does not give the document again; nil if it does.
    public let difference: Diagnostic?

    /// Whether writing the Bundle gives the document again, but for what the mapping leaves out.
    public var isEqual: Bool { difference == nil }

    /// What no line of the mapping takes: each path once, with its count and its first place.
    public var unmapped: [Diagnostic] {
      var counts: [String: Int] = [:]
      var first: [(row: Ledger.Row, path: String)] = []
      for row in ledger.rows where row.state == .unmapped {
        let path = Mapping.withoutPositions(row.place.path ?? "")
        counts[path, default: 0] += 1
        if counts[path] == 1 { first.append((row, path)) }
      }
      return first.map { row, path in
        var place = row.place
        place.path = path
        let count = counts[path, default: 0]
        let message =
          "expected " + (row.reason == nil ? "a line for this" : "a line that can take this")
          + "; it is carried as it is" + (count > 1 ? ", \(count) times" : "")
        return Diagnostic(MappingRule.carried, message, at: place, hint: row.reason)
      }
    }
  }

  /// A path without the positions of its steps: `/Befund/Wert/@Alt`.
  fileprivate static func withoutPositions(_ path: String) -> String {
    var shown = ""
    var isPosition = false
    for character in path {
      if character == "[" { isPosition = true }
      if !isPosition { shown.append(character) }
      if character == "]" { isPosition = false }
    }
    return shown
  }

  /// Whether a document is one of this dialect, by its root.
  public func reads(_ tree: SourceTree) -> Bool {
    guard let root = tree.root else { return false }
    return roots.contains(root.name.qualified)
  }

  /// The names of the elements that documents begin with.
  public var roots: [String] {
    lines.compactMap { line in
      guard case .node(let paths, _, _) = line.source, case .element(let name, _)? = paths.first?.steps.first else {
        return nil
      }
      return name
    }
  }

  /// What came of writing a Bundle.
  public struct Writing: Sendable {
    /// The document.
    public let document: SourceTree
    /// What of the Bundle has no place in it, at its places there.
    public let losses: [Diagnostic]
    /// What else is worth knowing.
    public let findings: [Diagnostic]
  }

  /// Reads a document into FHIR.
  ///
  /// - Parameters:
  ///   - tree: the document.
  ///   - recordedAt: when the Bundle is made, for its Provenance; nil if that is not said.
  /// - Returns: the Bundle and the account of the document.
  /// - Throws: a `Diagnostic` if the document is none of this dialect, or exceeds what a tree can hold.
  public func read(_ tree: SourceTree, recordedAt: FHIRInstant? = nil) throws(Diagnostic) -> Reading {
    let reading = MappedReading(tree)
    guard reading.run(lines) else { throw otherRoot(tree) }
    let bundle = MappedBundle(reading, of: self, recordedAt: recordedAt)
    let difference = bundle.difference(self).map { node in
      var place = reading.wanted === tree ? node.place : Place(file: "", path: node.path)
      place.file = tree.source.file
      return Diagnostic(MappingRule.notEqual, "expected a mapping that writes this again as it is", at: place)
    }
    do throws(TreeLimit) {
      return Reading(
        bundle: try bundle.tree(), ledger: ledger(reading, bundle), exceptions: bundle.exceptions,
        difference: difference)
    } catch {
      throw Diagnostic(error.rule, "expected less than the tree can hold", at: Place(file: tree.source.file))
    }
  }

  /// Writes a Bundle as a document.
  ///
  /// - Parameters:
  ///   - bundle: the Bundle; of one that this mapping made, what it carries comes back.
  ///   - encoding: the encoding of the document; nil for that of the document it was made of, else UTF-8.
  /// - Returns: the document and what has no place in it.
  /// - Throws: a `Diagnostic` if the Bundle has no resource that the root of a document is made of.
  public func write(_ bundle: ElementTree, encoding: String? = nil) throws(Diagnostic) -> Writing {
    var resources: [(url: String, draft: Draft)] = []
    for entry in bundle.root.children("entry") {
      guard let resource = entry.child("resource") else { continue }
      resources.append((entry.child("fullUrl")?.string ?? "", Draft(resource)))
    }
    var losses = Self.losses(ofBundle: bundle.root)
    let writing = MappedWriting(resources, of: name)
    guard let root = writing.run(lines) else {
      throw Diagnostic(
        MappingRule.nothing, "expected a resource that a document of \(name) is made of", at: bundle.root.place)
    }
    let source = resources.lazy.filter { $0.draft.sourceDialect == name }.compactMap(\.draft.sourceEncoding).first
    var builder = SourceTreeBuilder(encoding: encoding ?? source ?? "UTF-8")
    root.write(to: &builder)
    func findings(_ rule: Rule, _ message: String, _ drafts: [Draft]) -> [Diagnostic] {
      drafts.compactMap { $0.node.map { Diagnostic(rule, message, at: $0.place) } }
    }
    losses += findings(
      MappingRule.noPlace, "expected only what a document of \(name) has a place for", writing.losses)
    losses += findings(
      MappingRule.stale, "expected what this stood behind, or as many as there were; it is at the end now",
      writing.stale)
    return Writing(
      document: builder.finish(), losses: losses,
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
    func lost(_ node: Node) -> Diagnostic {
      Diagnostic(MappingRule.noPlace, "expected only resources, which are what a document is made of", at: node.place)
    }
    let own = bundle.children.filter { !["entry", "id", "type", "meta"].contains($0.nameString) }
    let entries = bundle.children("entry").flatMap { entry in
      entry.children.filter { !["fullUrl", "resource"].contains($0.nameString) }
    }
    return (own + entries).map(lost)
  }

  private func ledger(_ reading: MappedReading, _ bundle: MappedBundle) -> Ledger {
    let accounts = reading.accounts.sorted { $0.node.id < $1.node.id }
    // An attribute stands where its element begins, so the places only go forth.
    let places = reading.tree.source.places(of: accounts.map(\.node.offset))
    return Ledger(
      rows: zip(accounts, places).map { account, place in
        var place = place
        place.path = reading.positions.path(of: account.node)
        return Ledger.Row(
          account.state, at: place, rule: account.line.map { "\(name):\($0)" }, reason: account.reason,
          targets: account.targets.map(bundle.path(of:)))
      })
  }
}

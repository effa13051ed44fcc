// Whether a mapping keeps its promises on a document: what comes back, what changes with each leaf, what an edit becomes.

public import FHIRCore
internal import FHIRDefinitions
public import SourceTree

/// A mapping tried on one document.
///
/// That a document comes back equal proves nothing alone: a mapping that carries everything does that. So each leaf is
/// changed by itself, and must change what is mapped unless the ledger names it; and each value of the FHIR is edited by
/// itself, and must be in what is written, or be reported as a loss.
public struct MappingTrial: Sendable {
  /// How many leaves are in each state.
  public private(set) var leaves = Ledger.Totals()
  /// How many notes and printed texts are stored beside the values.
  public private(set) var exceptions = 0
  /// Whether writing gives the document again.
  public private(set) var isEqual = false
  /// Whether reading what was written gives the same FHIR, apart from where it comes from.
  public private(set) var isStable = false
  /// Changed leaves of the document, by where the change shows.
  public private(set) var mutations = Mutations()
  /// Changed values of the FHIR, by what became of them.
  public private(set) var edits = Edits()
  /// Removed values of the FHIR, by what became of them: they are gone from the document, or what is left of them is reported.
  public private(set) var removals = Edits()

  /// Changed leaves, by where the change shows.
  public struct Mutations: Sendable, Hashable {
    /// In values of FHIR.
    public var mapped = 0
    /// Only in what is carried.
    public var carried = 0
    /// Nowhere, and the ledger says that the leaf is left out.
    public var ignored = 0
    /// Nowhere, or the changed document does not come back: a fault of ours.
    public var missed: [String] = []
  }

  /// Edited values, by what became of them.
  public struct Edits: Sendable, Hashable {
    /// They are in what was written.
    public var kept = 0
    /// They were reported as losses.
    public var reported = 0
    /// Neither: a fault of ours.
    public var silent: [String] = []
  }

  /// Whether everything holds.
  public var holds: Bool {
    isEqual && isStable && mutations.missed.isEmpty && edits.silent.isEmpty && removals.silent.isEmpty
  }

  /// Tries a mapping.
  ///
  /// - Parameters:
  ///   - mapping: the mapping.
  ///   - tree: the document.
  ///   - share: try every so manieth leaf and value alone, for it takes a reading and a writing for each.
  /// - Throws: a `Diagnostic` if the document cannot be read by the mapping.
  public init(_ mapping: Mapping, on tree: SourceTree, every share: Int = 1) throws(Diagnostic) {
    let reading = try mapping.read(tree)
    leaves = reading.totals
    exceptions = reading.exceptions
    isEqual = reading.isEqual
    let writing = try mapping.write(reading.bundle)
    // What the mapping leaves out does not come back.
    isEqual = isEqual && (leaves.ignored > 0 || writing.document.canonical == tree.canonical)
    let facts = Facts(reading.bundle)
    isStable = Facts(try mapping.read(writing.document).bundle) == facts && writing.losses.isEmpty
    try mutate(mapping, tree, facts, share)
    try edit(mapping, reading, share)
  }

  private mutating func mutate(
    _ mapping: Mapping, _ tree: SourceTree, _ facts: Facts, _ share: Int
  ) throws(Diagnostic) {
    guard let root = tree.root else { return }
    for (index, leaf) in Self.leaves(root).enumerated() where index % share == 0 {
      var builder = SourceTreeBuilder(encoding: "UTF-8")
      builder.copy(root, values: { $0.id == leaf.id ? $0.value + "1" : $0.value })
      let changed = builder.finish()
      let reading = try mapping.read(changed)
      let changedFacts = Facts(reading.bundle)
      if !reading.isEqual {
        mutations.missed.append("\(leaf.path): does not come back")
      } else if changedFacts.mapped != facts.mapped {
        mutations.mapped += 1
      } else if changedFacts.carried != facts.carried {
        mutations.carried += 1
      } else if reading.account.leaves.contains(where: {
        $0.state == .ignored && SourceNode(tree: changed, id: $0.node).path == leaf.path
      }) {
        mutations.ignored += 1
      } else {
        mutations.missed.append(leaf.path)
      }
    }
  }

  private static func leaves(_ node: SourceNode) -> [SourceNode] {
    node.children.filter(\.isData).flatMap { child in
      child.kind == .element ? leaves(child) : child.kind == .attribute && child.name.isDeclaration ? [] : [child]
    }
  }

  private mutating func edit(_ mapping: Mapping, _ reading: Mapping.Reading, _ share: Int) throws(Diagnostic) {
    func reports(_ writing: Mapping.Writing) -> Int { writing.losses.count + writing.findings.count }
    let unedited = try mapping.write(reading.bundle)
    let (losses, before) = (unedited.losses.count, reports(unedited))
    let counts = Facts(reading.bundle).counts
    var work = MappedWriting(reading.bundle, mapping.plan, of: mapping.name)
    _ = work.run()
    for (index, value) in Self.values(reading.bundle.root).enumerated() where index % share == 0 {
      let edited = (value.string ?? "") + "1"
      let writing = try mapping.write(reading.bundle.with(edited, at: value))
      if writing.losses.count == losses,
        Facts(try mapping.read(writing.document).bundle).mapped.contains(Facts.fact(value, edited))
      {
        edits.kept += 1
      } else if reports(writing) > before {
        edits.reported += 1
      } else {
        edits.silent.append(value.path)
      }
      // What follows from other values comes again when it is gone.
      guard !work.derived.contains(ElementID(raw: value.id)) else { continue }
      let shorter = reading.bundle.without(value)
      let removal = try mapping.write(shorter)
      let after = Facts(try mapping.read(removal.document).bundle).counts
      let key = Facts.withoutPositions(Facts.fact(value, value.string ?? ""))
      let isGone = after[key, default: 0] < counts[key, default: 0]
      // Nothing else went with it.
      if removal.losses.count == losses, isGone,
        Facts(shorter).counts.allSatisfy({ after[$0.key, default: 0] >= $0.value })
      {
        removals.kept += 1
      } else if reports(removal) > before {
        removals.reported += 1
      } else {
        removals.silent.append(value.path)
      }
    }
  }

  /// The values that somebody may edit: not what identifies, refers or says where something comes from.
  private static func values(_ node: Node) -> [Node] {
    if Facts.isSourceDocument(node) || Facts.isCarried(node) { return [] }
    let isFact = node.kind != .none && !Facts.isOfIdentity(node)
    return (isFact ? [node] : []) + node.children.flatMap(values)
  }
}

extension ElementTree {
  /// A tree with another value at one place.
  fileprivate func with(_ value: String, at node: Node) -> ElementTree {
    var records = records
    let start = decoded.count
    let decoded = decoded + value.utf8
    records[Int(node.id)].setValue(node.kind, start: start, count: decoded.count - start, decoded: true)
    return ElementTree(records: records, text: text, decoded: decoded, names: names, source: nil)
  }

  /// A tree without an element, and without those around it that would be empty.
  fileprivate func without(_ node: Node) -> ElementTree {
    var gone = node
    while let parent = gone.parent, parent.kind == .none, !parent.flags.contains(.resource),
      parent.children.allSatisfy({ $0.id == gone.id })
    {
      gone = parent
    }
    var records = records
    // What no element leads to any more has no value either.
    func clear(_ node: Node) {
      records[Int(node.id)].kind = .none
      for child in node.children { clear(child) }
    }
    clear(gone)
    if let parent = gone.parent {
      let siblings = parent.children.map(\.id).filter { $0 != gone.id }
      records[Int(parent.id)].firstChild = siblings.first ?? ElementRecord.none
      records[Int(parent.id)].lastChild = siblings.last ?? ElementRecord.none
      for (sibling, next) in zip(siblings, siblings.dropFirst() + [ElementRecord.none]) {
        records[Int(sibling)].nextSibling = next
      }
    }
    return ElementTree(records: records, text: text, decoded: decoded, names: names, source: nil)
  }
}

/// The values of a Bundle, by what they are compared by.
private struct Facts: Equatable {
  private(set) var mapped: [String] = []
  private(set) var carried: [String] = []

  /// How often each value is mapped, wherever in a list it stands; without the printed texts beside values, which are made
  /// anew.
  var counts: [String: Int] {
    var counts: [String: Int] = [:]
    for fact in mapped where !fact.contains(".extension[") { counts[Self.withoutPositions(fact), default: 0] += 1 }
    return counts
  }

  /// A fact without the positions in its path.
  static func withoutPositions(_ fact: String) -> String {
    let end = fact.firstIndex(of: "=") ?? fact.endIndex
    return String(fact[..<end]).replacing(/\[[0-9]+\]/, with: "") + fact[end...]
  }

  init(_ bundle: ElementTree) { collect(bundle.root, bundle.root.nameString, isCarried: false) }

  private mutating func collect(_ node: Node, _ path: String, isCarried: Bool) {
    let isSource = Self.isSourceDocument(node)
    let isCarried = isCarried || Self.isCarried(node)
    if node.kind != .none, !isSource, !Self.isOfIdentity(node) {
      let fact = "\(path)=\(node.string ?? "")"
      if isCarried { carried.append(fact) } else { mapped.append(fact) }
    }
    var counts: [Name: Int] = [:]
    for child in node.children {
      // Where something comes from is no fact, but for what is carried of it.
      if isSource, !Self.isCarried(child) { continue }
      let index = counts[child.name, default: 0]
      counts[child.name] = index + 1
      collect(
        child, "\(path).\(child.nameString)" + (child.flags.contains(.repeats) ? "[\(index)]" : ""),
        isCarried: isCarried)
    }
  }

  static func fact(_ node: Node, _ value: String) -> String { "\(node.path)=\(value)" }

  /// Whether an element carries a piece of the document.
  static func isCarried(_ node: Node) -> Bool {
    node.nameString == "extension" && node.child("url")?.string == MappingURLs.sourceNode
  }

  static func isSourceDocument(_ node: Node) -> Bool {
    node.type == KnownType.provenance
      && node.children("entity").contains { entity in
        entity.children("extension").contains { $0.child("url")?.string == MappingURLs.sourceDocument }
      }
  }

  /// Whether an element says what a resource is called: another document has other ids.
  static func isOfIdentity(_ node: Node) -> Bool {
    switch node.nameString {
    case "id": node.parent?.flags.contains(.resource) == true
    case "fullUrl": true
    case "reference": node.string?.hasPrefix("urn:uuid:") == true
    case "url": node.parent?.nameString == "extension"
    case "type": node.parent?.type == KnownType.bundle
    default: false
    }
  }
}

// A CodeSystem as far as it matters: its codes in order, and what stands below what.

internal import FHIRCore

/// What one CodeSystem says.
struct CodeSystemSource {
  var entry: DefinitionTable.CodeSystemEntry
  /// The position of each code.
  private(set) var positions: [String: Int] = [:]
  /// The positions directly below each position; a code may stand below several.
  private var children: [Int: [Int]] = [:]

  /// A complete code system.
  init(_ node: Node) throws(DefinitionError) {
    entry = DefinitionTable.CodeSystemEntry(url: node.text("url"))
    guard !entry.url.isEmpty else { throw .incomplete("a URL in every CodeSystem") }
    entry.name = node.text("name")
    entry.isComplete = true
    entry.isCaseSensitive = node.text("caseSensitive") != "false"
    var further: [(parent: String, child: String)] = []
    var pending: [(concept: Node, parent: Int?)] = node.children("concept").reversed().map { ($0, nil) }
    while let (concept, parent) = pending.popLast() {
      let code = concept.text("code")
      guard positions[code] == nil else { continue }
      let position = entry.concepts.count
      var made = DefinitionTable.ConceptEntry(code, display: concept.text("display"), parent: parent)
      for property in concept.children("property") {
        // R4's `child` is not followed: neither do the official expansions of R4's value sets.
        switch property.text("code") {
        case "notSelectable", "abstract": made.isAbstract = property.isTrue("valueBoolean")
        case "inactive": made.isInactive = property.isTrue("valueBoolean")
        case "status": made.isInactive = ["deprecated", "retired", "inactive"].contains(property.text("valueCode"))
        case "subsumedBy", "parent": further.append((property.text("valueCode"), code))
        default: continue
        }
      }
      positions[code] = position
      entry.concepts.append(made)
      if let parent { children[parent, default: []].append(position) }
      pending += concept.children("concept").reversed().map { ($0, position) }
    }
    for (parent, child) in further {
      guard let parent = positions[parent], let child = positions[child], !(children[parent]?.contains(child) ?? false)
      else { continue }
      children[parent, default: []].append(child)
    }
  }

  /// A system of which only single codes become known.
  init(fragmentOf url: String) { entry = DefinitionTable.CodeSystemEntry(url: url) }

  /// The position of a code, given now if it had none.
  mutating func position(adding code: String, display: String) -> Int {
    if let position = positions[code] {
      if entry.concepts[position].display.isEmpty { entry.concepts[position].display = display }
      return position
    }
    positions[code] = entry.concepts.count
    entry.concepts.append(DefinitionTable.ConceptEntry(code, display: display))
    return entry.concepts.count - 1
  }

  /// The positions below a code, at any depth, without its own.
  func descendants(of code: String) -> Set<Int> {
    guard let start = positions[code] else { return [] }
    var found: Set<Int> = []
    var pending = [start]
    while let position = pending.popLast() {
      for child in children[position] ?? [] where child != start && found.insert(child).inserted {
        pending.append(child)
      }
    }
    return found
  }

  /// The positions directly below a code.
  func children(of code: String) -> Set<Int> { Set(positions[code].flatMap { children[$0] } ?? []) }
}

// A document into FHIR: each line takes nodes of the source, and what no line takes is carried.

internal import FHIRCore
internal import FHIRDefinitions
internal import SourceTree
internal import Terminology

/// The work of reading one document.
final class MappedReading {
  /// A resource that was made.
  struct Resource {
    let draft: Draft
    let rule: MappedResource
    let scope: Scope
    /// What the block around it is about.
    let around: Draft?
  }

  private enum State: UInt8 { case free, mapped, kept, ignored, unmapped }

  /// What became of a leaf.
  struct Account {
    let node: SourceNode
    let state: Ledger.State
    let line: Int?
    let reason: String?
    let targets: [Draft]
  }

  /// A reference by key, which is filled when all resources are there.
  struct Reference {
    let element: Draft
    let rule: MappedReference
    let key: String
    let scope: Scope
  }

  let tree: SourceTree
  /// Carries what of the document stands outside of all resources.
  let provenance = Draft(resource: Definitions.r4.type("Provenance") ?? .unknown)
  private(set) var references: [Reference] = []
  private(set) var resources: [Resource] = []
  private(set) var accounts: [Account] = []
  private(set) var findings: [Diagnostic] = []
  private var states: [State]
  /// The number of the line that took a node.
  private var takenBy: [Int]
  private var swept: Set<UInt32> = []
  let positions: SourcePositions

  init(_ tree: SourceTree) {
    self.tree = tree
    positions = SourcePositions(tree)
    states = Array(repeating: .free, count: tree.count)
    takenBy = Array(repeating: 0, count: tree.count)
  }

  /// Reads the document; false if its root is none that a line knows.
  func run(_ lines: [MappedLine]) -> Bool {
    guard let root = tree.root else { return false }
    let scope = Scope()
    for line in lines { apply(line, tree.document, nil, scope, provenance, "") }
    return states[Int(root.id)] != .free
  }

  // MARK: Blocks

  private func block(
    _ lines: [MappedLine], _ element: SourceNode, _ focus: Draft?, _ scope: Scope, _ owner: Draft?, _ path: String
  ) {
    var optional: [(MappedLine, MappedResource, Draft)] = []
    for line in lines {
      guard case .none = line.source, case .resource(let rule) = line.target else { continue }
      let draft = Draft(resource: rule.type)
      if let name = rule.name { scope[name] = draft }
      optional.append((line, rule, draft))
    }
    for line in lines { apply(line, element, focus, scope, owner, path) }
    for (line, rule, draft) in optional where !draft.children.isEmpty {
      for child in line.children { derive(child, draft, scope) }
      resources.append(Resource(draft: draft, rule: rule, scope: scope, around: focus))
    }
    // Defaults alone make no element.
    if let focus, focus.flags.contains(.resource) || !focus.children.isEmpty {
      for line in lines { derive(line, focus, scope) }
    }
    if let owner { sweep(element, owner, path) }
  }

  private func apply(
    _ line: MappedLine, _ element: SourceNode, _ focus: Draft?, _ scope: Scope, _ owner: Draft?, _ path: String
  ) {
    switch line.source {
    case .none, .label: return
    case .joined(let paths, let separators): join(line, paths, separators, element, focus, scope)
    case .node(let paths, let repeats, _):
      guard let source = paths.first else { return }
      for (node, chain) in candidates(source, element) {
        guard take(line, node, chain, focus, repeats ? Scope(scope) : scope, owner, path, repeats: repeats) else {
          continue
        }
        mark(chain, line)
        if !repeats { break }
      }
    }
  }

  /// Lets a line take a node; false if it stays free.
  private func take(
    _ line: MappedLine, _ node: SourceNode, _ chain: [SourceNode], _ focus: Draft?, _ scope: Scope, _ owner: Draft?,
    _ path: String, repeats: Bool
  ) -> Bool {
    let inner = self.path(path, chain + [node])
    switch line.target {
    case .leaf(let places, let codecs):
      guard let text = leafText(node), let stored = store(text, places, codecs, focus, scope) else { return false }
      markLeaf(node, line, stored)
    case .split(let texts, let places):
      guard let text = leafText(node), let stored = split(text, texts, places, focus, scope) else { return false }
      markLeaf(node, line, stored)
    case .reference(let rule):
      guard let text = leafText(node), !text.isEmpty, let base = scope.base(of: rule.place, focus),
        let around = base.make(rule.place.steps.dropLast()), let last = rule.place.steps.last,
        last.repeats || around.find(last) == nil, let element = around.add(last.key)
      else { return false }
      references.append(Reference(element: element, rule: rule, key: text, scope: scope))
      markLeaf(node, line, [element])
    case .constant(let text):
      guard leafText(node) == text else { return false }
      markLeaf(node, line, [])
    case .keep(let reason):
      guard let owner else { return false }
      carry(node, owner, self.path(path, chain), .kept, line.line, reason)
    case .ignore(let reason): note(node, .ignored, line.line, reason)
    case .resource(let rule):
      guard node.kind == .element else { return false }
      states[Int(node.id)] = .mapped
      let draft = Draft(resource: rule.type)
      if let name = rule.name { scope[name] = draft }
      resources.append(Resource(draft: draft, rule: rule, scope: scope, around: focus))
      block(line.children, node, draft, scope, draft, "")
    case .at(let place):
      guard node.kind == .element, let base = scope.base(of: place, focus), let last = place.steps.last else {
        return false
      }
      let around = base.make(place.steps.dropLast())
      guard let inside = last.item == .each ? around?.add(last.key) : around?.make(last) else { return false }
      states[Int(node.id)] = .mapped
      // What is carried goes to the resource only if something is mapped too.
      let carrier = Draft(resource: owner?.type ?? .unknown)
      let accounted = accounts.count
      block(line.children, node, inside, scope, carrier, inner)
      guard !inside.children.isEmpty || inside.hasValue else {
        around?.remove(inside)
        accounts.removeLast(accounts.count - accounted)
        free(node)
        return false
      }
      for carried in carrier.children { owner?.append(carried) }
    case .block:
      guard node.kind == .element else { return false }
      states[Int(node.id)] = .mapped
      block(line.children, node, focus, scope, owner, inner)
    case .literal, .unit, .table: return false
    }
    takenBy[Int(node.id)] = line.number
    return true
  }

  /// Makes a node as if no line had taken it.
  private func free(_ node: SourceNode) {
    states[Int(node.id)] = .free
    takenBy[Int(node.id)] = 0
    swept.remove(node.id)
    for child in node.children { free(child) }
  }

  // MARK: Leaves

  private func store(
    _ text: String, _ places: [MappedPlace], _ codecs: [Codec], _ focus: Draft?, _ scope: Scope
  ) -> [Draft]? {
    guard let place = places.first, let base = scope.base(of: place, focus) else { return nil }
    for codec in codecs {
      guard let value = codec.parse(text, for: place.typeName), let stored = base.store(value, at: place.steps) else {
        continue
      }
      if codec.written(value) != text { stored.addExtension(MappingURLs.sourceText, text) }
      let copies = places.dropFirst().compactMap { copy in
        scope.base(of: copy, focus)?.store(.primitive(text, type: "string"), at: copy.steps)
      }
      return [stored] + copies
    }
    return nil
  }

  private func split(
    _ text: String, _ texts: [String], _ places: [MappedPlace], _ focus: Draft?, _ scope: Scope
  ) -> [Draft]? {
    guard let parts = SplitText.parts(of: text, between: texts) else { return nil }
    var stored: [Draft] = []
    for (place, part) in zip(places, parts) {
      guard let draft = scope.base(of: place, focus)?.store(.primitive(part, type: "string"), at: place.steps) else {
        for draft in stored { draft.parent?.remove(draft) }
        return nil
      }
      stored.append(draft)
    }
    return stored
  }

  private func join(
    _ line: MappedLine, _ paths: [SourcePath], _ separators: [String], _ element: SourceNode, _ focus: Draft?,
    _ scope: Scope
  ) {
    guard case .leaf(let places, let codecs) = line.target else { return }
    let found = paths.map { candidates($0, element).first }
    // Only the first ones may be there: nobody prints a time without its day.
    let present = found.prefix { $0 != nil }.compactMap { $0 }
    guard !present.isEmpty, found.dropFirst(present.count).allSatisfy({ $0 == nil }) else { return }
    let texts = present.compactMap { leafText($0.node) }
    guard texts.count == present.count else { return }
    var text = texts[0]
    for (separator, part) in zip(separators, texts.dropFirst()) { text += separator + part }
    guard SplitText.parts(of: text, count: texts.count, between: separators) == texts,
      let stored = store(text, places, codecs, focus, scope)
    else { return }
    for (node, chain) in present {
      markLeaf(node, line, stored)
      takenBy[Int(node.id)] = line.number
      mark(chain, line)
    }
  }

  /// The text of a leaf: an attribute's value, or that of an element which holds nothing else.
  private func leafText(_ node: SourceNode) -> String? {
    if node.kind != .element { return node.kind == .document ? nil : node.value }
    let content = node.children.filter { $0.kind != .attribute }
    return content.contains { $0.kind == .element } ? nil : node.text
  }

  // MARK: Looking

  /// The free nodes that a path may mean, each with the elements on the way to it.
  private func candidates(_ path: SourcePath, _ element: SourceNode) -> [(node: SourceNode, chain: [SourceNode])] {
    var found: [(node: SourceNode, chain: [SourceNode])] = [(element, [])]
    for (index, step) in path.steps.enumerated() {
      let isLast = index == path.steps.count - 1
      found = found.flatMap { around, chain in
        around.children.filter { node in
          guard !isLast || states[Int(node.id)] == .free else { return false }
          switch step {
          case .element(let name, _): return node.kind == .element && node.name.qualified == name
          case .attribute(let name): return node.kind == .attribute && node.name.qualified == name
          case .text: return (node.kind == .text || node.kind == .cdata) && !node.isBlank
          case .children, .parent: return false
          }
        }.map { ($0, index == 0 ? [] : chain + [around]) }
      }
    }
    guard case .text? = path.steps.last else { return found }
    // Text between elements is several texts, of which none is the element's own.
    return found.count == 1 ? found : []
  }

  private func mark(_ chain: [SourceNode], _ line: MappedLine) {
    for element in chain where states[Int(element.id)] == .free {
      states[Int(element.id)] = .mapped
      takenBy[Int(element.id)] = line.number
    }
  }

  private func markLeaf(_ node: SourceNode, _ line: MappedLine, _ targets: [Draft]) {
    states[Int(node.id)] = .mapped
    for text in node.children where text.kind == .text || text.kind == .cdata { states[Int(text.id)] = .mapped }
    accounts.append(Account(node: node, state: .mapped, line: line.line, reason: nil, targets: targets))
  }

  // MARK: What only FHIR has

  private func derive(_ line: MappedLine, _ focus: Draft?, _ scope: Scope) {
    switch line.target {
    case .literal(let place, let value):
      guard let base = scope.base(of: place, focus), let last = place.steps.last else { return }
      var parent = base
      for step in place.steps.dropLast() {
        // A default does not decide which type a value has.
        if parent.find(step) == nil, step.key != step.name { return }
        guard let next = parent.make(step) else { return }
        parent = next
      }
      if let element = parent.make(last), !element.hasValue { element.set(value) }
    case .table(let place, let rows, let places):
      guard let value = rows.value(of: places, focus, scope), let base = scope.base(of: place, focus),
        base.find(place.steps)?.hasValue != true
      else { return }
      _ = base.store(.primitive(value, type: "code"), at: place.steps)
    case .unit(let code, let printed):
      guard let unit = DerivedUnit(code, printed, focus, scope), unit.quantity.child("code") == nil else { return }
      unit.quantity.add("system", unit.system)
      unit.quantity.add("code", unit.code)
    default: return
    }
  }

  // MARK: What no line takes

  /// Carries what is still free below an element, and notes the order of what was taken.
  private func sweep(_ element: SourceNode, _ owner: Draft, _ path: String) {
    guard swept.insert(element.id).inserted else { return }
    var taken: [Int] = []
    for node in element.children {
      if node.kind == .processingInstruction {
        // No data, and part of the document all the same.
        SourceException(.element(node.fragment, position: positions.position(of: node)), path, isKept: true).add(
          to: owner)
        continue
      }
      guard node.isData else { continue }
      if states[Int(node.id)] == .free {
        // A declaration of a namespace says how names are written.
        let isDeclaration = node.kind == .attribute && node.name.isDeclaration
        carry(node, owner, path, isDeclaration ? .kept : .unmapped, nil, nil)
      } else if states[Int(node.id)] == .mapped, node.kind != .attribute {
        if takenBy[Int(node.id)] > 0 { taken.append(takenBy[Int(node.id)]) }
        if node.kind == .element { sweep(node, owner, self.path(path, [node])) }
      }
    }
    let written = taken.indices.sorted { (taken[$0], $0) < (taken[$1], $1) }
    guard written != Array(taken.indices) else { return }
    SourceException(.order(written.map { Int($0) }), path).add(to: owner)
  }

  private func carry(
    _ node: SourceNode, _ owner: Draft, _ path: String, _ state: Ledger.State, _ line: Int?, _ reason: String?
  ) {
    let position = positions.position(of: node)
    let carried: SourceException.Kind =
      switch node.kind {
      case .attribute: .attribute(node.name.qualified, node.value)
      case .element: .element(node.fragment, position: position)
      default: .text(node.value, position: position)
      }
    SourceException(carried, path, isKept: state == .kept).add(to: owner)
    if node.kind == .attribute, node.name.isDeclaration {
      states[Int(node.id)] = .kept
    } else {
      note(node, state, line, reason)
    }
  }

  /// Accounts for the leaves of a node as a whole.
  private func note(_ node: SourceNode, _ state: Ledger.State, _ line: Int?, _ reason: String?) {
    states[Int(node.id)] =
      switch state {
      case .mapped: .mapped
      case .kept: .kept
      case .ignored: .ignored
      case .unmapped: .unmapped
      }
    let inside = node.children.filter(\.isData)
    for child in inside { note(child, state, line, reason) }
    if inside.isEmpty {
      accounts.append(Account(node: node, state: state, line: line, reason: reason, targets: []))
    }
  }

  private func path(_ path: String, _ nodes: [SourceNode]) -> String {
    nodes.filter { $0.kind == .element }.reduce(path) { path, node in
      (path.isEmpty ? "" : path + "/") + "\(node.name.qualified)[\(positions.number(of: node))]"
    }
  }
}

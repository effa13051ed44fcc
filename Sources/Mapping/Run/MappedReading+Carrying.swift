// What no line takes: accounted for, and carried in the FHIR that the element around it became.

internal import FHIRCore
internal import SourceTree

extension MappedReading {
  /// Carries what is still free below an element, and notes the order of what was taken.
  func sweep(_ element: SourceNode, _ carrier: Carrier) {
    guard swept.insert(element.id).inserted else { return }
    var taken: [Int] = []
    for node in element.children {
      if node.kind == .processingInstruction {
        // No data, and part of the document all the same.
        notes.append(Note(kind: .node(node), element: element, carrier: carrier, isKept: true))
        continue
      }
      guard node.isData else { continue }
      if states[Int(node.id)] == .free {
        // A declaration of a namespace says how names are written.
        let isDeclaration = node.kind == .attribute && node.name.isDeclaration
        carry(node, carrier, isDeclaration ? .kept : .unmapped, nil, failures[node.id]?.reason)
      } else if states[Int(node.id)] == .mapped, node.kind != .attribute {
        if takenBy[Int(node.id)] > 0 { taken.append(takenBy[Int(node.id)]) }
        if node.kind == .element { sweep(node, carrier) }
      }
    }
    let written = taken.indices.sorted { (taken[$0], $0) < (taken[$1], $1) }
    guard written != Array(taken.indices) else { return }
    notes.append(Note(kind: .order(written.map { Int($0) }), element: element, carrier: carrier, isKept: false))
  }

  func carry(
    _ node: SourceNode, _ carrier: Carrier, _ state: Ledger.State, _ line: Int?, _ reason: String?
  ) {
    guard let parent = node.parent else { return }
    notes.append(Note(kind: .node(node), element: parent, carrier: carrier, isKept: state == .kept))
    if node.kind == .attribute, node.name.isDeclaration {
      states[Int(node.id)] = .kept
    } else {
      note(node, state, line, reason)
    }
  }

  /// Accounts for the leaves of a node as a whole.
  func note(_ node: SourceNode, _ state: Ledger.State, _ line: Int?, _ reason: String?) {
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

  // MARK: When everything is known

  /// Whether a line took a node, so that it will be written by that line.
  func isMapped(_ node: SourceNode) -> Bool { states[Int(node.id)] == .mapped }

  /// The document without what the mapping leaves out, which is what has to come back.
  var wanted: SourceTree {
    guard states.contains(.ignored), let root = tree.root else { return tree }
    var builder = SourceTreeBuilder(encoding: tree.encoding)
    builder.copy(root, where: { self.states[Int($0.id)] != .ignored })
    return builder.finish()
  }

  /// Stores what is carried, now that each element that will be written is known by its number.
  func storeNotes(_ url: (Draft) -> String?) {
    let places = WrittenPlaces(self)
    for note in notes {
      let kind: SourceException.Kind
      var after = SourceException.Anchor.start
      switch note.kind {
      case .order(let positions): kind = .order(positions)
      case .node(let node):
        switch node.kind {
        case .attribute: kind = .attribute(node.name.qualified, node.value)
        case .text, .cdata: kind = .text(node.value)
        default: kind = .element(node.fragment)
        }
        if node.kind != .attribute { after = anchor(of: node, places, url) }
      }
      SourceException(
        kind: kind, path: path(from: note.carrier.element, to: note.element, places), after: after, isKept: note.isKept
      ).add(to: note.carrier.draft)
    }
  }

  private func path(from top: SourceNode, to element: SourceNode, _ places: WrittenPlaces) -> String {
    var steps: [String] = []
    var node = element
    while node.id != top.id, let parent = node.parent {
      steps.append("\(node.name.qualified)[\(places.number(of: node))]")
      node = parent
    }
    return steps.reversed().joined(separator: "/")
  }

  /// What a carried node stands behind.
  private func anchor(
    of node: SourceNode, _ places: WrittenPlaces, _ url: (Draft) -> String?
  ) -> SourceException.Anchor {
    guard let before = places.sibling(before: node) else { return .start }
    if before.kind != .element { return .step("text()") }
    if let draft = made[before.id], let url = url(draft) { return .resource(url) }
    return .step("\(before.name.qualified)[\(places.number(of: before))]")
  }
}

extension MappedReading.Failure {
  /// What is the matter, for the ledger.
  var reason: String {
    switch self {
    case .unreadable(let line): "line \(line) cannot read it"
    case .surplus(let line): "line \(line) takes only one"
    }
  }
}

// What no line takes: accounted for, and carried in the FHIR that the element around it became.

internal import FHIRCore
internal import SourceTree

extension MappedReading {
  /// Carries what is still free below an element, and notes the order of what was taken.
  mutating func sweep(_ element: NodeID, _ carrier: Carrier) {
    guard !swept[Int(element)] else { return }
    swept[Int(element)] = true
    var last: Int32 = 0
    var isInOrder = true
    var next = nodes.first(element)
    while next != SourceNodes.none {
      let node = next
      next = nodes.next(node)
      if nodes.kind(node) == .processingInstruction {
        // No data, and part of the document all the same.
        notes.append(Note(kind: .node(node), element: element, carrier: carrier, isKept: true))
        continue
      }
      switch states[Int(node)] {
      case .free where nodes.isData(node):
        // A declaration of a namespace says how names are written.
        let isDeclaration = nodes.kind(node) == .attribute && nodes.node(node).name.isDeclaration
        carry(node, carrier, isDeclaration ? .kept : .unmapped, nil, failures[node]?.reason)
      case .mapped where nodes.kind(node) != .attribute:
        if takenBy[Int(node)] > 0 {
          if takenBy[Int(node)] < last { isInOrder = false }
          last = takenBy[Int(node)]
        }
        if nodes.kind(node) == .element { sweep(node, carrier) }
      default: break
      }
    }
    guard !isInOrder else { return }
    let taken = takenChildren(element)
    let written = taken.indices.sorted { (taken[$0], $0) < (taken[$1], $1) }
    notes.append(Note(kind: .order(written), element: element, carrier: carrier, isKept: false))
  }

  /// The lines that took the elements and texts of an element, in the order of the document.
  private func takenChildren(_ element: NodeID) -> [Int32] {
    var taken: [Int32] = []
    var next = nodes.first(element)
    while next != SourceNodes.none {
      if states[Int(next)] == .mapped, nodes.kind(next) != .attribute, takenBy[Int(next)] > 0 {
        taken.append(takenBy[Int(next)])
      }
      next = nodes.next(next)
    }
    return taken
  }

  mutating func carry(
    _ node: NodeID, _ carrier: Carrier, _ state: Ledger.State, _ line: Int32?, _ reason: String?
  ) {
    notes.append(
      Note(
        kind: .node(node), element: nodes.parent(node), carrier: carrier, isKept: state == .kept || aside(node) != nil))
    if nodes.kind(node) == .attribute, nodes.node(node).name.isDeclaration {
      states[Int(node)] = .kept
    } else {
      note(node, state, line, reason)
    }
  }

  /// Accounts for the leaves of a node as a whole.
  mutating func note(_ node: NodeID, _ state: Ledger.State, _ line: Int32?, _ reason: String?) {
    if state == .unmapped, let aside = aside(node) {
      return note(node, .kept, aside.line, aside.reason)
    }
    states[Int(node)] =
      switch state {
      case .mapped: .mapped
      case .kept: .kept
      case .ignored: .ignored
      case .unmapped: .unmapped
      }
    var hasContent = false
    var next = nodes.first(node)
    while next != SourceNodes.none {
      if nodes.isData(next) {
        note(next, state, line, reason)
        hasContent = true
      }
      next = nodes.next(next)
    }
    if !hasContent {
      accounts.append(MappedLeaf(node: node, state: state, line: line, reason: reason, targets: PlanPart(0..<0)))
    }
  }

  /// Why an attribute is kept though no line speaks of it; nil of everything else.
  private func aside(_ node: NodeID) -> PlanAside? {
    plan.asides.isEmpty || nodes.kind(node) != .attribute ? nil : plan.asides[nodes.node(node).name.qualified]
  }

  // MARK: When everything is known

  /// Whether a line took a node, so that it will be written by that line.
  func isMapped(_ node: NodeID) -> Bool { states[Int(node)] == .mapped }

  /// Stores what is carried, now that each element that will be written is known by its number.
  mutating func storeNotes(_ url: (ElementID) -> String?) {
    guard !notes.isEmpty else { return }
    let places = WrittenPlaces(self)
    // What stands behind one thing goes back in the order of the document, whenever it was found to be carried.
    let ordered = notes.indices.sorted { (notes[$0].position, $0) < (notes[$1].position, $1) }
    for note in ordered.map({ notes[$0] }) {
      let kind: SourceException.Kind
      var after = SourceException.Anchor.start
      switch note.kind {
      case .order(let positions): kind = .order(positions)
      case .spelling(let node, let path, let spelling):
        kind = .spelling(
          "\(plan.texts[plan.paths[path].text])[\(spelt(node, note.element))]", plan.texts[plan.paths[spelling].text])
      case .node(let node):
        switch nodes.kind(node) {
        case .attribute: kind = .attribute(nodes.node(node).name.qualified, nodes.string(node))
        case .text, .cdata: kind = .text(nodes.string(node))
        default: kind = .element(nodes.node(node).fragment)
        }
        if nodes.kind(node) != .attribute { after = anchor(of: node, places, url) }
      }
      SourceException(
        kind: kind, path: path(from: note.carrier.element, to: note.element, places), after: after, isKept: note.isKept
      ).add(to: note.carrier.owner, &fhir)
    }
  }

  /// Which of the nodes of its line a node is, from 1.
  private func spelt(_ node: NodeID, _ element: NodeID) -> Int {
    var count = 0
    for other in accountsBelow(element) where takenBy[Int(other)] == takenBy[Int(node)] && other <= node { count += 1 }
    return max(1, count)
  }

  /// The nodes below an element, itself not included.
  private func accountsBelow(_ element: NodeID) -> [NodeID] {
    var below: [NodeID] = []
    var next = nodes.first(element)
    while next != SourceNodes.none {
      below.append(next)
      if nodes.kind(next) == .element { below += accountsBelow(next) }
      next = nodes.next(next)
    }
    return below
  }

  func path(from top: NodeID, to element: NodeID, _ places: WrittenPlaces) -> String {
    var steps: [String] = []
    var node = element
    while node != top, nodes.parent(node) != SourceNodes.none {
      steps.append("\(nodes.node(node).name.qualified)[\(places.number(of: node))]")
      node = nodes.parent(node)
    }
    return steps.reversed().joined(separator: "/")
  }

  /// What a carried node stands behind.
  private func anchor(
    of node: NodeID, _ places: WrittenPlaces, _ url: (ElementID) -> String?
  ) -> SourceException.Anchor {
    guard let before = places.sibling(before: node) else { return .start }
    if nodes.kind(before) != .element { return .step("text()") }
    if let made = made[before], let url = url(made) { return .resource(url) }
    return .step("\(nodes.node(before).name.qualified)[\(places.number(of: before))]")
  }
}

extension MappedReading.Failure {
  /// What is the matter, for the ledger.
  var reason: String {
    switch self {
    case .unreadable(let line): "line \(line) cannot read it"
    case .surplus(let line): "line \(line) takes only one"
    case .incomplete(let line): "line \(line) needs what it has not"
    case .deep: "lines go no more than \(Plan.deepest) levels deep"
    }
  }
}

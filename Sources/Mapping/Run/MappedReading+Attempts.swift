// Alternatives, and attempts that leave no trace where they fail.

internal import FHIRCore
internal import SourceTree

extension MappedReading {
  /// What there was before an attempt.
  struct Attempt {
    let fhir: Elements.Mark
    fileprivate let accounts: Int
    fileprivate let targets: Int
    fileprivate let notes: Int
    fileprivate let resources: Int
    fileprivate let references: Int
    fileprivate let scopes: Int
    fileprivate let firstElement: Int
  }

  mutating func attempt() -> Attempt {
    let firstElement = fhir.records.count
    return Attempt(
      fhir: fhir.mark(), accounts: accounts.count, targets: targets.count, notes: notes.count,
      resources: resources.count, references: references.count, scopes: scopes.count, firstElement: firstElement)
  }

  /// Whether something went to FHIR, or is carried there, since an attempt began.
  func hasAdded(since attempt: Attempt) -> Bool {
    targets.count > attempt.targets || resources.count > attempt.resources || notes.count > attempt.notes
      || accounts[attempt.accounts...].contains { $0.state == .ignored }
  }

  /// Makes everything as if a node had not been looked at.
  mutating func undo(_ attempt: Attempt, _ node: NodeID, _ scope: Int) {
    fhir.restore(attempt.fhir)
    accounts.removeLast(accounts.count - attempt.accounts)
    targets.removeLast(targets.count - attempt.targets)
    notes.removeLast(notes.count - attempt.notes)
    resources.removeLast(resources.count - attempt.resources)
    references.removeLast(references.count - attempt.references)
    scopes.count = attempt.scopes
    scopes.forget(from: attempt.firstElement, in: scope)
    free(node)
  }

  /// Makes a node as if no line had taken it.
  private mutating func free(_ node: NodeID) {
    states[Int(node)] = .free
    takenBy[Int(node)] = 0
    swept[Int(node)] = false
    made[node] = nil
    labels[node] = nil
    var next = nodes.first(node)
    while next != SourceNodes.none {
      free(next)
      next = nodes.next(next)
    }
  }

  /// The first alternative that takes the node: of those with its label, then of those for all others.
  mutating func choose(
    _ line: PlanLine, _ path: Int?, _ cases: PlanPart, isOwner: Bool, _ node: NodeID, _ around: Around
  ) -> Bool {
    let label = path.flatMap { nodes.label(plan.paths[$0], from: node, plan) }
    let wanted = label ?? "none"
    let matching = cases.indices.filter { plan.cases[$0].labels.indices.contains { plan.texts[$0] == wanted } }
    let others = cases.indices.filter { plan.cases[$0].labels.isEmpty }
    for number in matching + others {
      let attempt = attempt()
      if isOwner, let path { own(plan.paths[path], node, line) }
      let chosen = plan.lines[plan.cases[number].line]
      guard takeWithContent(chosen, node, around) else {
        undo(attempt, node, around.scope)
        continue
      }
      fhir.keep(attempt.fhir)
      if let path { labels[node, default: [:]][path] = .some(label) }
      return true
    }
    return false
  }

  /// Lets a line take a node, unless it is a block of which no line takes anything.
  private mutating func takeWithContent(_ line: PlanLine, _ node: NodeID, _ around: Around) -> Bool {
    let first = accounts.count
    guard take(line, node, around) else { return false }
    if case .block = line.target { return accounts[first...].contains { $0.state == .mapped } }
    return true
  }

  /// Takes the text that tells alternatives apart, which is written with them.
  private mutating func own(_ path: PlanPath, _ node: NodeID, _ line: PlanLine) {
    guard let label = nodes.look(path, from: node, plan), label != node else { return }
    markLeaf(label, line, from: targets.count)
    takenBy[Int(label)] = line.number
    mark(from: label, to: node, line)
  }

  /// Takes the nodes that hold the labels of alternatives; one whose alternatives took nothing is kept.
  mutating func takeLabels(of block: Int, _ element: NodeID, _ around: Around) {
    for number in plan.lines(of: block) {
      let line = plan.lines[number]
      guard case .chooses = line.target, case .node(let paths, _) = line.source else { continue }
      for path in paths.indices {
        for node in candidates(plan.paths[path], element) where nodes.leafText(node) != nil {
          if let label = label(at: plan.paths[paths.first], in: block, element), label == nodes.leafText(node) {
            markLeaf(node, line, from: targets.count)
          } else {
            carry(node, around.carrier, .kept, line.line, "no alternative was chosen by it")
          }
          takenBy[Int(node)] = isMapped(node) ? line.number : 0
          mark(from: node, to: element, line)
          break
        }
      }
    }
  }

  /// The text by which alternatives that look at a path took a node of an element; nil if they took none.
  private func label(at path: PlanPath, in block: Int, _ element: NodeID) -> String?? {
    for number in plan.lines(of: block) {
      guard case .choose(let looked?, _, _) = plan.lines[number].target,
        plan.texts[plan.paths[looked].text] == "../" + plan.texts[path.text]
      else { continue }
      var next = nodes.first(element)
      while next != SourceNodes.none {
        if takenBy[Int(next)] == plan.lines[number].number, let label = labels[next]?[looked] { return .some(label) }
        next = nodes.next(next)
      }
    }
    return nil
  }
}

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
    _ line: PlanLine, _ path: Int?, _ cases: PlanPart, _ node: NodeID, _ around: Around
  ) -> Bool {
    let label = path.flatMap { nodes.label(plan.paths[$0], from: node, plan) }
    let wanted = label ?? "none"
    let matching = cases.indices.filter { plan.cases[$0].labels.indices.contains { plan.texts[$0] == wanted } }
    let others = cases.indices.filter { plan.cases[$0].labels.isEmpty }
    for number in matching + others {
      let attempt = attempt()
      let chosen = plan.lines[plan.cases[number].line]
      guard takeWithContent(chosen, node, around, attempt.accounts) else {
        undo(attempt, node, around.scope)
        continue
      }
      fhir.keep(attempt.fhir)
      if let path {
        labels[node] = .some(label)
        own(plan.paths[path], node, line)
      }
      return true
    }
    return false
  }

  /// Lets a line take a node, unless it is a block of which no line takes anything.
  private mutating func takeWithContent(
    _ line: PlanLine, _ node: NodeID, _ around: Around, _ accounted: Int
  ) -> Bool {
    guard take(line, node, around) else { return false }
    if case .block = line.target { return accounts[accounted...].contains { $0.state == .mapped } }
    return true
  }

  /// The text that tells alternatives apart is written by the alternatives, if it stands in the node and no line has it.
  private mutating func own(_ path: PlanPath, _ node: NodeID, _ line: PlanLine) {
    guard let first = path.steps.indices.first else { return }
    if case .parent = plan.pathSteps[first] { return }
    guard let label = nodes.look(path, from: node, plan), label != node, states[Int(label)] != .mapped else { return }
    // It was left over, and is carried no more.
    notes.removeAll { note in if case .node(label) = note.kind { true } else { false } }
    accounts.removeAll { $0.node == label || nodes.parent($0.node) == label }
    markLeaf(label, line, from: targets.count)
    takenBy[Int(label)] = line.number
    mark(from: label, to: node, line)
  }
}

// Alternatives: the one that says most of the value.

internal import FHIRCore

extension MappedWriting {
  /// Prints the alternative that was read, if it still fits; else the one that loses least, the first of several.
  mutating func choose(
    _ path: Int?, _ cases: PlanPart, isOwner: Bool, _ child: OutputID, _ focus: ElementID, _ scope: Int
  ) -> Bool {
    var stored: String??
    if isOwn, let path {
      let own = next(of: cases, focus, scope)
      let labels = own.map { carried[$0]?.labels[""] } ?? carried[output[child].owner]?.labels[output.path(of: child)]
      stored = labels?[plan.texts[plan.paths[path].text]]
    }
    var order = Array(cases.indices)
    if let stored {
      let wanted = stored ?? "none"
      let first = order.filter { isFor(wanted, $0) } + order.filter { plan.cases[$0].labels.isEmpty }
      order = first + order.filter { !first.contains($0) }
    }
    var best: (number: Int, count: Int)?
    for number in order {
      let attempt = attempt()
      begin(number, path, isOwner, stored, child)
      let isStored = stored.map { isFor($0 ?? "none", number) || plan.cases[number].labels.isEmpty } ?? false
      let hasPrinted =
        content(plan.lines[plan.cases[number].line], child, focus, scope)
        && (isStored || isRead(by: number, path, child))
      let written = written(since: attempt)
      let isWhole = hasPrinted && leftOvers(around: written, focus) == 0
      if isWhole || hasPrinted && isStored {
        keep(attempt)
        return true
      }
      if hasPrinted, written.count > best?.count ?? -1 { best = (number, written.count) }
      undo(attempt)
    }
    guard let best else { return false }
    begin(best.number, path, isOwner, stored, child)
    return content(plan.lines[plan.cases[best.number].line], child, focus, scope)
  }

  /// The resource, or item of a list, that the alternatives are about; nil if they are about none of their own.
  private mutating func next(of cases: PlanPart, _ focus: ElementID, _ scope: Int) -> ElementID? {
    for number in cases.indices {
      switch plan.lines[plan.cases[number].line].target {
      case .resource(let rule, _): if let found = nextCandidate(rule, focus, scope) { return found.resource }
      case .at(let place, _, let condition):
        guard let last = plan.steps(of: place).last, isItem(plan.steps[last]) else { continue }
        let around = fhir.find(plan.steps(of: place).dropLast(), of: plan, in: base(of: place, focus, scope))
        let found = nextItem(plan.steps[last], condition, in: around, scope)
        if found.exists { return found }
      default: continue
      }
    }
    return nil
  }

  /// Whether the alternative is the one that is chosen by the children which it printed.
  private func isRead(by number: Int, _ path: Int?, _ child: OutputID) -> Bool {
    guard let path, let last = plan.paths[path].steps.indices.last, case .children = plan.pathSteps[last],
      plan.paths[path].steps.count == 1, !plan.cases[number].labels.isEmpty
    else { return true }
    let names = output.children(of: child).filter { output[$0].kind == .element }.map { output.name($0) }
    return isFor(names.joined(separator: " "), number)
  }

  private func isFor(_ label: String, _ number: Int) -> Bool {
    plan.cases[number].labels.indices.contains { plan.texts[$0] == label }
  }

  /// Notes the text by which an alternative is chosen, and prints it if it belongs to the alternatives.
  private mutating func begin(_ number: Int, _ path: Int?, _ isOwner: Bool, _ stored: String??, _ child: OutputID) {
    guard let path else { return }
    let labels = plan.cases[number].labels
    let first = labels.indices.first.map { plan.texts[$0] }
    var label = first == "none" ? nil : first
    if let stored, isFor(stored ?? "none", number) || labels.isEmpty { label = stored }
    self.labels[child, default: [:]][path] = .some(label)
    if isOwner, let label { _ = output.put(label, at: plan.paths[path], plan, in: child) }
  }

  /// How many values are left of what was written to: of elements below the focus, and of other resources.
  private func leftOvers(around written: ArraySlice<ElementID>, _ focus: ElementID) -> Int {
    let own = focus.exists ? fhir.resource(of: focus) : .none
    var tops: Set<ElementID> = []
    for id in written {
      let resource = fhir.resource(of: id)
      var top = resource == own ? id : resource
      while top != resource, fhir.parent(top).exists, fhir.parent(top) != focus, fhir.parent(top) != resource {
        top = fhir.parent(top)
      }
      tops.insert(top)
    }
    return tops.reduce(0) { $0 + leftOvers($1) }
  }

  private func leftOvers(_ id: ElementID) -> Int {
    (fhir.hasValue(id) && !isWritten(id) ? 1 : 0) + fhir.children(id).reduce(0) { $0 + leftOvers($1) }
  }

  /// Gives the nodes that hold the labels of alternatives their texts; one without a label goes again.
  mutating func fillLabels(of block: Int, _ element: OutputID) {
    for number in plan.lines(of: block) {
      guard case .chooses = plan.lines[number].target, case .node(let paths, _) = plan.lines[number].source else {
        continue
      }
      let holder = output.look(path(paths, 1, element), plan, in: element)
      guard holder.exists else { continue }
      if let label = label(for: plan.paths[paths.first], of: block, element) {
        output.fill(holder, label)
      } else {
        output.remove(holder)
      }
    }
  }

  /// The label that the alternatives of a block which look at a path have been chosen by.
  private func label(for path: PlanPath, of block: Int, _ element: OutputID) -> String? {
    for number in plan.lines(of: block) {
      guard case .choose(let looked?, _, _) = plan.lines[number].target,
        case .node(let paths, _) = plan.lines[number].source,
        plan.texts[plan.paths[looked].text] == "../" + plan.texts[path.text]
      else { continue }
      let chosen = output.look(self.path(paths, 1, element), plan, in: element)
      if chosen.exists, let label = labels[chosen]?[looked] { return label }
    }
    return nil
  }
}
